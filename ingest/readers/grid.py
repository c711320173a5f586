"""Rows of cells from markup (HTML, XML of Excel 2003) to a raw table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from ingest.faults import fault
from ingest.readers.apart import Cell, Merge, filled
from ingest.readers.raw import MOST_CELLS, RawTable, TablePieces, check_width, row_numbers, text_frame
from ingest.readers.source import Content

LARGEST = 64 << 20
"""Bytes of markup that are held in memory at once."""


@dataclass(slots=True)
class Grid:
    """One table while it is read: rows of (column, text), the cells held as numbers, and the merged ones."""

    name: str
    rows: list[dict[int, str]] = field(default_factory=list)
    numbers: set[tuple[int, int]] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)
    width: int = 0

    def put(self, row: int, column: int, text: str, *, across: int, down: int, file: str) -> None:
        """Put a text in a cell, which is merged with `across` more to the right and `down` more below."""
        self.width = max(self.width, column + 1)
        check_width(self.width, file)
        while len(self.rows) <= row and self.width * len(self.rows) <= MOST_CELLS:
            self.rows.append({})
        if self.width * len(self.rows) > MOST_CELLS:
            raise fault(file, "too_many_cells", rows=len(self.rows), width=self.width)
        self.rows[row][column] = text
        if across or down:
            self.merges.append(((row, column), (row + down, column + across)))

    def table(self, content: Content, encoding: str) -> TablePieces:
        """The table, with what stands in merged cells in each of their rows."""
        rows: list[list[Cell]] = [[row.get(column, "") for column in range(self.width)] for row in self.rows]
        put = [places for _, places in filled(rows, self.merges)]
        cells = text_frame([[str(cell) for cell in row] for row in rows], self.width)
        numbers = self._marks([[c for c in range(self.width) if (r, c) in self.numbers] for r in range(len(rows))])
        merged = self._marks(put) if any(put) else None
        file, size = content.source.file, content.size
        numbered = row_numbers(range(1, len(rows) + 1))
        raw = RawTable(file, content.sha256, self.name, encoding, cells, numbered, numbers, merged)
        return TablePieces(file, content.sha256, size, self.name, encoding, raw, iter(()))

    def _marks(self, places: Sequence[Sequence[int]]) -> pl.DataFrame:
        """The given columns of each row as Boolean."""
        sets = [frozenset(row) for row in places]
        columns = {str(c): pl.Series([c in row for row in sets], dtype=pl.Boolean) for c in range(self.width)}
        return pl.DataFrame(columns)
