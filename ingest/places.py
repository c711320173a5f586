"""Which of many texts is which: a table of hashes that grows, probed in compiled code."""

from __future__ import annotations

from secrets import randbits

import numpy as np
import polars as pl
from numpy.typing import NDArray

from graph.compiled import kernel

Hashes = NDArray[np.uint64]
Codes = NDArray[np.int64]
SEEDS = randbits(64), randbits(64)
"""Of the two hashes of a text: nobody can know them, and no answer depends on them."""
SMALLEST = 1 << 17


@kernel
def _find(first: Hashes, second: Hashes, slots: Hashes, count: int, out: Codes, new: Codes) -> int:
    """The code of each pair of hashes; one that is in no slot gets the next code from `count`, and its place is put into `new`.

    Gives how many are new. `slots` (N x 3, N a power of 2, some of them free) hold both hashes, and the code and 1.
    """
    mask = np.uint64(len(slots) - 1)
    found = 0
    for i in range(len(first)):
        slot = first[i] & mask
        while slots[slot, 2] and (slots[slot, 0] != first[i] or slots[slot, 1] != second[i]):
            slot = (slot + np.uint64(1)) & mask
        if not slots[slot, 2]:
            slots[slot, 0], slots[slot, 1], slots[slot, 2] = first[i], second[i], np.uint64(count + found + 1)
            new[found] = i
            found += 1
        out[i] = slots[slot, 2] - np.uint64(1)
    return found


@kernel
def _move(old: Hashes, slots: Hashes) -> None:
    """Put what is in some slots into others, which are free."""
    mask = np.uint64(len(slots) - 1)
    for i in range(len(old)):
        if old[i, 2]:
            slot = old[i, 0] & mask
            while slots[slot, 2]:
                slot = (slot + np.uint64(1)) & mask
            for part in range(3):
                slots[slot, part] = old[i, part]


class Places:
    """The codes of texts by 128 bits of hash, which no two texts share: of a billion, once in 10^20 times."""

    def __init__(self) -> None:
        """No text yet."""
        self._slots = np.zeros((SMALLEST, 3), np.uint64)
        self.known = 0

    def of(self, values: pl.Series) -> tuple[Codes, pl.Series]:
        """The code of each text, and the places of those that are new, which have the next codes."""
        first, second = (values.hash(seed).to_numpy() for seed in SEEDS)
        self._make_room(self.known + len(first))
        codes, new = np.empty(len(first), np.int64), np.empty(len(first), np.int64)
        found = _find(first, second, self._slots, self.known, codes, new)
        self.known += found
        return codes, pl.Series(new[:found])

    def _make_room(self, most: int) -> None:
        """Let there be slots of which so many texts leave a quarter free."""
        if 3 * len(self._slots) < 4 * most:
            old, self._slots = self._slots, np.zeros((1 << (4 * most // 3).bit_length(), 3), np.uint64)
            _move(old, self._slots)
