"""Calls that a victim or comparison person made: the other half of their own 话单.

As a fact their number would stand in plain text as a calling number, so these rows are refused, and said to be.
"""

from __future__ import annotations

import polars as pl

from ingest.keys import Key
from ingest.tokens import tokens

PEOPLE = ("victims", "comparisons")
OWN_CALL = "own_call"
PLAIN_NUMBER = "number_in_plain"


def own_calls(numbers: pl.Series, people: pl.Series, key: Key) -> pl.Series:
    """The code of calls whose calling number is the phone of one of these people (tokens); null for the others."""
    if people.is_empty():
        return pl.repeat(None, numbers.len(), dtype=pl.String, eager=True)
    own = tokens(key, "phone", numbers).is_in(people.implode())
    return pl.select(pl.when(own).then(pl.lit(OWN_CALL))).to_series()


def in_plain(phones: pl.Series, callers: pl.Series, key: Key) -> pl.Series:
    """The code of people whose phone stands in calls imported before as a calling number (`callers`: tokens)."""
    if callers.is_empty():
        return pl.repeat(None, phones.len(), dtype=pl.String, eager=True)
    told = tokens(key, "phone", phones).is_in(callers.implode())
    return pl.select(pl.when(told).then(pl.lit(PLAIN_NUMBER))).to_series()
