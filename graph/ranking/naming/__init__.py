"""From the weights to the sources that are named, and what cannot be told apart from them."""
