"""What a row says of its person in columns for other things: hidden there as the identity columns hide it."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from ingest.clean.columns import FREE_TEXT, IDENTITY_IN_TEXT
from ingest.clean.readings import Readings
from ingest.masking import mask

OWN = ("address", "name", "account")
"""Longest first: an address may hold a name."""
SHORTEST = 2


def without_own(readings: Mapping[str, Readings]) -> dict[str, Readings]:
    """Readings whose free texts have the row's own name, address and account masked; those rows are told of it.

    What they say of others, `ingest.naming` sees to.
    """
    own = [(name, readings[name].values) for name in OWN if name in readings]
    return {name: _hidden(read, own) if name in FREE_TEXT else read for name, read in readings.items()}


def _hidden(read: Readings, own: list[tuple[str, pl.Series]]) -> Readings:
    """One free text, the row's own words masked in it."""
    for column, words in own:
        read = _without(read, column, words)
    return read


def _without(read: Readings, column: str, words: pl.Series) -> Readings:
    """One free text, the words beside it masked in it."""
    beside = pl.DataFrame({"text": read.values, "word": words})
    named = pl.col("text").str.contains(pl.col("word"), literal=True) & (pl.col("word").str.len_chars() >= SHORTEST)
    rows = beside.select(named.fill_null(value=False)).to_series().arg_true()
    if rows.is_empty():
        return read
    texts = [text.replace(word, mask(word, column)) for text, word in beside[rows].iter_rows()]
    return Readings(
        read.values.scatter(rows, texts),
        read.codes.scatter(rows, read.codes.gather(rows).fill_null(IDENTITY_IN_TEXT)),
    )
