"""From the index to the arrays that are weighed."""
