"""Which texts cleaning would change, in compiled code: one look at each byte, for columns of very many cells."""

from __future__ import annotations

import numpy as np
import polars as pl
import pyarrow as pa
from numpy.typing import NDArray

from graph.compiled import kernel

Bytes = NDArray[np.uint8]
_ENDS = np.zeros(256, np.bool_)
_ENDS[[ord(mark) for mark in " '\"`"]] = True


@kernel
def _is_unclean(data: Bytes, first: int, last: int) -> bool:
    """Whether UTF-8 holds anything but printable ASCII and U+4E00 to U+9FFF, two blanks, or a wrapper at an end."""
    if first == last or _ENDS[data[first]] or data[first] == 0x3D or _ENDS[data[last - 1]]:
        return True
    i = first
    while i < last:
        byte = data[i]
        if 0x20 < byte < 0x7F or (byte == 0x20 and data[i + 1] != 0x20):
            i += 1
        elif (0xE5 <= byte <= 0xE9) or (byte == 0xE4 and data[i + 1] >= 0xB8):
            i += 3
        else:
            return True
    return False


@kernel
def _mark(starts: NDArray[np.int64], data: Bytes, marks: NDArray[np.bool_]) -> None:
    """Mark each text that is unclean."""
    for i in range(len(marks)):
        marks[i] = _is_unclean(data, starts[i], starts[i + 1])


def unclean(texts: pl.Series) -> pl.Series:
    """Which texts cleaning would change (Boolean); null ones are not."""
    array = texts.rechunk().to_arrow().cast(pa.large_string())
    starts = np.frombuffer(array.buffers()[1], np.int64)[array.offset : array.offset + len(array) + 1]
    marks = np.empty(len(array), np.bool_)
    _mark(starts, np.frombuffer(array.buffers()[2] or b"\0", np.uint8), marks)
    return pl.Series(marks) & texts.is_not_null()
