"""Types of the index's columns: narrow, because millions of them are read in one pass."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int32]
Shorts = NDArray[np.int16]
Longs = NDArray[np.int64]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]


def folded(column: NDArray[Any]) -> NDArray[Any]:
    """The same column; one that says the same everywhere takes the room of one value, and taking rows of it no time."""
    if len(column) and (column == column[0]).all():
        return np.broadcast_to(column[0], column.shape)
    return column


def taken(column: NDArray[Any], places: NDArray[np.integer]) -> NDArray[Any]:
    """The column's rows at these places."""
    return np.broadcast_to(column[0], places.shape) if len(column) and column.strides == (0,) else column[places]
