"""How far a number of people may stray: the distribution of a sum of unequal chances (Poisson-binomial)."""

from __future__ import annotations

import numpy as np

from graph.ranking.arrays import Floats, Ints

OUTSIDE = 0.05
"""Part of the probability left out, half of it at either end."""
REACH = 15.0
"""Standard deviations beyond which no float holds what is left of a probability; and as many counts more."""
AT_ONCE = 32
"""Values of the characteristic function reckoned together."""
NOTHING = 1e-18
"""A characteristic function this small adds nothing that a float could hold."""


def distribution(chances: Floats) -> tuple[int, Floats]:
    """The least count that is likely enough to matter, and P(sum = it, it + 1, …), of independent events.

    By the inverse Fourier transform of the characteristic function (Hong 2013), which is exact; round the mean, as far as
    probabilities can be told from 0. Its modulus falls from 1 to the middle of the circle, and is nothing long before.
    """
    spread = float(np.sqrt((chances * (1 - chances)).sum()))
    counts = len(chances) + 1
    size = min(counts, 2 * int(np.ceil(REACH * (spread + 1))) + 1)
    start = min(max(int(chances.sum()) - size // 2, 0), counts - size)
    values = np.zeros(size // 2 + 1, np.complex128)
    once, several, times = _grouped(chances)
    for k in range(0, len(values), AT_ONCE):
        turn = np.exp(2j * np.pi * np.arange(k, min(k + AT_ONCE, len(values))) / size)[:, None]
        product = np.multiply.reduce(1 - once + once * turn, 1) * turn[:, 0] ** -start
        values[k : k + AT_ONCE] = product * np.multiply.reduce((1 - several + several * turn) ** times, 1)
        if abs(values[k : k + AT_ONCE]).min() < NOTHING:
            break
    return start, np.maximum(np.fft.irfft(values.conj(), size), 0.0)


def _grouped(chances: Floats) -> tuple[Floats, Floats, Ints]:
    """Chances that stand there once; the others, and how many times each: people of a region share theirs."""
    ordered = np.sort(chances)
    first = np.flatnonzero(np.diff(ordered, prepend=-1.0))
    times = np.diff(first, append=len(ordered))
    return ordered[first[times == 1]], ordered[first[times > 1]], times[times > 1]


def range_of(chances: Floats) -> tuple[int, int]:
    """The middle 95 % of how many of these events happen: least counts with at least 2.5 and 97.5 % at or below."""
    certain, open_ = int((chances >= 1).sum()), chances[(chances > 0) & (chances < 1)]
    start, chance = distribution(open_)
    # Rounded, so that the last bit of a sum decides nothing.
    ends = np.searchsorted(chance.cumsum().round(12), [OUTSIDE / 2, 1 - OUTSIDE / 2])
    low, high = (certain + start + min(int(x), len(chance) - 1) for x in ends)
    return low, high
