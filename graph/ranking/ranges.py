"""How far a number of people may stray: the distribution of a sum of unequal chances (Poisson-binomial)."""

from __future__ import annotations

import numpy as np

from graph.ranking.arrays import Floats

OUTSIDE = 0.05
"""Part of the probability left out, half of it at either end."""


def distribution(chances: Floats) -> Floats:
    """P(sum = 0..n) of independent events with these chances: exactly, as the convolution of both halves."""
    if not len(chances):
        return np.ones(1)
    if len(chances) == 1:
        return np.array([1 - chances[0], chances[0]])
    half = len(chances) // 2
    return np.convolve(distribution(chances[:half]), distribution(chances[half:]))


def range_of(chances: Floats) -> tuple[int, int]:
    """The middle 95 % of how many of these events happen: least counts with at least 2.5 and 97.5 % at or below."""
    certain, open_ = int((chances >= 1).sum()), chances[(chances > 0) & (chances < 1)]
    below = distribution(open_).cumsum()
    ends = np.searchsorted(below, [OUTSIDE / 2, 1 - OUTSIDE / 2])
    low, high = (certain + min(int(x), len(open_)) for x in ends)
    return low, high
