"""The raw table: cells as text where they stood, before anything is known of what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import polars as pl

from ingest.faults import fault

MOST_COLUMNS = 1000
MOST_CELLS = 1 << 24
"""Cells of a piece; an empty one takes 16 bytes too."""
EMPTIEST = 4
"""Cells a byte; an empty one beside others takes a byte in a text."""


@dataclass(frozen=True, slots=True)
class RawTable:
    """One CSV or one sheet, or a piece of it.

    `cells` has String columns named by position ("0", "1", …), null where nothing stands. `rows` is the number of
    each row as an editor or Excel shows it, the first line being 1. `numbers` has the same columns as `cells` and says
    which cells a workbook held as numbers (they are exact to 15 digits only); None where nothing could tell. `merged`
    has them too and says which cells were filled from one merged over several rows; None where none was.
    """

    file: str
    sha256: str
    sheet: str
    encoding: str
    cells: pl.DataFrame
    rows: pl.Series
    numbers: pl.DataFrame | None = None
    merged: pl.DataFrame | None = None

    def is_number(self, column: str) -> pl.Series:
        """Which cells of a column were numbers (Boolean)."""
        return self._marks(self.numbers, column)

    def is_merged(self, column: str) -> pl.Series:
        """Which cells of a column were filled from a merged one (Boolean)."""
        return self._marks(self.merged, column)

    def _marks(self, marks: pl.DataFrame | None, column: str) -> pl.Series:
        """A column of marks."""
        if marks is None:
            return pl.repeat(value=False, n=self.cells.height, eager=True, dtype=pl.Boolean)
        return marks[column]

    def part(self, first: int, length: int | None = None) -> RawTable:
        """The table from its `first` row (counted from 0) on, `length` rows of it or all."""
        numbers, merged = (
            None if marks is None else marks.slice(first, length) for marks in (self.numbers, self.merged)
        )
        cells, rows = self.cells.slice(first, length), self.rows.slice(first, length)
        return replace(self, cells=cells, rows=rows, numbers=numbers, merged=merged)


@dataclass(frozen=True, slots=True)
class TablePieces:
    """A table that need not fit into memory: its first rows, and the rest piece by piece, to be asked for once.

    Every piece has at least the columns of the one before, and more where a row in it is wider than any before. While the rest
    is asked for BadInput is raised where the file turns out broken or is not what it was when `sha256` was taken.
    `hidden`: it is a sheet that its workbook does not show.
    """

    file: str
    sha256: str
    size: int
    sheet: str
    encoding: str
    head: RawTable
    rest: Iterator[RawTable]
    hidden: bool = False


def text_frame(records: Sequence[Sequence[str]], width: int = 0) -> pl.DataFrame:
    """Records of text, possibly ragged, as a frame of columns "0", "1", …; null where a cell is empty or missing.

    It has `width` columns, or more where a record has.
    """
    width = max(width, max(map(len, records), default=0))
    columns = {
        str(i): pl.Series([record[i] or None if i < len(record) else None for record in records], dtype=pl.String)
        for i in range(width)
    }
    return pl.DataFrame(columns)


def row_numbers(numbers: Iterable[int]) -> pl.Series:
    """Row numbers as a series."""
    return pl.Series("row", list(numbers), dtype=pl.Int64)


def check_cells(cells: int, size: int, file: str) -> None:
    """BadInput where a table of so many cells is made of so few bytes that nearly all of them must be empty."""
    if cells > MOST_CELLS and cells > EMPTIEST * size:
        raise fault(file, "mostly_nothing")


def check_width(width: int, file: str) -> None:
    """BadInput for a table wider than any is."""
    if width > MOST_COLUMNS:
        raise fault(file, "too_wide", limit=MOST_COLUMNS)
