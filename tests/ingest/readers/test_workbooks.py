"""Workbooks are read sheet by sheet, every cell as text where Excel shows it."""

# ruff: noqa: DTZ001 - local time of China carries no zone anywhere in the product

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from graph.errors import BadInput
from ingest.readers import RawTable, Source
from ingest.readers.formula_errors import with_errors_as_texts
from ingest.readers.merges import merges_of
from ingest.readers.workbooks import read_workbook
from tests.ingest.hostile.files import ods, with_cells, zipped
from tests.ingest.readers.whole import whole


def read(path: Path) -> list[RawTable]:
    """The sheets of a workbook."""
    return read_bytes(path.read_bytes(), path.name)


def read_bytes(data: bytes, file: str) -> list[RawTable]:
    """The sheets of a workbook of these bytes."""
    return [whole(sheet) for sheet in read_workbook(Source(file, named=True, opened=lambda: io.BytesIO(data)))]


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
    with pytest.raises(BadInput, match=r"b\.xlsx (is a zip or workbook whose end|cannot be opened as a)") as caught:
        read_bytes(data, "b.xlsx")
    assert "\n" not in str(caught.value)


def test_a_long_sheet_comes_in_pieces_that_are_the_table(xlsx_file: Callable[..., Path]) -> None:
    """Rows are numbered on and on; marks of numbers go with them."""
    rows = [[f"a{i}", i] for i in range(45_000)]
    (sheet,) = read(xlsx_file({"s": rows}))

    assert sheet.rows.to_list() == list(range(1, 45_001))
    assert sheet.cells.row(44_999) == ("a44999", "44999")
    assert sheet.is_number("1").all()
    assert not sheet.is_number("0").any()


@pytest.fixture
def merged(tmp_path: Path) -> Callable[..., RawTable]:
    """The first sheet of a workbook with these rows and these cells merged."""

    def make(rows: list[list[object]], *ranges: str) -> RawTable:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        for cells in ranges:
            book.active.merge_cells(cells)
        book.save(tmp_path / "m.xlsx")
        return read(tmp_path / "m.xlsx")[0]

    return make


def test_what_stands_in_a_merged_cell_stands_in_each_of_its_rows(merged: Callable[..., RawTable]) -> None:
    """As a reader of the sheet sees it; and which rows were given something is known."""
    rows = [["订单号", "商品"], ["1", "a"], [None, "b"], ["2", "c"], [None, "d"], [None, "e"]]
    table = merged(rows, "A2:A3", "A4:A5")

    assert table.cells["0"].to_list() == ["订单号", "1", "1", "2", "2", None]
    assert table.is_merged("0").to_list() == [False, False, True, False, True, False]
    assert not table.is_merged("1").any()


def test_a_title_over_the_table_stays_one_cell(merged: Callable[..., RawTable]) -> None:
    """Cells merged across are no value of the columns beside them."""
    table = merged([["某店订单", None, None], ["a", "b", "c"]], "A1:C1")

    assert table.cells.row(0) == ("某店订单", None, None)
    assert table.merged is None


def test_headers_of_two_rows_become_one(merged: Callable[..., RawTable]) -> None:
    """What stands over both comes down; what stands twice is told apart by its group."""
    rows = [
        ["运单号", "寄件人", None, "收件人", None, "其他", None],
        [None, "姓名", "电话", "姓名", "电话", "品名", "重量"],
        ["1", "甲", "2", "乙", "3", "书", "4"],
    ]
    table = merged(rows, "A1:A2", "B1:C1", "D1:E1", "F1:G1")

    told = ("运单号", "寄件人姓名", "寄件人电话", "收件人姓名", "收件人电话", "品名", "重量")
    assert table.cells.row(1) == told
    assert table.cells.row(2) == ("1", "甲", "2", "乙", "3", "书", "4")


CELL = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>"
ROW = "<table:table-row{}>{}</table:table-row>"


def spanned(rows: int, columns: int = 1) -> str:
    """The attributes of a merged cell of ODS."""
    return f' table:number-rows-spanned="{rows}" table:number-columns-spanned="{columns}"'


def test_merged_cells_of_ods_are_counted_where_rows_and_cells_repeat() -> None:
    """Rows and cells that are alike are written once, with how often they stand there."""
    rows = [
        ROW.format(' table:number-rows-repeated="3"', '<table:table-cell table:number-columns-repeated="2"/>'),
        ROW.format("", '<table:table-cell table:number-columns-repeated="4"/>' + CELL.format(spanned(3), "a")),
    ]

    assert merges_of(ods("".join(rows)), "a.ods") == {"s": [((3, 4), (5, 4))]}
    assert merges_of(ods(ROW.format("", CELL.format(spanned(1, 2), "a"))), "a.ods") == {}


