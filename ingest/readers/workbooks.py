"""Workbooks (XLSX, XLS, XLSB, ODS) to raw tables, one a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import polars as pl

from ingest.faults import fault
from ingest.readers.formula_errors import with_errors_as_texts
from ingest.readers.locks import OLD, is_locked
from ingest.readers.merges import merges_of
from ingest.readers.packages import check_package
from ingest.readers.parser import Column, Frame, frames_of
from ingest.readers.raw import RawTable, TablePieces, check_cells, check_width
from ingest.readers.source import Content, Source, content_of

MAGIC = (b"PK\x03\x04", OLD)
"""How a workbook's bytes begin: a zip of XML, or the old compound file."""
LARGEST = 512 << 20
"""Bytes; a workbook is read whole."""


def read_workbook(source: Source) -> Iterator[TablePieces]:
    """The sheets of a workbook, in order, each to be read before the next is asked for. BadInput where it cannot be opened."""
    content = content_of(source)
    if content.size > LARGEST:
        raise fault(source.file, "workbook_too_large", limit=LARGEST >> 20)
    data = b"".join(content.blocks())
    check_package(data, source.file)
    if is_locked(data):
        raise fault(source.file, "workbook_locked")
    merges = {}
    if not data.startswith(OLD):
        merges, data = merges_of(data, source.file), with_errors_as_texts(data, source.file)
    frames = frames_of(data, merges, source.file)
    frame = next(frames)
    while frame[0] == "sheet":
        sheet = _Sheet(content, str(frame[1]), frames, hidden=bool(frame[2]))
        yield sheet.table()
        frame = sheet.after()


class _Sheet:
    """The pieces of one sheet, as they come."""

    def __init__(self, content: Content, name: str, frames: Iterator[Frame], *, hidden: bool) -> None:
        """Begin with the frame after the sheet's name."""
        self._content, self._name, self._frames, self._hidden = content, name, frames, hidden
        self._frame = next(frames)
        self._row = 1
        self._cells = self._bytes = 0

    def table(self) -> TablePieces:
        """The sheet as a table in pieces."""
        head = next(self._pieces(), None) or self._empty()
        file, sha256 = self._content.source.file, self._content.sha256
        return TablePieces(file, sha256, self._content.size, self._name, "workbook", head, self._pieces(), self._hidden)

    def after(self) -> Frame:
        """The frame after the sheet, which is read to its end."""
        for _ in self._pieces():
            pass
        return self._frame

    def _pieces(self) -> Iterator[RawTable]:
        """The pieces that were not asked for yet."""
        while self._frame[0] == "rows":
            _, left, columns = self._frame
            piece = self._piece(cast("int", left), cast("list[Column]", columns))
            self._frame = next(self._frames)
            yield piece

    def _piece(self, left: int, columns: list[Column]) -> RawTable:
        """One piece; the `left` columns before the first that holds anything are empty."""
        check_width(left + len(columns), self._content.source.file)
        cells = [_texts(texts) for texts, _, _ in columns]
        height = cells[0].len()
        self._cells += height * (left + len(columns))
        self._bytes += sum(len(texts) - height for texts, _, _ in columns)
        check_cells(self._cells, self._bytes, self._content.source.file)
        rows = pl.int_range(self._row, self._row + height, dtype=pl.Int64, eager=True).alias("row")
        self._row += height
        before = [pl.repeat(None, height, dtype=pl.String, eager=True)] * left
        numbers = _marks([b""] * left + [marks for _, marks, _ in columns], height)
        merged = _marks([b""] * left + [marks for _, _, marks in columns], height)
        filled = merged if any(marks for _, _, marks in columns) else None
        return self._raw(_framed(before + cells), rows, numbers, filled)

    def _empty(self) -> RawTable:
        """The piece of a sheet without cells."""
        return self._raw(pl.DataFrame(), pl.Series("row", [], dtype=pl.Int64), pl.DataFrame(), None)

    def _raw(
        self, cells: pl.DataFrame, rows: pl.Series, numbers: pl.DataFrame, merged: pl.DataFrame | None
    ) -> RawTable:
        """A piece with where it is from."""
        content = self._content
        return RawTable(content.source.file, content.sha256, self._name, "workbook", cells, rows, numbers, merged)


def _framed(columns: list[pl.Series]) -> pl.DataFrame:
    """Columns named by their place."""
    return pl.DataFrame([column.alias(str(place)) for place, column in enumerate(columns)])


def _texts(joined: bytes) -> pl.Series:
    """The texts of a column; null where a cell is empty."""
    texts = pl.Series([joined], dtype=pl.Binary).cast(pl.String).str.split("\0").explode()
    return texts.set(texts == "", None)


def _marks(marks: list[bytes], height: int) -> pl.DataFrame:
    """Columns of a byte a row as Boolean; a column without bytes is false."""
    return _framed([pl.Series(told or bytes(height), dtype=pl.UInt8).cast(pl.Boolean) for told in marks])
