"""128-bit fingerprints of rows that are the same in every process and version: for ordering facts by their content."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray
from pandas.util import hash_array

Hashes = NDArray[np.uint64]

KEYS = ("headwater-first-", "headwater-second")
"""Keys of the two SipHashes (16 bytes each); fixed, so that orders last."""
ABSENT = "\0absent"
_MIX = (np.uint64(30), np.uint64(0xBF58476D1CE4E5B9), np.uint64(27), np.uint64(0x94D049BB133111EB), np.uint64(31))


def mixed(x: Hashes) -> Hashes:
    """The finaliser of SplitMix64: spreads every bit over all."""
    a, p, b, q, c = _MIX
    x = (x ^ (x >> a)) * p
    x = (x ^ (x >> b)) * q
    return x ^ (x >> c)


def of_texts(column: pl.Series) -> Hashes:
    """2 x rows: the fingerprint of each text; null is a text of its own."""
    texts = column.cast(pl.String).fill_null(ABSENT)
    distinct = texts.unique().sort()
    values = distinct.to_numpy().astype(object)
    place = texts.cast(pl.Enum(distinct)).to_physical().to_numpy()
    return np.stack([hash_array(values, hash_key=key, categorize=False)[place] for key in KEYS])


def of_rows(table: pl.DataFrame) -> Hashes:
    """2 x rows: the fingerprint of each row, in which the order of columns counts."""
    out = np.zeros((len(KEYS), len(table)), np.uint64)
    for column in table:
        out = mixed(out + of_texts(column))
    return out


def summed(hashes: Hashes, group: NDArray[np.int64], groups: int) -> Hashes:
    """2 x groups: the fingerprint of each group of rows, in which their order does not count (mod 2^64)."""
    out = np.zeros((len(KEYS), groups), np.uint64)
    for total, part in zip(out, hashes, strict=True):
        np.add.at(total, group, part)
    return out
