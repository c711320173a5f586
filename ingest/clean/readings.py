"""How a column is read: what is regular in one sweep of Polars, each different odd cell once by a plain function."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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


def read(texts: pl.Series, odd: Odd, dtype: type[pl.DataType], regular: Sequence[pl.Expr] = ()) -> Readings:
    """Read a column of clean text.

    Each of `regular` is an expression over the column "text" that gives the values it is sure of and null for the rest,
    which is left to the next one and at last to `odd`. Where several know a cell they must agree.
    """
    values = pl.repeat(None, texts.len(), dtype=dtype, eager=True)
    codes = pl.repeat(None, texts.len(), dtype=pl.String, eager=True)
    for expression in regular:
        rest = (values.is_null() & texts.is_not_null()).arg_true()
        if rest.is_empty():
            return Readings(values, codes)
        part = texts.gather(rest).alias("text").to_frame().select(expression.cast(dtype).alias("text")).to_series()
        values = values.scatter(rest, part)
    rest = (values.is_null() & texts.is_not_null()).arg_true()
    cells = texts.gather(rest)
    if cells.is_empty():
        return Readings(values, codes)
    answers = {cell: odd(cell) for cell in cells.unique(maintain_order=True)}
    found = pl.Series([answers[cell][0] for cell in cells], dtype=dtype)
    told = pl.Series([answers[cell][1] or None for cell in cells], dtype=pl.String)
    return Readings(values.scatter(rest, found), codes.scatter(rest, told))
