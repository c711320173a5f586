"""How a column is read: what is regular in one sweep of Polars, each different odd cell once by a plain function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import polars as pl

Odd = Callable[[str], tuple[Any, str]]
"""The full reader of one cell: its value (None: unusable) and a code of reasons.py ("": nothing to say)."""


@dataclass(frozen=True, slots=True)
class Readings:
    """What a column says: a value a row (null: none) and a code a row (null: nothing to say)."""

    values: pl.Series
    codes: pl.Series


def read(texts: pl.Series, odd: Odd, dtype: type[pl.DataType], regular: pl.Expr | None = None) -> Readings:
    """Read a column of clean text.

    `regular` is an expression over the column "text" that gives the value of what it is sure of and null for the rest;
    `odd` reads the rest. Where both know a cell they must agree.
    """
    texts = texts.rename("text")
    values = pl.repeat(None, texts.len(), dtype=dtype, eager=True)
    if regular is not None:
        values = texts.to_frame().select(regular.cast(dtype).alias("text")).to_series()
    cells = texts.filter(values.is_null() & texts.is_not_null()).unique(maintain_order=True)
    if cells.is_empty():
        return Readings(values, pl.repeat(None, texts.len(), dtype=pl.String, eager=True))
    answers = [odd(cell) for cell in cells]
    found = pl.Series([value for value, _ in answers], dtype=dtype)
    codes = pl.Series([code or None for _, code in answers], dtype=pl.String)
    odd_values = texts.replace_strict(cells, found, default=None, return_dtype=dtype)
    odd_codes = texts.replace_strict(cells, codes, default=None, return_dtype=pl.String)
    return Readings(values.fill_null(odd_values), odd_codes)
