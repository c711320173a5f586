"""Rows that are facts already, from another file: an overlapping file adds only what is new.

Two rows are the same where all kept columns are, whatever the file, the row and the flags; a name or address more is
kept apart. Rows that are equal within one file stay: sub-orders and short calls do look alike.
Rows of two files about one order or parcel that differ are facts both, and it is said that they differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import polars as pl
from numpy.typing import NDArray

from graph.facts import fact_schema
from graph.schema import SOURCE

SEEDS = (0x6865_6164, 0x7761_7465)
"""Of the two hashes; they are made anew in every process and never kept, so any will do."""
Marks = NDArray[np.uint64]
ABOUT = {"orders": "order_no", "waybills": "waybill_no"}
"""The column that says what a row is about, where one row of a file is to tell all of it."""


class Earlier:
    """The rows of one record kind that are facts already: 20 bytes each.

    `hidden`: what is done to rows before they are compared. The facts of an earlier import have masked whom that knew.
    """

    def __init__(self, kind: str, hidden: Callable[[pl.DataFrame], pl.DataFrame] | None = None) -> None:
        """None yet."""
        self._hidden = hidden
        self._columns = [name for name in fact_schema(kind) if name not in (*SOURCE, "flags")]
        self._files: dict[str, int] = {}
        self._added: list[tuple[Marks, Marks, NDArray[np.int32]]] = []
        self._first, self._second, self._file = _nothing()
        self._about = ABOUT.get(kind)
        self._names: list[tuple[Marks, NDArray[np.int32]]] = []
        self._names_merged = 0

    def add(self, frames: Iterable[pl.DataFrame]) -> None:
        """Rows that are facts."""
        for frame in frames:
            if frame.is_empty():
                continue
            first, second = self._marks(frame)
            sources = frame["source_file"].unique(maintain_order=True)
            places = [self._files.setdefault(source, len(self._files)) for source in sources]
            files = frame["source_file"].replace_strict(sources, places, return_dtype=pl.Int32).to_numpy()
            self._added.append((first, second, files))
            if self._about:
                self._names.append((frame[self._about].hash(SEEDS[0]).to_numpy(), files))

    def of(self, frame: pl.DataFrame) -> pl.Series:
        """The file (SHA-256) in which each row stood first; null for rows that are new."""
        self._merge()
        if not len(self._first):
            return pl.repeat(None, frame.height, dtype=pl.String, eager=True)
        first, second = self._marks(frame)
        place = np.minimum(np.searchsorted(self._first, first), len(self._first) - 1)
        there = (self._first[place] == first) & (self._second[place] == second)
        names = pl.Series(list(self._files), dtype=pl.String)
        return pl.select(pl.when(pl.Series(there)).then(names.gather(pl.Series(self._file[place])))).to_series()

    def otherwise(self, frame: pl.DataFrame) -> pl.Series:
        """For new rows, the file (SHA-256) that first had another row about the same order or parcel; null where none had."""
        if not self._names or self._about is None:
            return pl.repeat(None, frame.height, dtype=pl.String, eager=True)
        names, files = self._merged_names()
        asked = frame[self._about].hash(SEEDS[0]).to_numpy()
        place = np.minimum(np.searchsorted(names, asked), len(names) - 1)
        there = pl.Series(names[place] == asked) & frame[self._about].is_not_null()
        told = pl.Series(list(self._files), dtype=pl.String).gather(pl.Series(files[place]))
        return pl.select(pl.when(there).then(told)).to_series()

    def _merged_names(self) -> tuple[Marks, NDArray[np.int32]]:
        """What rows are about, in order, and in which file first; put in order only when there is more of it."""
        if len(self._names) > self._names_merged:
            every, files = (np.concatenate(column) for column in zip(*self._names, strict=True))
            names, first = np.unique(every, return_index=True)
            self._names, self._names_merged = [(names, files[first])], 1
        return self._names[0]

    def _marks(self, frame: pl.DataFrame) -> tuple[Marks, Marks]:
        """128 bits of each row."""
        rows = (frame if self._hidden is None else self._hidden(frame)).select(self._columns)
        first, second = (rows.hash_rows(seed=seed).to_numpy() for seed in SEEDS)
        return first, second

    def _merge(self) -> None:
        """Put what was added in order; of equal rows the first stays."""
        if self._added:
            parts = [(self._first, self._second, self._file), *self._added]
            first, second, files = (np.concatenate(column) for column in zip(*parts, strict=True))
            self._first, kept = np.unique(first, return_index=True)
            self._second, self._file = second[kept], files[kept]
            self._added = []


def _nothing() -> tuple[Marks, Marks, NDArray[np.int32]]:
    return np.empty(0, np.uint64), np.empty(0, np.uint64), np.empty(0, np.int32)
