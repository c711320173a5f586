"""What the digest of the inputs covers: the place that decides what a verdict is said to rest on."""

from __future__ import annotations

import hashlib
import json

import polars as pl

from graph.index.canonical import PERSON_FACTS, Ordered

MARK = b"headwater exposures 2\n"
"""Changes when what is covered, or its form, does."""


def digest(facts: Ordered, shares: pl.DataFrame) -> str:
    """Give "sha256:…" over people, exposures and shares, without what depends on a key or on numbering.

    Each table is a line of JSON that names its columns and rows, then its columns: integers as little-endian bytes,
    texts as JSON. Names of holders stand once, in their own table.
    """
    content = hashlib.sha256(MARK)
    for table in (
        facts.people.select("day", "second", *PERSON_FACTS),
        facts.holders,
        facts.records.select("number", "in_named"),
        facts.rows,
        shares,
    ):
        content.update(json.dumps([table.columns, len(table)]).encode())
        for column in table:
            content.update(_bytes(column))
    return f"sha256:{content.hexdigest()}"


def _bytes(column: pl.Series) -> bytes:
    if column.dtype == pl.String:
        return json.dumps(column.to_list(), ensure_ascii=True).encode()
    values = column.cast(pl.Float64 if column.dtype.is_float() else pl.Int32).to_numpy()
    return values.astype(values.dtype.newbyteorder("<")).tobytes()
