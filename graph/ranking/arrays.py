"""Types of arrays and the small arithmetic that the steps share.

Letters in shapes, in all of `graph.ranking`: N people (the n victims first), E exposures, K kinds of holder, J holders,
Q regions, W windows, B bins, C candidates, v victims touched by the holder in question, A parts explained, L rates.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

HALVINGS = 3
"""Eight factors multiplied before a logarithm is taken: they stay far from the ends of a float."""


Numbers = TypeVar("Numbers", Floats, Ints)


def cumulated(x: Numbers) -> Numbers:
    """Sums up to each place of the last axis, with a leading 0: ... x B -> ... x (B + 1)."""
    return np.concatenate([np.zeros((*x.shape[:-1], 1), x.dtype), np.cumsum(x, -1)], -1)


def odds_times(share: Floats, factor: Floats | float) -> Floats:
    """Share whose odds are `factor` times those of `share`; shares are cut at .95."""
    s = np.minimum(np.maximum(share, 0), 0.95)
    return np.asarray(factor * s / (1 + (factor - 1) * s), np.float64)


def log_sum(x: Floats) -> float:
    """Log of the sum of exp x, without overflow; x must not be empty."""
    top = float(x.max())
    return top + float(np.log(np.exp(x - top).sum()))


def x_log(a: Floats, b: Floats) -> Floats:
    """A ln(a / b), 0 where a is 0."""
    return np.where(a > 0, a * np.log(np.maximum(a, 1e-12) / np.maximum(b, 1e-12)), 0.0)


def log_product(x: Floats) -> Floats:
    """Sum of ln x over the first axis: v x W -> W; a logarithm per eight factors, in pairs of halves."""
    for _ in range(HALVINGS):
        half, odd = divmod(len(x), 2)
        if half:
            x = np.concatenate([x[:half] * x[half : 2 * half], x[len(x) - odd :]])
    return np.asarray(np.log(x).sum(0), np.float64)


def counted(keys: Ints, *shape: int) -> Ints:
    """How often each cell of an array of this shape is named by its flat index."""
    return np.bincount(keys, minlength=int(np.prod(shape))).reshape(shape)
