"""What is done to rows rather than cells: which are data, and what a kind of record tells by two columns together."""
