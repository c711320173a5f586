"""Which reader reads which column of the schema."""

from __future__ import annotations

import polars as pl

from graph.declarations import Column, Identity, Type
from graph.facts import DTYPES
from ingest.clean import amounts, codes, counts, phones, times, words
from ingest.clean.id_numbers import read_id_number
from ingest.clean.readings import Readings, read
from ingest.clean.text import without_blank_words

CODES = ("person_id", "account", "order_no", "named_order_no", "waybill_no", "case_no", "from_account", "to_account",
         "payee_account")  # fmt: skip
VOCABULARIES = ("holder_kind", "scan_type")


def read_column(column: Column, texts: pl.Series) -> Readings:
    """What a column of clean text says, by its type and its name."""
    if column.type not in {Type.FIELDS, Type.FLAG}:
        texts = texts.to_frame("text").select(without_blank_words(pl.col("text"))).to_series()
    if column.name == "phone":
        return read(texts, phones.read_identity_phone, pl.String, phones.REGULAR)
    if column.name == "id_number":
        return read(texts, read_id_number, pl.String)
    if column.name in CODES:
        return read(texts, codes.read_code, pl.String, codes.REGULAR)
    if column.name in VOCABULARIES:
        return read(texts, lambda text: words.read_word(column.name, text), pl.String)
    return _by_type(column, texts)


def _by_type(column: Column, texts: pl.Series) -> Readings:
    """What a column says, by its type alone."""
    dtype = pl.String if column.identity is Identity.SECRET else DTYPES[column.type]
    match column.type:
        case Type.TIME:
            return read(texts, times.read_time, dtype, times.REGULAR)
        case Type.AMOUNT:
            return read(texts, amounts.read_amount, dtype, amounts.REGULAR_AMOUNT)
        case Type.SHARE:
            return read(texts, amounts.read_share, dtype)
        case Type.COUNT if column.name == "duration":
            return read(texts, counts.read_duration, dtype, counts.REGULAR_COUNT)
        case Type.COUNT:
            return read(texts, counts.read_count, dtype, counts.REGULAR_COUNT)
        case Type.FLAG:
            return read(texts, words.read_flag, dtype)
        case Type.FIELDS:
            return read(texts, words.read_fields, dtype)
        case Type.NUMBER:
            return read(texts, phones.read_number, dtype, phones.REGULAR)
        case Type.TEXT:
            return Readings(texts, pl.repeat(None, texts.len(), dtype=pl.String, eager=True))
