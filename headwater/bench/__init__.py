"""What `headwater bench` measures: cases of any size made from a seed, and one module a part of the report."""
