"""Rows of another table that begins below the first: none is read by the headers of the first, and each is told."""

from __future__ import annotations

import polars as pl

from graph.declarations import Record
from ingest.rows.telling import LONG, TOLD, told

CODE = "another_table"


def without_another(texts: pl.DataFrame, record: Record, until: int | None) -> pl.DataFrame:
    """The texts with nothing said in the rows from number `until` on, which are told so where a row must say something."""
    if until is None or not (texts["row"] >= until).any():
        return texts
    below = pl.col("row") >= until
    said = [name for name in texts.columns if name != "row" and not name.startswith((LONG, TOLD))]
    texts = texts.with_columns(pl.when(~below).then(name).alias(name) for name in said)
    for name in (*record.required, *(token for token in record.tokens if token in said)):
        texts = told(texts, name, below, CODE)
    return texts