@pytest.mark.parametrize("rows", [
    ROW.format("", CELL.format(spanned(1 << 21), "a")),
    ROW.format("", CELL.format(spanned(2), '<table:table table:name="t"/>')),
    ROW.format("", CELL.format(spanned(2).replace("2", "two", 1), "a")),
])  # fmt: skip
def test_merged_cells_of_ods_that_cannot_be_read_are_told(rows: str) -> None:
    """Spans beyond any sheet, tables in tables."""
    with pytest.raises(BadInput, match=r"a\.ods has cells merged over rows"):
        merges_of(ods(rows), "a.ods")


END_OF_DATA, MERGE = b"\x92\x01\x00", b"\xb0\x01\x10"
OVER_ROWS, OVER_COLUMNS = struct.pack("<4I", 1, 2, 0, 0), struct.pack("<4I", 1, 1, 0, 2)


def xlsb(tail: bytes, *, relation: str = "rId7") -> bytes:
    """The parts of an XLSB of one sheet that tell of merged cells."""
    name = b"".join(struct.pack("<I", len(text)) + text.encode("utf-16-le") for text in ("rId7", "订单"))
    bundle = b"\x9c\x01" + bytes([8 + len(name)]) + bytes(8) + name
    relations = f'<r><Relationship Id="{relation}" Target="/xl/worksheets/sheet1.bin"/></r>'
    parts = {"xl/workbook.bin": b"\x83\x01\x00" + bundle + b"\x90\x01\x00", "xl/worksheets/sheet1.bin": tail}
    return zipped(parts | {"xl/_rels/workbook.bin.rels": relations.encode()})


def listed(*merges: bytes, count: int | None = None) -> bytes:
    """Records of merged cells behind the data of a sheet."""
    begin = b"\xb1\x01\x04" + struct.pack("<I", len(merges) if count is None else count)
    return END_OF_DATA + begin + b"".join(MERGE + merge for merge in merges) + b"\xb2\x01\x00"


def test_merged_cells_of_xlsb_are_those_behind_its_data() -> None:
    """What looks like one among the data is none; one across is one too, for what it groups."""
    sheet = MERGE + OVER_ROWS + listed(OVER_COLUMNS, OVER_ROWS)

    assert merges_of(xlsb(sheet), "a.xlsb") == {"订单": [((1, 0), (1, 2)), ((1, 0), (2, 0))]}
    assert merges_of(xlsb(MERGE + OVER_ROWS + END_OF_DATA), "a.xlsb") == {}


@pytest.mark.parametrize("data", [
    xlsb(END_OF_DATA + MERGE + OVER_COLUMNS + MERGE + OVER_ROWS),
    xlsb(listed(OVER_ROWS, count=2)),
    xlsb(listed(OVER_ROWS), relation="rId8"),
])  # fmt: skip
def test_merged_cells_of_xlsb_that_cannot_be_read_are_told(data: bytes) -> None:
    """Lists that are none, sheets without a name: rows would lose what they share."""
    with pytest.raises(BadInput, match=r"a\.xlsb has cells merged over rows"):
        merges_of(data, "a.xlsb")


def test_a_hidden_sheet_is_known_as_one(tmp_path: Path) -> None:
    """It is read like any other."""
    book = openpyxl.Workbook()
    book.active.append(["a"])
    for name, state in (("藏", "hidden"), ("深藏", "veryHidden")):
        sheet = book.create_sheet(name)
        sheet.append(["b"])
        sheet.sheet_state = state
    data = io.BytesIO()
    book.save(data)

    source = Source("a.xlsx", named=True, opened=lambda: io.BytesIO(data.getvalue()))
    assert [(table.hidden, table.head.cells.height) for table in read_workbook(source)] == [
        (False, 1), (True, 1), (True, 1),
    ]  # fmt: skip


def test_a_formula_that_failed_is_read_as_what_stands_there() -> None:
    """Not as an empty cell; a text that looks like such a cell stays."""
    cells = '<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1" s="1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    text = '<c r="C1" t="inlineStr"><is><t>t="e" t=&apos;e&apos;</t></is></c><c r="D1" t="n"><v>1</v></c></row>'
    (sheet,) = read_bytes(with_cells(cells + text), "e.xlsx")

    assert sheet.cells.row(0) == ("#N/A", "#DIV/0!", "t=\"e\" t='e'", "1")


def test_a_workbook_without_failed_formulas_is_left_alone() -> None:
    """Byte for byte."""
    plain = with_cells('<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>')

    assert with_errors_as_texts(plain, "a.xlsx") is plain


def test_a_workbook_whose_sheet_is_damaged_is_refused_in_one_line() -> None:
    """Before the parser sees it."""
    data = with_cells('<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>')
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheet = package.getinfo("xl/worksheets/sheet1.xml")
        begin = sheet.header_offset + 30 + len(sheet.filename) + 10
    broken = data[:begin] + bytes(20) + data[begin + 20 :]

    with pytest.raises(BadInput, match=r"a\.xlsx cannot be opened as a workbook") as caught:
        read_bytes(broken, "a.xlsx")
    assert "\n" not in str(caught.value)
