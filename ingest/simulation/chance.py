"""The few draws everything is made of, from one numpy Generator passed along.

They use nothing of it but `random` and `integers`, so that a seed means the same bytes on any machine.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def pick(rng: np.random.Generator, weights: Floats, size: int) -> Ints:
    """Indices drawn with these weights (any positive scale), with replacement."""
    total = np.cumsum(weights)
    drawn = np.searchsorted(total, rng.random(size) * total[-1], side="right")
    return np.asarray(np.minimum(drawn, len(weights) - 1), dtype=np.int64)


def whole(rng: np.random.Generator, low: int, high: int, size: int) -> Ints:
    """Whole numbers from low to high, both included."""
    return rng.integers(low, high + 1, size=size, dtype=np.int64)


def one(rng: np.random.Generator, low: int, high: int) -> int:
    """One whole number from low to high, both included."""
    return int(whole(rng, low, high, 1)[0])


def flags(rng: np.random.Generator, part: float, size: int) -> Flags:
    """True for about this part."""
    return rng.random(size) < part


def shuffled(rng: np.random.Generator, items: Ints) -> Ints:
    """The same items in a random order."""
    return items[np.argsort(rng.random(len(items)), kind="stable")]


def distinct(rng: np.random.Generator, low: int, high: int, size: int) -> Ints:
    """Different whole numbers from low to high, both included, in random order; the range is much wider than `size`."""
    found = np.unique(whole(rng, low, high, size + size // 4 + 16))
    while len(found) < size:
        found = np.unique(np.concatenate([found, whole(rng, low, high, size)]))
    return shuffled(rng, found)[:size]


def zipf(count: int, exponent: float) -> Floats:
    """Weights that fall with the rank like 1 / rank ** exponent; they add to 1."""
    weights = 1 / np.arange(1, count + 1, dtype=np.float64) ** exponent
    return np.asarray(weights / weights.sum())


def gamma2(rng: np.random.Generator, mean: float, size: int) -> Floats:
    """Gamma of shape 2 with this mean: a shape that lags between a leak and its call can have."""
    return np.asarray(-mean / 2 * (np.log1p(-rng.random(size)) + np.log1p(-rng.random(size))))
