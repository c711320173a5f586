"""Which of many texts is which: a table of hashes that grows, probed in compiled code."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from graph.compiled import kernel

Hashes = NDArray[np.uint64]
Codes = NDArray[np.int64]
Slots = NDArray[np.int32]
SMALLEST = 1 << 17


@kernel
def _find(hashes: Hashes, slots: Hashes, codes: Slots, count: int, out: Codes, new: Codes) -> int:
    """The code of each hash; one that is in no slot gets the next code from `count`, and its place is put into `new`.

    Gives how many are new. Some of the slots, whose number is a power of 2, must stay free; free is code -1.
    """
    mask = np.uint64(len(slots) - 1)
    found = 0
    for i in range(len(hashes)):
        slot = hashes[i] & mask
        while codes[slot] >= 0 and slots[slot] != hashes[i]:
            slot = (slot + np.uint64(1)) & mask
        if codes[slot] < 0:
            slots[slot], codes[slot] = hashes[i], count + found
            new[found] = i
            found += 1
        out[i] = codes[slot]
    return found


class Places:
    """The codes of texts by 64 bits of hash: two texts may share one, which who asks has to see to."""

    def __init__(self, values: pl.Series, seed: int = 0) -> None:
        """Begin with different texts, whose codes are their places."""
        self.seed = seed
        self._slots, self._codes = np.empty(0, np.uint64), np.empty(0, np.int32)
        self._known = np.empty(0, np.uint64)
        self.of(values, 0)

    def of(self, values: pl.Series, known: int) -> tuple[Codes, pl.Series]:
        """The code of each text, and the places of those that are new; `known` codes are given already."""
        hashes = values.hash(self.seed).to_numpy()
        self._make_room(known + len(hashes))
        codes, new = np.empty(len(hashes), np.int64), np.empty(len(hashes), np.int64)
        found = _find(hashes, self._slots, self._codes, known, codes, new)
        self._known = np.concatenate([self._known, hashes[new[:found]]])
        return codes, pl.Series(new[:found])

    def _make_room(self, most: int) -> None:
        """Let a table be there in which so many hashes leave a quarter of the slots free."""
        if 3 * len(self._slots) >= 4 * most:
            return
        size = max(SMALLEST, 1 << (4 * most // 3).bit_length())
        self._slots, self._codes = np.empty(size, np.uint64), np.full(size, -1, np.int32)
        none = np.empty(len(self._known), np.int64)
        _find(self._known, self._slots, self._codes, 0, none, none.copy())
