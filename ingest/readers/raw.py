"""The raw table: cells as text where they stood, before anything is known of what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True, slots=True)
class RawTable:
    """One CSV or one sheet.

    `cells` has String columns named by position ("0", "1", …), null where nothing stands. `rows` is the number of
    each row as an editor or Excel shows it, the first line being 1. `numbers` has the same columns as `cells` and says
    which cells a workbook held as numbers (they are exact to 15 digits only); None where nothing could tell.
    """

    file: str
    sha256: str
    sheet: str
    encoding: str
    cells: pl.DataFrame
    rows: pl.Series
    numbers: pl.DataFrame | None = None

    def is_number(self, column: str) -> pl.Series:
        """Which cells of a column were numbers (Boolean)."""
        if self.numbers is None:
            return pl.repeat(value=False, n=self.cells.height, eager=True, dtype=pl.Boolean)
        return self.numbers[column]

    def part(self, first: int) -> RawTable:
        """The table from its `first` row (counted from 0) on."""
        numbers = None if self.numbers is None else self.numbers.slice(first)
        return RawTable(
            self.file, self.sha256, self.sheet, self.encoding, self.cells.slice(first), self.rows.slice(first), numbers
        )


def text_frame(records: Sequence[Sequence[str]]) -> pl.DataFrame:
    """Records of text, possibly ragged, as a frame of columns "0", "1", …; null where a cell is empty or missing."""
    width = max(map(len, records), default=0)
    columns = {
        str(i): pl.Series([record[i] or None if i < len(record) else None for record in records], dtype=pl.String)
        for i in range(width)
    }
    return pl.DataFrame(columns)


def row_numbers(numbers: Iterable[int]) -> pl.Series:
    """Row numbers as a series."""
    return pl.Series("row", list(numbers), dtype=pl.Int64)
