"""Amounts of digits and a decimal point to the nearest of all floats, as `float` does."""

from __future__ import annotations

import numpy as np
import polars as pl
import pyarrow as pa
from numpy.typing import NDArray

from graph.compiled import kernel
from ingest.kernels.memory import Places, byte_at, cell, places, valid, views

_LONGEST = 18
"""Digits up to which the division below is right."""
_TENS = np.array([float(10**power) for power in range(_LONGEST)])
_SPLIT = 134217729.0
"""2^27 + 1: halves the 53 bits of a float."""


@kernel
def _product(left: float, right: float) -> tuple[float, float]:
    """A product rounded, and what that leaves out, exactly (T. J. Dekker 1971)."""
    high = _SPLIT * left
    left_high = high - (high - left)
    high = _SPLIT * right
    right_high = high - (high - right)
    left_low, right_low = left - left_high, right - right_high
    whole = left * right
    return whole, (
        (left_high * right_high - whole) + left_high * right_low + left_low * right_high
    ) + left_low * right_low


@kernel
def quotient(figure: int, decimals: int) -> float:
    """The float nearest to `figure` (below 10^18) / 10^`decimals` (at most 17); of two as near the even one.

    The remainder of the first quotient is known exactly, and what is added for it errs by less than 2^-104 of the whole. A
    fraction of such figures that is not half-way between two floats itself is 2^-95 of it or more away from there.
    """
    tens = float(_TENS[decimals])
    near = float(figure)
    first = near / tens
    whole, rest = _product(first, tens)
    return first + (((near - whole) - rest) + float(figure - np.int64(near))) / tens


@kernel
def _read(places: Places, sure: NDArray[np.bool_], values: NDArray[np.float64]) -> None:
    """Put the amount of each cell that is digits, or digits, a point and digits."""
    for i in range(len(sure)):
        at, size = cell(places, i)
        figure, point = 0, -1
        good = 1 <= size <= _LONGEST + 1
        for place in range(size if good else 0):
            digit = byte_at(at + place) - 0x30
            if 0 <= digit <= 9:
                figure = 10 * figure + digit
            else:
                good = good and digit == 0x2E - 0x30 and point < 0 < place
                point = place
        decimals = size - 1 - point if point >= 0 else 0
        digits = size - (point >= 0)
        sure[i] = good and digits <= _LONGEST and point != size - 1
        values[i] = quotient(figure, decimals) if sure[i] else 0.0


def plain_amounts(texts: pl.Series) -> pl.Series:
    """The amount of each cell that is plain figures, null for the others."""
    array = views(texts)
    sure, values = np.empty(len(array), np.bool_), np.empty(len(array), np.float64)
    _read(places(array), sure, values)
    return pl.Series(pa.Array.from_buffers(pa.float64(), len(array), [valid(sure), pa.py_buffer(values)]))
