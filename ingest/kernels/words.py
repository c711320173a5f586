"""Whether a column holds any of a few short words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from graph.compiled import kernel
from ingest.kernels.eight import short
from ingest.kernels.memory import Places, byte_at, cell, places, views


@kernel
def _holds(places: Places, count: int, words: NDArray[np.uint64], begins: NDArray[np.bool_]) -> bool:
    """Whether one of the cells is one of the words, each as eight bytes; `begins`: the bytes they begin with."""
    for i in range(count):
        at, size = cell(places, i)
        if 0 < size < 8 and begins[byte_at(at)]:
            text = short(at, size, 0)
            for word in words:
                if word == text:
                    return True
    return False


def holds_any(texts: pl.Series, words: Sequence[str]) -> bool:
    """Whether any cell is one of the words, which have seven bytes at most."""
    written = [word.encode() for word in words]
    numbers = np.array([int.from_bytes(word, "little") for word in written], np.uint64)
    array = views(texts)
    return _holds(places(array), len(array), numbers, np.isin(np.arange(256), [word[0] for word in written]))
