"""How many different people each holder touched before their calls: the core count, in one pass.

The index keeps exposures by holder and person too, with each person's least lag at the first of hers: a person counts
where that lies in the window. One column of two bytes an exposure is read once, in its order.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graph.compiled import kernel
from graph.index.arrays import Longs, Shorts
from graph.index.index import Index

Counts = NDArray[np.int64]

AT_ONCE = 32_000
"""Lags that are counted in two bytes, which hold no more."""


def count(index: Index, cap: int) -> Counts:
    """2 x J: different victims, and comparison people, with an exposure at most `cap` days before their call.

    Exposures whose time is unknown lie in no window.
    """
    out = np.zeros((2, len(index.holders)), np.int64)
    _count(index.nearest, index.holder_start, index.holder_others, cap, out)
    return out


@kernel
def _count(nearest: Shorts, start: Longs, others: Longs, cap: int, out: Counts) -> None:
    for holder in range(len(others)):
        out[0, holder] = _within(nearest, start[holder], others[holder], np.int16(cap))
        out[1, holder] = _within(nearest, others[holder], start[holder + 1], np.int16(cap))


@kernel
def _within(nearest: Shorts, start: int, end: int, cap: np.int16) -> int:
    """How many lags from `start` to `end` are at least 1 and at most the cap."""
    found = 0
    while start < end:
        stop = min(start + AT_ONCE, end)
        found += _few(nearest[start:stop], cap)
        start = stop
    return found


@kernel
def _few(lags: Shorts, cap: np.int16) -> int:
    """The same of at most AT_ONCE lags; in integers as narrow as they are, so that most are compared at once."""
    found = np.int16(0)
    for e in range(len(lags)):
        found = np.int16(found + np.int16((lags[e] >= np.int16(1)) & (lags[e] <= cap)))
    return int(found)
