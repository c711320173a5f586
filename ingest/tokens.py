"""Identities to tokens: equal values give equal tokens under one key, and no token gives its value away."""

from __future__ import annotations

import hmac

import polars as pl

from ingest.keys import Key

PREFIXES = {"person_id": "n", "id_number": "d", "phone": "h", "account": "a"}
SECRET = "s"
"""Somebody beside the row's person, or a hint: what links nobody."""
DIGITS = 32


def token(key: Key, column: str, value: str) -> str:
    """HMAC-SHA256 of a column's name and a normalised value: a letter, a colon, 32 hex digits."""
    digest = hmac.digest(key.secret, f"{column}\0{value}".encode(), "sha256")
    return f"{PREFIXES.get(column, SECRET)}:{digest.hex()[:DIGITS]}"


def tokens(key: Key, column: str, values: pl.Series) -> pl.Series:
    """The token of each normalised value; null where there is none. Each different value is computed once."""
    distinct = values.drop_nulls().unique()
    made = pl.Series([token(key, column, value) for value in distinct], dtype=pl.String)
    return values.replace_strict(distinct, made, default=None, return_dtype=pl.String)
