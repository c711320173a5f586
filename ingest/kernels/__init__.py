"""Columns of very many cells in compiled code: one look at each byte, where Polars takes several sweeps.

Each kernel is sure of plain cells only, and says of them what the expressions and functions of `text` and `clean` say;
the rest is left to those.
"""
