"""Workbooks are read sheet by sheet, every cell as text where Excel shows it."""

# ruff: noqa: DTZ001 - local time of China carries no zone anywhere in the product

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from graph.errors import BadInput
from ingest.readers import RawTable, Source
from ingest.readers.workbooks import read_workbook


def read(path: Path) -> list[RawTable]:
    """The sheets of a workbook."""
    return read_bytes(path.read_bytes(), path.name)


def read_bytes(data: bytes, file: str) -> list[RawTable]:
    """The sheets of a workbook of these bytes."""
    return [sheet.whole() for sheet in read_workbook(Source(file, named=True, opened=lambda: io.BytesIO(data)))]


def test_cells_become_the_text_a_reader_would_write(xlsx_file: Callable[..., Path]) -> None:
    """Whole numbers lose their point, times are ISO, text stays."""
    row = [
        "文本",
        13800138000,
        45384.545833,
        datetime(2024, 5, 1, 8, 20),
        date(2024, 4, 26),
        time(0, 8, 27),
        None,
        True,
    ]
    table = read(xlsx_file({"s": [row]}))[0]

    assert table.cells.row(0) == (
        "文本", "13800138000", "45384.545833", "2024-05-01 08:20:00", "2024-04-26", "00:08:27", None, "True",
    )  # fmt: skip


def test_only_numbers_are_known_as_numbers(xlsx_file: Callable[..., Path]) -> None:
    """Digits typed as text are text: nothing was lost in them."""
    table = read(xlsx_file({"s": [["230718123456789012", 230718123456789012, True, date(2024, 1, 1)]]}))[0]

    assert [table.is_number(column)[0] for column in table.cells.columns] == [False, True, False, False]


def test_a_table_that_does_not_start_in_the_corner_keeps_its_rows_and_columns(tmp_path: Path) -> None:
    """Rows are numbered as Excel shows them, wherever the first cell stands."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["C5"], sheet["D5"], sheet["C6"], sheet["D7"] = "a", "b", "1", "2"
    book.save(tmp_path / "x.xlsx")

    table = read(tmp_path / "x.xlsx")[0]

    assert table.cells.width == 4
    found = {row: cells[2:] for row, cells in zip(table.rows, table.cells.rows(), strict=True) if any(cells)}
    assert found == {5: ("a", "b"), 6: ("1", None), 7: (None, "2")}


def test_every_sheet_is_read_in_order(xlsx_file: Callable[..., Path]) -> None:
    """Sheets keep their names; an empty one has no cells."""
    sheets = read(xlsx_file({"乙": [["a"]], "空": [], "甲": [["b"]]}))

    assert [(sheet.sheet, sheet.cells.height) for sheet in sheets] == [("乙", 1), ("空", 0), ("甲", 1)]


@pytest.mark.parametrize("data", [b"PK\x03\x04 not a zip", b"\xd0\xcf\x11\xe0 not a compound file"])
def test_a_broken_workbook_is_refused_in_one_line(data: bytes) -> None:
    """The message names the file and what to do."""
    with pytest.raises(BadInput, match=r"b\.xlsx cannot be opened") as caught:
        read_bytes(data, "b.xlsx")
    assert "\n" not in str(caught.value)
