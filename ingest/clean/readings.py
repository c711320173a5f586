"""How a column is read: what is regular in one sweep of Polars, each different odd cell once by a plain function."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from ingest.text import MANY

Odd = Callable[[str], tuple[Any, str]]
"""The full reader of one cell: its value (None: unusable) and a code of reasons.py ("": nothing to say)."""
FEW = 100
"""Different cells that are sooner read one by one than by an expression or two."""
_NO_TEXT = pl.Series([None], dtype=pl.String)


@dataclass(frozen=True, slots=True)
class Readings:
    """What a column says: a value a row (null: none) and a code a row (null: nothing to say)."""

    values: pl.Series
    codes: pl.Series


def untold(rows: int) -> pl.Series:
    """The codes of rows that are told nothing."""
    return _NO_TEXT.new_from_index(0, rows)


def read(
    texts: pl.Series, odd: Odd, dtype: type[pl.DataType], regular: Sequence[pl.Expr] = (), compiled: str = ""
) -> Readings:
    """Read a column of clean text.

    Each of `regular` is an expression over the column "text" that gives the values it is sure of and null for the rest,
    which is left to the next one and at last to `odd`. Where several know a cell they must agree; so must the kernel of
    this name (`kernels.plain`), which takes the place of the first where cells are many.
    """
    values, further = _first(texts, dtype, regular, compiled)
    codes = untold(texts.len())
    if values.null_count() == texts.null_count():
        return Readings(values, codes)
    left = pl.select(pl.arg_where(pl.lit(values).is_null() & pl.lit(texts).is_not_null())).to_series()
    cells = texts.gather(left)
    for expression in further if cells.len() > FEW and cells.n_unique() > FEW else ():
        found = _by(expression, cells, dtype)
        values, unsure = _with(values, left, found), found.is_null()
        left, cells = left.filter(unsure), cells.filter(unsure)
        if left.is_empty():
            return Readings(values, codes)
    found, told = _one_by_one(cells, odd, dtype)
    return Readings(_with(values, left, found), _with(codes, left, told))


def _with(series: pl.Series, places: pl.Series, found: pl.Series) -> pl.Series:
    """A series with what was found for cells of which it says nothing."""
    return series if found.null_count() == found.len() else series.scatter(places, found)


def _first(
    texts: pl.Series, dtype: type[pl.DataType], regular: Sequence[pl.Expr], compiled: str
) -> tuple[pl.Series, Sequence[pl.Expr]]:
    """What the kernel or else the first expression is sure of, and the expressions for the rest."""
    if compiled and texts.len() >= MANY:
        from ingest.kernels.plain import PLAIN  # noqa: PLC0415  compiled code is loaded where it pays

        return PLAIN[compiled](texts), regular[1:]
    if regular:
        return _by(regular[0], texts, dtype), regular[1:]
    return pl.Series([None], dtype=dtype).new_from_index(0, texts.len()), ()


def _one_by_one(cells: pl.Series, odd: Odd, dtype: type[pl.DataType]) -> tuple[pl.Series, pl.Series]:
    """The values and codes of cells, of which each different one is read once."""
    different = cells.unique(maintain_order=True)
    said, why = zip(*map(odd, different), strict=True)
    found = cells.replace_strict(different, pl.Series(said, dtype=dtype), return_dtype=dtype)
    codes = pl.Series([code or None for code in why], dtype=pl.String)
    if codes.null_count() == codes.len():
        return found, untold(cells.len())
    return found, cells.replace_strict(different, codes, return_dtype=pl.String)


def _by(expression: pl.Expr, texts: pl.Series, dtype: type[pl.DataType]) -> pl.Series:
    """The values that an expression is sure of."""
    return texts.alias("text").to_frame().select(expression.cast(dtype).alias("text")).to_series()
