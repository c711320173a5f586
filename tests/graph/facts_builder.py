"""Facts by hand: rows as dictionaries, with nulls for every column they leave out and their place as the source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from graph.facts import MemoryFacts, fact_schema

Row = Mapping[str, Any]


def table(kind: str, rows: Sequence[Row]) -> pl.DataFrame:
    """A table of facts; the source is file "<kind>.csv", rows from 2, unless a row says otherwise."""
    schema = fact_schema(kind)
    for row in rows:
        assert not row.keys() - set(schema), f"{kind} has no column {row.keys() - set(schema)}"
    filled = [
        {"source_file": f"{kind}.csv", "source_sheet": "", "source_row": place, "flags": ""} | dict(row)
        for place, row in enumerate(rows, start=2)
    ]
    return pl.DataFrame([{column: row.get(column) for column in schema} for row in filled], schema=schema)


def facts(**tables: Sequence[Row]) -> MemoryFacts:
    """Tables of facts in memory, as in `facts(victims=[{…}], orders=[{…}])`."""
    return MemoryFacts({kind: table(kind, rows) for kind, rows in tables.items()})
