"""Values that stand in a cell merged over several rows: taken for each of them, and said to be."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from ingest.rows.telling import TOLD

CODE = "merged_cell"


def from_merged(name: str, texts: Sequence[pl.Series], merged: Sequence[pl.Series]) -> list[pl.Series]:
    """The codes beside a column that is read from several; nothing where no cell of them was merged.

    `texts` and `merged` (Boolean) are those it is read from; a row takes the first that says something.
    """
    if not any(marks.any() for marks in merged):
        return []
    firsts = [pl.when(text.is_not_null()).then(marks) for text, marks in zip(texts, merged, strict=True)]
    return [pl.select(pl.when(pl.coalesce(firsts)).then(pl.lit(CODE)).alias(TOLD + name)).to_series()]
