"""Columns that were completed from others, and what their rows are told of it.

A row function adds to the frame of texts, beside a column it filled, one of codes: why the cell is as it is, or why it
is empty. Reading the column keeps the code, so that the row carries the flag, or is refused for that reason.
"""

from __future__ import annotations

import polars as pl

from ingest.clean.readings import Readings

TOLD = "told:"
"""Prefix of the columns of codes."""
LONG = "long:"
"""Prefix of the columns that say where a spreadsheet's number was too long to be whole (Boolean)."""


def filled(texts: pl.DataFrame, name: str, value: pl.Expr, code: str | None = None) -> pl.DataFrame:
    """The texts with empty cells of a column filled from `value`; rows so filled are told `code`."""
    given = pl.col(name) if name in texts.columns else pl.lit(None, pl.String)
    if code is not None:
        texts = told(texts, name, given.is_null() & value.is_not_null(), code)
    return texts.with_columns(pl.coalesce(given, value).alias(name))


def told(texts: pl.DataFrame, name: str, where: pl.Expr, code: str) -> pl.DataFrame:
    """The texts with a code beside a column for the rows where `where` holds; a code that stands there already stays."""
    before = pl.col(TOLD + name) if TOLD + name in texts.columns else pl.lit(None, pl.String)
    codes = pl.coalesce(before, pl.when(where.fill_null(value=False)).then(pl.lit(code)))
    return texts.with_columns(codes.alias(TOLD + name))


def with_told(read: Readings, texts: pl.DataFrame, name: str) -> Readings:
    """What a column says, with what its rows are told; what the cell itself gives cause for goes first."""
    if TOLD + name not in texts.columns:
        return read
    return Readings(read.values, pl.select(pl.coalesce(read.codes, texts[TOLD + name])).to_series())
