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
    codes = pl.repeat(None, texts.len(), dtype=pl.String, eager=True)
    values = _by(regular[0], texts, dtype) if regular else pl.repeat(None, texts.len(), dtype=dtype, eager=True)
    for expression in regular[1:]:
        rest = (values.is_null() & texts.is_not_null()).arg_true()
        if rest.is_empty():
            return Readings(values, codes)
        values = values.scatter(rest, _by(expression, texts.gather(rest), dtype))
    rest = (values.is_null() & texts.is_not_null()).arg_true()
    cells = texts.gather(rest)
    if cells.is_empty():
        return Readings(values, codes)
    different = cells.unique(maintain_order=True)
    said, why = zip(*map(odd, different), strict=True)
    found = cells.replace_strict(different, pl.Series(said, dtype=dtype), return_dtype=dtype)
    told = cells.replace_strict(
        different, pl.Series([code or None for code in why], dtype=pl.String), return_dtype=pl.String
    )
    return Readings(values.scatter(rest, found), codes.scatter(rest, told))


def _by(expression: pl.Expr, texts: pl.Series, dtype: type[pl.DataType]) -> pl.Series:
    """The values that an expression is sure of."""
    return texts.alias("text").to_frame().select(expression.cast(dtype).alias("text")).to_series()
