"""What a row says of its person in columns for other things: hidden there as the identity columns hide it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import polars as pl

from ingest.clean.columns import FREE_TEXT, IDENTITY_IN_TEXT
from ingest.clean.readings import Readings
from ingest.keys import Key
from ingest.masking import mask
from ingest.tokens import token

OWN = ("address", "name", "account")
"""Longest first: an address may hold a name."""
SHORTEST = 2
RECORD = "record"


def stand_in(text: str, value: str, column: str, key: Key) -> str:
    """What stands in a column of texts for what another calls somebody.

    In the name of a record with a mark, lest two records of a person become one.
    """
    plain = mask(value, column)
    return f"{plain}#{token(key, column, value)[2:6]}" if text == RECORD else plain


def without_own(readings: Mapping[str, Readings], key: Key) -> dict[str, Readings]:
    """Readings whose free texts have the row's own name, address and account masked; those rows are told of it.

    What they say of others, `ingest.naming` sees to.
    """
    own = [(name, readings[name].values) for name in OWN if name in readings]
    return {name: _hidden(name, read, own, key) if name in FREE_TEXT else read for name, read in readings.items()}


def _hidden(text: str, read: Readings, own: list[tuple[str, pl.Series]], key: Key) -> Readings:
    """One free text, the row's own words masked in it."""
    for column, words in own:
        read = _without(read, words, partial(stand_in, text, column=column, key=key))
    return read


def _without(read: Readings, words: pl.Series, masked: Callable[[str], str]) -> Readings:
    """One free text, the words beside it masked in it."""
    beside = pl.DataFrame({"text": read.values, "word": words})
    named = pl.col("text").str.contains(pl.col("word"), literal=True) & (pl.col("word").str.len_chars() >= SHORTEST)
    rows = beside.select(named.fill_null(value=False)).to_series().arg_true()
    if rows.is_empty():
        return read
    texts = [text.replace(word, masked(word)) for text, word in beside[rows].iter_rows()]
    return Readings(
        read.values.clone().scatter(rows, texts),
        read.codes.clone().scatter(rows, read.codes.gather(rows).fill_null(IDENTITY_IN_TEXT)),
    )
