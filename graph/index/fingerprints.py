"""64-bit fingerprints that are the same in every process and version: for ordering facts by their content."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

KEY = b"headwater"
"""Fixed, so that orders last."""
ODD = np.uint64(0x9E3779B97F4A7C15)
"""An odd number without a pattern; its powers keep parts of a row apart."""
AT_ONCE = 1 << 14
"""Rows that are worked at while they are in the cache of the processor."""
_MIX = (np.uint64(30), np.uint64(0xBF58476D1CE4E5B9), np.uint64(27), np.uint64(0x94D049BB133111EB), np.uint64(31))


def mixed(x: Hashes) -> Hashes:
    """The finaliser of SplitMix64: spreads every bit over all."""
    a, p, b, q, c = _MIX
    x = (x ^ (x >> a)) * p
    x = (x ^ (x >> b)) * q
    return x ^ (x >> c)


def of_texts(texts: Iterable[str]) -> Hashes:
    """The fingerprint of each text (BLAKE2b)."""
    digests = b"".join(blake2b(text.encode(), digest_size=8, key=KEY).digest() for text in texts)
    return np.frombuffer(digests, "<u8").astype(np.uint64)


def of_rows(*parts: NDArray[np.generic]) -> Hashes:
    """The fingerprint of each row of numbers, in which the order of the parts counts."""
    out = np.empty(len(parts[0]), np.uint64)
    for first in range(0, len(out), AT_ONCE):
        rows = slice(first, first + AT_ONCE)
        some = np.zeros(len(out[rows]), np.uint64)
        for part in parts:
            some *= ODD
            some += part[rows].astype(np.uint64)
        out[rows] = mixed(some)
    return out


def summed(hashes: Hashes, group: NDArray[np.integer], groups: int) -> Hashes:
    """The fingerprint of each group of rows, in which their order does not count (mod 2^64)."""
    out = np.zeros(groups, np.uint64)
    np.add.at(out, group, hashes)
    return out
