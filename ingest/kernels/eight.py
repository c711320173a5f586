"""Eight bytes at a time, as one unsigned integer: which of them lie where ("SIMD within a register").

A set of bytes is told by the highest bit of each (H. S. Warren, Hacker's Delight, 2nd ed., section 6-1).
"""

from __future__ import annotations

import numpy as np

from graph.compiled import kernel
from ingest.kernels.memory import eight_at

LOW, HIGH, NONE = np.uint64(0x0101010101010101), np.uint64(0x8080808080808080), np.uint64(0)
EIGHT, SEVEN_BITS = np.uint64(8), np.uint64(0x7F7F7F7F7F7F7F7F)


@kernel
def at_least(word: np.uint64, least: int) -> np.uint64:
    """Which bytes, their highest bits not looked at, are `least` or more; the other bits mean nothing."""
    return (word & SEVEN_BITS) + LOW * np.uint64(0x80 - least)


@kernel
def among(word: np.uint64, least: int, most: int) -> np.uint64:
    """Which bytes are ASCII from `least` to `most`; the other bits mean nothing."""
    return at_least(word, least) & ~at_least(word, most + 1) & ~word


@kernel
def every(told: np.uint64) -> bool:
    """Whether all eight are told."""
    return bool(told & HIGH == HIGH)


@kernel
def some(told: np.uint64) -> bool:
    """Whether any of the eight is told."""
    return bool(told & HIGH != NONE)


@kernel
def short(at: int, size: int, fill: int) -> np.uint64:
    """A text of fewer than eight bytes, which stands in its view, with another byte in the places after it."""
    kept = (np.uint64(1) << np.uint64(8 * size)) - np.uint64(1)
    return (eight_at(at) & kept) | (LOW * np.uint64(fill) & ~kept)
