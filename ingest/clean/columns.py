"""Which reader reads which column of the schema."""

from __future__ import annotations

import polars as pl

from graph.declarations import Column, Type
from graph.facts import DTYPES
from ingest.clean import amounts, codes, counts, phones, times, words
from ingest.clean.id_numbers import read_id_number
from ingest.clean.readings import Odd, Readings, read
from ingest.text import without_blank_words

CODES = ("person_id", "account", "order_no", "named_order_no", "waybill_no", "case_no", "from_account", "to_account",
         "payee_account")  # fmt: skip
_READERS: dict[Type, tuple[Odd, tuple[pl.Expr, ...]]] = {
    Type.TIME: (times.read_time, times.REGULAR),
    Type.AMOUNT: (amounts.read_amount, (amounts.REGULAR_AMOUNT,)),
    Type.SHARE: (amounts.read_share, ()),
    Type.COUNT: (counts.read_count, (counts.REGULAR_COUNT,)),
    Type.FLAG: (words.read_flag, ()),
    Type.FIELDS: (words.read_fields, ()),
    Type.NUMBER: (phones.read_number, (phones.REGULAR,)),
}
VOCABULARIES = ("holder_kind", "scan_type")


def read_column(column: Column, texts: pl.Series) -> Readings:
    """What a column of clean text says, by its type and its name."""
    if column.type not in {Type.FIELDS, Type.FLAG}:
        texts = without_blank_words(texts)
    if column.name == "phone":
        return read(texts, phones.read_identity_phone, pl.String, (phones.REGULAR,))
    if column.name == "id_number":
        return read(texts, read_id_number, pl.String)
    if column.name in CODES:
        return read(texts, codes.read_code, pl.String, (codes.REGULAR,))
    if column.name in VOCABULARIES:
        return read(texts, lambda text: words.read_word(column.name, text), pl.String)
    return _by_type(column, texts)


def _by_type(column: Column, texts: pl.Series) -> Readings:
    """What a column says, by its type alone."""
    if column.name == "duration":
        return read(texts, counts.read_duration, pl.Int64, (counts.REGULAR_COUNT,))
    if column.type is Type.TEXT:
        return Readings(texts, pl.repeat(None, texts.len(), dtype=pl.String, eager=True))
    odd, regular = _READERS[column.type]
    return read(texts, odd, DTYPES[column.type], regular)
