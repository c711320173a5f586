"""Two columns of one meaning: the first is taken, and where the second says something else the row is told."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from graph.declarations import Column, Identity
from ingest.clean.columns import read_column
from ingest.clean.readings import Readings

SECOND = "second:"
"""Prefix of the columns of what stands in a second column of the same meaning, where it is written otherwise."""
DIFFERS = "second_differs"


def seconds(cells: pl.DataFrame, name: str, places: Sequence[str]) -> list[pl.Series]:
    """The cells that differ from the first of their row among these places, as a column `second:<name>`; none where none does."""
    first = cells.select(pl.coalesce(places)).to_series() if len(places) > 1 else pl.Series([])
    others = [pl.when(pl.col(place) != first).then(place) for place in places[1:]]
    if not others:
        return []
    found = cells.select(pl.coalesce(others).alias(SECOND + name)).to_series()
    return [] if found.null_count() == found.len() else [found]


def second_differs(read: Readings, column: Column, texts: pl.DataFrame) -> Readings:
    """What a column says, with a code where a second column of the same meaning says something else.

    What is only written otherwise is the same. Names and addresses hint at people and decide nothing; they are let be.
    """
    if SECOND + column.name not in texts.columns or column.identity is Identity.HINTS:
        return read
    second = texts[SECOND + column.name]
    rows = (second.is_not_null() & read.codes.is_null()).arg_true()
    other = read_column(column, second.gather(rows)).values
    differs = rows.filter((other != read.values.gather(rows)).fill_null(value=False))
    return Readings(read.values, read.codes.scatter(differs, DIFFERS)) if differs.len() else read
