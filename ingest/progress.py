"""How far reading is, for whoever shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True, slots=True)
class Step:
    """Of a file, so many rows and about so many of its `size` bytes have been begun; 0 of 0 when it is opened."""

    file: str
    rows: int = 0
    read: int = 0
    size: int = 0


Progress = Callable[[Step], None]


def silent(_: Step) -> None:
    """Nobody listens."""


class Meter:
    """Tells of the pieces of one table as they are begun."""

    def __init__(self, file: str, size: int, progress: Progress) -> None:
        """Nothing is read."""
        self._file, self._size, self._progress = file, size, progress
        self._rows = self._read = 0

    def piece(self, cells: pl.DataFrame) -> None:
        """Another piece is begun."""
        lengths = cells.select(pl.sum_horizontal(pl.all().str.len_bytes().sum())).item() if cells.width else 0
        self._rows += cells.height
        self._read = min(self._read + (lengths or 0) + cells.height * cells.width, self._size)
        self._progress(Step(self._file, self._rows, self._read, self._size))
