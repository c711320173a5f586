"""From holders back to their exposures, and how near each person's call the nearest of them lies."""

from __future__ import annotations

import numpy as np

from graph.index.arrays import Codes, Longs, Shorts
from graph.index.index import AFTER

FURTHEST = np.iinfo(np.int16).max - 1
"""Days of the longest lag; what lies further back counts as this."""


def pointers(code: Codes, codes: int) -> Longs:
    """Where the rows of each code begin once they stand in its order; with the end of the last."""
    size = np.bincount(code, minlength=codes)
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(size, dtype=np.int64)])


def by_code(code: Codes, codes: int) -> Codes:
    """Places by code, those of one code ascending."""
    # Short integers are sorted by counting, which is several times faster.
    short = code.astype(np.uint16) if codes <= np.iinfo(np.uint16).max else code
    return np.argsort(short, kind="stable").astype(np.int32)


def nearest(by_holder: Codes, holder: Codes, person: Codes, lag: Shorts) -> Shorts:
    """E, in the order of `by_holder`: at each person's first exposure through a holder the least lag; else AFTER.

    So that a window of any length is counted by reading one column once.
    """
    out = np.full(len(by_holder), AFTER, np.int16)
    if not len(by_holder):
        return out
    what, who, days = holder[by_holder], person[by_holder], lag[by_holder]
    other = (what[1:] != what[:-1]) | (who[1:] != who[:-1])
    first = np.flatnonzero(np.concatenate([[True], other]))
    least = np.minimum.reduceat(np.where(days > AFTER, days, FURTHEST + 1), first)
    out[first] = np.where(least > FURTHEST, AFTER, least)
    return out
