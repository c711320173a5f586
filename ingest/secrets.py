"""What the vault is given of a table: the plain values behind its tokens, and rows as they stood where they were refused.

Names, addresses and masked values link nobody; their tokens stand apart from the facts, as hints that two persons may
be one. Nothing here is ever written outside the vault but tokens.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

import polars as pl

from graph.declarations import Identity, Record
from ingest.clean.readings import Readings
from ingest.readers import RawTable

SECRETS = pl.Schema({"token": pl.String, "column": pl.String, "value": pl.String})
"""The plain value behind a token."""
REFUSED = pl.Schema({"row": pl.Int64, "cells": pl.String})
"""A refused row: its number and its cells as they stood, a JSON list with null for empty ones."""
MASKED = {"phone": "masked_phone", "id_number": "masked_id_number", "account": "masked_value"}
"""Columns whose masked values are kept as hints `masked_…`, and the code that tells of one."""


def hint_values(record: Record, readings: Mapping[str, Readings], texts: pl.DataFrame) -> dict[str, pl.Series]:
    """What each row hints at, by hint: name, address, masked phone, id number or account; null where nothing."""
    said = [column.name for column in record.columns if column.identity is Identity.HINTS and column.name in readings]
    masked = {
        f"masked_{name}": pl.select(pl.when(readings[name].codes == code).then(texts[name])).to_series()
        for name, code in MASKED.items()
        if name in readings and record.tokens
    }
    return {name: readings[name].values for name in said} | masked


def refused_rows(body: RawTable, rows: pl.Series) -> pl.DataFrame:
    """The rows of these numbers as they stood (columns `REFUSED`)."""
    kept = body.rows.is_in(rows.implode())
    cells = [json.dumps(row, ensure_ascii=False) for row in body.cells.filter(kept).iter_rows()]
    return pl.DataFrame({"row": body.rows.filter(kept), "cells": cells}, schema=REFUSED)
