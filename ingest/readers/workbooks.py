"""Workbooks (XLSX, XLS, XLSB, ODS) to raw tables, one a sheet, through calamine."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import polars as pl
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

from graph.errors import BadInput
from ingest.readers.raw import RawTable, TablePieces, row_numbers, text_frame
from ingest.readers.source import Source, content_of

Cell = int | float | str | bool | time | date | datetime | timedelta
MAGIC = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How a workbook's bytes begin: a zip of XML, or the old compound file."""


def read_workbook(source: Source) -> Iterator[TablePieces]:
    """The sheets with cells of a workbook, in order. BadInput where it cannot be opened."""
    content = content_of(source)
    data = b"".join(content.blocks())
    file, sha256 = source.file, content.sha256
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = [sheet.name for sheet in workbook.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
        for name in names:
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            sheet = _sheet(rows, file=file, sha256=sha256, name=name)
            yield TablePieces(file, sha256, content.size, name, sheet.encoding, sheet, iter(()))
    except PasswordError as error:
        msg = f"{file} is locked with a password. Save it without one"
        raise BadInput(msg) from error
    except (CalamineError, OSError) as error:
        msg = f"{file} cannot be opened as a workbook ({_one_line(error)}). Open it in Excel and save it again as XLSX"
        raise BadInput(msg) from error


def _sheet(rows: list[list[Cell]], *, file: str, sha256: str, name: str) -> RawTable:
    """One sheet: every row from the first, so that numbers are those Excel shows."""
    texts = [[_text(cell) for cell in row] for row in rows]
    width = max(map(len, rows), default=0)
    numbers = pl.DataFrame(
        {str(i): pl.Series([i < len(r) and _is_number(r[i]) for r in rows], dtype=pl.Boolean) for i in range(width)}
    )
    return RawTable(file, sha256, name, "workbook", text_frame(texts), row_numbers(range(1, len(rows) + 1)), numbers)


def _is_number(cell: Cell) -> bool:
    """Whether the workbook held the cell as a number."""
    return isinstance(cell, (int, float)) and not isinstance(cell, bool)


def _text(cell: Cell) -> str:
    """A cell as text: whole numbers without a point, times as ISO, durations as hours, minutes and seconds."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    return str(cell)


def _one_line(error: Exception) -> str:
    """The message of an error, on one line."""
    return " ".join(str(error).split())
