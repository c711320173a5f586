"""The bytes of a column of text where they lie, so that compiled code reads them without a copy.

Polars keeps text as Arrow's string views: 16 bytes a cell, which are its length and either up to 12 bytes of text or the
number of a buffer and the place in it (Arrow columnar format, "Variable-size binary view layout").
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
from numba import types
from numba.extending import intrinsic
from numpy.typing import NDArray

from graph.compiled import kernel

Places = NDArray[np.int64]
"""Addresses: of the views and of the bits of validity (0: all valid), then which bit is the first; then each buffer's."""
VIEW, INLINE = 16, 12
"""Bytes of a view, and of text that stands in the view itself."""


def _loader(read: Any, given: Any) -> Any:
    """What reads a value of a type at an address, aligned or not, and gives it as another, wider or the same."""

    @intrinsic
    def load(typing: Any, address: Any) -> Any:  # noqa: ARG001  the signature Numba wants
        def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # noqa: ARG001
            place = builder.inttoptr(arguments[0], context.get_value_type(read).as_pointer())
            value = builder.load(place, align=1)
            return value if read == given else builder.zext(value, context.get_value_type(given))

        return given(types.int64), code

    return load


byte_at: Callable[[int], int] = _loader(types.uint8, types.int64)
four_at: Callable[[int], int] = _loader(types.uint32, types.int64)
eight_at: Callable[[int], np.uint64] = _loader(types.uint64, types.uint64)
"""The byte, the four and the eight bytes at an address; the first that stands is the lowest."""


def places(texts: pa.Array) -> Places:
    """Where the cells of an array of string views lie. Only as long as the array lives."""
    valid, views, *buffers = texts.buffers()
    known = [views.address + VIEW * texts.offset, valid.address if valid and texts.null_count else 0, texts.offset]
    return np.array([*known, *(buffer.address for buffer in buffers)], np.int64)


def views(texts: pl.Series) -> pa.Array:
    """The cells as an array of string views; nothing is copied if they are in one chunk."""
    return texts.rechunk().to_arrow(compat_level=pl.CompatLevel.newest())


def valid(sure: NDArray[np.bool_]) -> pa.Buffer:
    """Which cells there are as Arrow's bits of validity."""
    return pa.py_buffer(np.packbits(sure, bitorder="little"))


@kernel
def cell(places: Places, i: int) -> tuple[int, int]:
    """Where the text of a cell begins, and its bytes; -1 where there is none."""
    bit = places[2] + i
    if places[1] and not (byte_at(places[1] + (bit >> 3)) >> (bit & 7)) & 1:
        return 0, -1
    view = places[0] + VIEW * i
    size = four_at(view)
    if size <= INLINE:
        return view + 4, size
    return places[3 + four_at(view + 8)] + four_at(view + 12), size
