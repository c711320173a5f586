"""Refused rows as a workbook to be corrected and imported: their own headers, then why, and where they stood."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from graph.errors import BadInput
from ingest.new_files import asked_for
from ingest.reasons import reason, remedy
from ingest.repairs import TOLD, fingerprint

LONGEST = 32_767
"""Characters of a cell."""
TOO_LONG = "（内容过长，见原文件 / too long for a cell: see the original file）"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet could take for a formula once somebody edits it."""


@dataclass(frozen=True, slots=True)
class Repair:
    """A refused row: its cells as they stood, the codes for which it was refused with their columns, and its place."""

    cells: tuple[str | None, ...]
    why: tuple[tuple[str, str], ...]
    file: str
    sheet: str
    row: int
    sha256: str


def write_workbook(path: Path, sheets: Iterable[tuple[list[str | None], list[Repair]]]) -> None:
    """Write a new file of mode 600, a sheet for each table given as headers and rows. BadInput where it cannot be made.

    All cells are text, as they stood; those that could be taken for a formula are marked as text for good (Excel's
    `quotePrefix`), so that nothing has to be put before them.
    """
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with asked_for(path) as file:
        try:
            with xlsxwriter.Workbook(file, options) as book:
                book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - the same rows, the same bytes
                for number, (headers, rows) in enumerate(sheets, 1):
                    _write(book, f"{number}", headers, rows)
        except xlsxwriter.exceptions.XlsxWriterException as error:
            msg = f"{path} cannot be written: {error}. Name another file with -o"
            raise BadInput(msg) from error


def _write(book: Any, name: str, headers: list[str | None], rows: list[Repair]) -> None:
    """One sheet; columns of an earlier export of this kind are replaced."""
    sheet = book.add_worksheet(name)
    text = book.add_format({"num_format": "@"})
    quoted = book.add_format({"num_format": "@", "quote_prefix": True})
    width = max([len(headers), *(len(row.cells) for row in rows)])
    names = [*headers, *[None] * (width - len(headers))]
    places = [place for place, header in enumerate(names) if header not in TOLD]
    told = [[names[place] for place in places] + list(TOLD)]
    told += [[*_cells(row, places), *_told(row)] for row in rows]
    for line, cells in enumerate(told):
        for column, cell in enumerate(cells):
            if cell:
                shown = cell if len(cell) <= LONGEST else TOO_LONG
                sheet.write_string(line, column, shown, quoted if shown.startswith(FORMULA) else text)


def _cells(row: Repair, places: list[int]) -> list[str | None]:
    return [row.cells[place] if place < len(row.cells) else None for place in places]


def _told(row: Repair) -> list[str]:
    """Why a row was refused, what to do, and where it stood: the cells under `TOLD`."""
    why = "；".join(f"{column}：{reason(code).zh}" if column else reason(code).zh for column, code in row.why)
    what = "；".join(dict.fromkeys(remedy(code).zh for _, code in row.why))
    return [why, what, row.file, row.sheet, str(row.row), fingerprint(row.sha256)]
