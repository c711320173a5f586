"""Which reader reads which column of the schema."""

from __future__ import annotations

import polars as pl

from graph.declarations import Column, Type
from graph.facts import DTYPES
from ingest.clean import amounts, codes, counts, phones, times, words
from ingest.clean.id_numbers import read_id_number
from ingest.clean.readings import Odd, Readings, read, untold
from ingest.masking import mask_in_names, mask_in_texts
from ingest.text import is_blank_word, says_nothing, without_blank_words, without_dashes

CODES = ("person_id", "account", "order_no", "named_order_no", "waybill_no", "case_no")
RECORDS_NUMBERS = ("order_no", "named_order_no", "waybill_no")
"""Of `CODES` those by which records are joined."""
ACCOUNTS = ("from_account", "to_account", "payee_account")
_READERS: dict[Type, tuple[Odd, tuple[pl.Expr, ...], str]] = {
    Type.TIME: (times.read_time, times.REGULAR, "time"),
    Type.AMOUNT: (amounts.read_amount, (amounts.PLAIN_AMOUNT, amounts.REGULAR_AMOUNT), "amount"),
    Type.SHARE: (amounts.read_share, (), ""),
    Type.COUNT: (counts.read_count, (counts.REGULAR_COUNT,), ""),
    Type.FLAG: (words.read_flag, (), ""),
    Type.FIELDS: (words.read_fields, (), ""),
    Type.NUMBER: (phones.read_number, (phones.PLAIN, phones.REGULAR), "mobile"),
}
VOCABULARIES = ("holder_kind", "scan_type")

NAMES = ("merchant", "erp", "label_vendor", "warehouse", "platform", "site", "next_site", "holder", "item")
"""Columns of names that are not declared to be a holder's own; a shop may be called Null."""
FREE_TEXT = ("script", "item", "why_chosen", "occupation", "impersonated", "claimed_identity", "fraud_type", "app", "link",
             "loan_platform", "source", "record", "direction", "line_type", "channel", "status", "operator")  # fmt: skip
"""Columns in which people write what they like; none names a holder, a key, a person or a place."""
PLACES = ("region", "city", "bank", "operator_company", "installer", "opened_by", "gateway")
"""Columns of names that hold nothing back from the vault; a number beside one may stand there all the same."""
BLANK_WORD, IDENTITY_IN_TEXT, NAMES_ALIKE = "blank_word", "identity_in_text", "names_alike"


def read_column(column: Column, texts: pl.Series) -> Readings:
    """What a column of clean text says, by its type and its name.

    A lone dash says nothing in any column but lists of fields and flags, which have their own words, as have calling
    numbers: `未知` says that one was withheld. Of the words for "nothing" (`无`, `null`, `N/A`) the same is true but
    where a holder or an item is named: there they stay. There and in the number of a record, which they leave empty
    lest it join what does not belong together, the row is told of them: code `blank_word`.
    Numbers of people in free text and in the names of holders are kept masked: code `identity_in_text`.
    """
    if column.type in {Type.FIELDS, Type.FLAG}:
        return _by_type(column, texts)
    if not says_nothing(texts):
        return _by_type(column, texts) if column.type is Type.NUMBER else _by_name(column, texts)
    if column.type is Type.NUMBER:
        return _by_type(column, without_blank_words(texts).zip_with(~_withheld(texts), texts))
    if column.holder or column.name in NAMES:
        read_as, told = without_dashes(texts), _blank_words(texts)
    else:
        read_as, told = without_blank_words(texts), None
        if column.name in CODES + ACCOUNTS and column.identity is None:
            told = _blank_words(texts)
    found = _by_name(column, read_as)
    return found if told is None else Readings(found.values, found.codes.zip_with(told.is_null(), told))


def _withheld(texts: pl.Series) -> pl.Series:
    """Which cells hold a word for "nothing" that says of a number that it was not shown (Boolean)."""
    return texts.is_in(phones.NOT_SHOWN).fill_null(value=False)


def _blank_words(texts: pl.Series) -> pl.Series:
    """The code of cells that hold a word for "nothing", null for the others."""
    return pl.select(pl.when(is_blank_word(texts)).then(pl.lit(BLANK_WORD))).to_series()


def _by_name(column: Column, texts: pl.Series) -> Readings:
    """What a column says: some have a reader of their own."""
    if column.name == "phone":
        return read(texts, phones.read_identity_phone, pl.String, (phones.PLAIN, phones.REGULAR), "mobile")
    if column.name == "id_number":
        return read(texts, read_id_number, pl.String)
    if column.name in ACCOUNTS:
        return read(texts, codes.read_account, pl.String, (codes.REGULAR_ACCOUNT,), "digits")
    if column.name in CODES:
        one = codes.read_number_of_record if column.name in RECORDS_NUMBERS else codes.read_code
        return read(texts, one, pl.String, (codes.REGULAR,), "code")
    if column.name in VOCABULARIES:
        return read(texts, lambda text: words.read_word(column.name, text), pl.String)
    return _by_type(column, texts)


def _by_type(column: Column, texts: pl.Series) -> Readings:
    """What a column says, by its type alone."""
    if column.name == "duration":
        return read(texts, counts.read_duration, pl.Int64, (counts.REGULAR_COUNT,))
    if column.name in FREE_TEXT:
        return _hidden(texts, mask_in_texts(texts))
    if column.holder or column.name in NAMES + PLACES:
        return _alike(texts, _hidden(texts, mask_in_names(texts)))
    if column.type is Type.TEXT:
        return Readings(texts, untold(texts.len()))
    odd, regular, compiled = _READERS[column.type]
    return read(texts, odd, DTYPES[column.type], regular, compiled)


def _hidden(texts: pl.Series, masked: pl.Series) -> Readings:
    """Text with identities in it masked; those rows get a code."""
    if masked is texts:
        return Readings(texts, untold(texts.len()))
    return Readings(masked, pl.select(pl.when(masked != texts).then(pl.lit(IDENTITY_IN_TEXT))).to_series())


def _alike(texts: pl.Series, read: Readings) -> Readings:
    """Names of which some had numbers masked; where that makes one of two, those rows are told."""
    if read.values is texts:
        return read
    names = pl.DataFrame({"text": texts, "name": read.values, "code": read.codes})
    several = (pl.col("text").n_unique().over("name") > 1) & pl.col("code").is_not_null()
    return Readings(read.values, names.select(pl.when(several).then(pl.lit(NAMES_ALIKE)).otherwise("code")).to_series())
