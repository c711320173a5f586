"""Values that stand in a cell merged over several rows: taken for each of them, and said to be."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from ingest.readers import RawTable
from ingest.rows.telling import TOLD

CODE = "merged_cell"


def from_merged(body: RawTable, cells: pl.DataFrame, name: str, places: Sequence[str]) -> list[pl.Series]:
    """The codes beside a column that is read from several places; nothing where no cell of them was merged.

    Of several places the first that says something is the one the column is read from.
    """
    if body.merged is None or not any(body.is_merged(place).any() for place in places):
        return []
    marks = [pl.when(cells[place].is_not_null()).then(body.is_merged(place)) for place in places]
    return [pl.select(pl.when(pl.coalesce(marks)).then(pl.lit(CODE)).alias(TOLD + name)).to_series()]
