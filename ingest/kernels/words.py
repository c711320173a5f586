"""Whether a column holds any of a few short words."""

from __future__ import annotations

from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from graph.compiled import kernel
from ingest.kernels.eight import short
from ingest.kernels.memory import Places, byte_at, cell, eight_at, places, views


@kernel
def _holds(places: Places, count: int, words: NDArray[np.uint64], begins: NDArray[np.bool_]) -> bool:
    """Whether one of the cells, or its first eight bytes, is one of the words; `begins`: the bytes they begin with."""
    for i in range(count):
        at, size = cell(places, i)
        if size > 0 and begins[byte_at(at)]:
            text = short(at, size, 0) if size < 8 else eight_at(at)
            for word in words:
                if word == text:
                    return True
    return False


def holds_any(texts: pl.Series, words: tuple[str, ...]) -> bool:
    """Whether any cell is one of the words of seven bytes at most, or begins with one of those of eight."""
    array = views(texts)
    return _holds(places(array), len(array), *_written(words))


@cache
def _written(words: tuple[str, ...]) -> tuple[NDArray[np.uint64], NDArray[np.bool_]]:
    """Words as eight bytes each, and which bytes they begin with."""
    written = [word.encode() for word in words]
    numbers = np.array([int.from_bytes(word, "little") for word in written], np.uint64)
    return numbers, np.isin(np.arange(256), [word[0] for word in written])
