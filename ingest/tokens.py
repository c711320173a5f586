"""Identities to tokens: equal values give equal tokens under one key, and no token gives its value away."""

from __future__ import annotations

import hmac

import numpy as np
import polars as pl

from ingest.keys import Key

PREFIXES = {"person_id": "n", "id_number": "d", "phone": "h", "account": "a"}
SPACES = {"to_account": "from_account", "payee_account": "from_account"}
"""Columns whose tokens are those of another: what is paid from and what is paid into is one account."""
SECRET = "s"
"""Somebody beside the row's person, or a hint: what links nobody."""
DIGITS = 32
MANY = 20_000
"""Values from which on they are hashed in compiled code, which takes a moment to load."""
_HEX = np.frombuffer("".join(f"{byte:02x}" for byte in range(256)).encode(), np.uint16)


def token(key: Key, column: str, value: str) -> str:
    """HMAC-SHA256 of a column's name and a normalised value: a letter, a colon, 32 hex digits."""
    digest = hmac.digest(key.secret, f"{SPACES.get(column, column)}\0{value}".encode(), "sha256")
    return f"{PREFIXES.get(column, SECRET)}:{digest.hex()[:DIGITS]}"


def tokens(key: Key, column: str, values: pl.Series) -> pl.Series:
    """The token of each normalised value; null where there is none. Each different value is computed once."""
    distinct = values.drop_nulls().unique()
    return values.replace_strict(distinct, tokens_of(key, column, distinct), default=None, return_dtype=pl.String)


def tokens_of(key: Key, column: str, values: pl.Series, many: int = MANY) -> pl.Series:
    """The token of each of these values, none of which is null; `many` of them are hashed in compiled code."""
    if values.len() < many:
        return pl.Series([token(key, column, value) for value in values], dtype=pl.String)
    from ingest.hmacs import LONGEST, digests  # noqa: PLC0415  compiled code is loaded where it pays

    prefix = f"{SPACES.get(column, column)}\0".encode()
    long = (values.str.len_bytes() > LONGEST - len(prefix)).arg_true()
    short = values if long.is_empty() else values.clone().scatter(long, "")
    made = _written(PREFIXES.get(column, SECRET), digests(key.secret, prefix, short))
    if long.is_empty():
        return made
    return made.scatter(long, pl.Series([token(key, column, value) for value in values.gather(long)], dtype=pl.String))


def _written(letter: str, digests: np.ndarray[tuple[int, int], np.dtype[np.uint8]]) -> pl.Series:
    """Digests (N x 16) as the texts of tokens."""
    import pyarrow as pa  # noqa: PLC0415  takes a fifth of a second to load

    texts = np.empty((len(digests), len(letter) + 1 + DIGITS), np.uint8)
    texts[:, :2] = np.frombuffer(f"{letter}:".encode(), np.uint8)
    texts[:, 2:] = _HEX[digests].view(np.uint8).reshape(len(digests), DIGITS)
    ends = pa.py_buffer(np.arange(len(digests) + 1, dtype=np.int64) * texts.shape[1])
    array = pa.LargeStringArray.from_buffers(len(digests), ends, pa.py_buffer(texts))
    return pl.Series(array, dtype=pl.String)
