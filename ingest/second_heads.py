"""Another table below the first in the same sheet: a row of other headers, below which nothing can be read by those above."""

from __future__ import annotations

import polars as pl

from graph.schema import RECORDS
from ingest.readers import RawTable
from ingest.synonyms import headers

FEWEST = 3
"""Known headers in a row of data that make it one of headers; a word or two of them may well be data."""
MOSTLY = 0.6
"""Part of a row's cells that they must be."""


def second_head(raw: RawTable, first: int) -> int | None:
    """The number of the first row from `first` (counted from 0) on that holds headers other than the rows above; None."""
    known = sorted({text for kind in RECORDS for text in headers(kind)})
    body = raw.cells.slice(first)
    cells = [pl.col(name).str.strip_chars().str.to_lowercase() for name in body.columns]
    found = pl.sum_horizontal([cell.is_in(known).fill_null(value=False).cast(pl.Int32) for cell in cells])
    filled = pl.sum_horizontal([pl.col(name).is_not_null().cast(pl.Int32) for name in body.columns])
    if not body.columns:
        return None
    above = {raw.cells.row(row) for row in range(first)}
    places = body.select((found >= FEWEST) & (found >= MOSTLY * filled)).to_series().arg_true()
    return next((int(raw.rows[first + place]) for place in places if body.row(place) not in above), None)
