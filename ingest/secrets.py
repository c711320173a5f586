"""What the vault is given of a table: the plain values behind its tokens, and rows as they stood where they were refused.

Names, addresses and masked values link nobody; their tokens stand apart from the facts, as hints that two persons may
be one. Nothing here is ever written outside the vault but tokens.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

import polars as pl

from graph.declarations import Identity, Record
from ingest.clean.columns import BLANK_WORD, FREE_TEXT, IDENTITY_IN_TEXT, NAMES, NAMES_ALIKE, PLACES, VOCABULARIES
from ingest.clean.readings import Readings
from ingest.masking import SECOND_SAID, TEXT, WITHHELD
from ingest.readers import RawTable
from ingest.rows.seconds import SECOND

SECRETS = pl.Schema({"token": pl.String, "column": pl.String, "value": pl.String})
"""The plain value behind a token."""
REFUSED = pl.Schema({"row": pl.Int64, "cells": pl.String})
"""A refused row: its number and its cells as they stood, a JSON list with null for empty ones."""
_JSON = json.JSONEncoder(ensure_ascii=False)
MASKED = {"phone": "masked_phone", "id_number": "masked_id_number", "account": "masked_value"}
"""Columns whose masked values are kept as hints `masked_…`, and the code that tells of one."""


def hint_values(record: Record, readings: Mapping[str, Readings], texts: pl.DataFrame) -> dict[str, pl.Series]:
    """What each row hints at, by hint; null where nothing.

    Name, address, masked phone, id number or account; and what the vault alone keeps of it (`KEPT_ALONE`).
    """
    said = [column.name for column in record.columns if column.identity is Identity.HINTS and column.name in readings]
    masked = {
        f"masked_{name}": pl.select(pl.when(readings[name].codes == code).then(texts[name])).to_series()
        for name, code in MASKED.items()
        if name in readings and record.tokens
    }
    return {name: readings[name].values for name in said} | masked | _kept_alone(record, readings, texts)


def _kept_alone(record: Record, readings: Mapping[str, Readings], texts: pl.DataFrame) -> dict[str, pl.Series]:
    """What facts do not have of the cells of a row, though it speaks of people."""
    kept = {}
    for column in record.columns:
        read = readings.get(column.name)
        if read is None:
            continue
        if column.identity and column.name != "address" and SECOND + column.name in texts.columns:
            kept[SECOND_SAID + column.name] = texts[SECOND + column.name]
        if read.codes.null_count() == read.codes.len():
            continue
        if column.identity:
            lost = read.values.is_null() & read.codes.is_not_null() & (read.codes != BLANK_WORD)
            if record.tokens and column.name in MASKED:
                lost &= read.codes != MASKED[column.name]
            kept[WITHHELD + column.name] = _where(lost, texts[column.name])
        elif column.name in FREE_TEXT + NAMES + PLACES or column.holder:
            kept[TEXT + column.name] = _where(read.values != texts[column.name], texts[column.name])
        elif column.name in VOCABULARIES:
            kept[TEXT + column.name] = _where(read.codes.is_in((IDENTITY_IN_TEXT, NAMES_ALIKE)), texts[column.name])
    return {name: values for name, values in kept.items() if values.null_count() < values.len()}


def _where(rows: pl.Series, texts: pl.Series) -> pl.Series:
    """Texts in some rows, null in the others."""
    return pl.select(pl.when(rows).then(texts)).to_series()


def refused_rows(body: RawTable, rows: pl.Series) -> pl.DataFrame:
    """The rows of these numbers as they stood (columns `REFUSED`)."""
    kept = body.rows.is_in(rows.implode())
    return pl.DataFrame({"row": body.rows.filter(kept), "cells": _as_json(body.cells.filter(kept))}, schema=REFUSED)


def _as_json(cells: pl.DataFrame) -> pl.Series:
    """Each row as a JSON list, as the standard library writes it; it is asked where something is to be escaped."""
    quoted = [pl.concat_str(pl.lit('"'), name, pl.lit('"')).fill_null("null") for name in cells.columns]
    lists = pl.concat_str(pl.lit("["), pl.concat_str(quoted, separator=", "), pl.lit("]")).alias("list")
    odd = pl.any_horizontal(pl.all().str.contains(r'[\x00-\x1f"\\]')).fill_null(value=False).alias("odd")
    written, escaped = cells.select(lists, odd).get_columns()
    places = escaped.arg_true()
    return written.scatter(places, list(map(_JSON.encode, cells[places].iter_rows()))) if places.len() else written
