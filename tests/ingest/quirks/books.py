"""Writes rows in each format that tables come in. Only `make.py` needs it; the writers of old formats are no part of us.

Needs xlwt 1.3 (XLS), pyxlsbwriter 0.1 (XLSB) and openpyxl (XLSX).
"""

from __future__ import annotations

import csv
import html
import io
import struct
import zipfile
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import openpyxl

Rows = Sequence[Sequence[Any]]
Sheets = dict[str, Rows]
EPOCH = (1980, 1, 1, 0, 0, 0)


def write(path: Path, sheets: Sheets, merges: Sequence[str] = ()) -> None:
    """A file in the format that its suffixes tell, such as `.gbk.csv`, `.utf16.txt`, `.html.xls`, `.2003.xls`."""
    written = {"csv": _text, "txt": _text, "tsv": _text, "xlsx": _xlsx, "xlsm": _xlsx, "ods": _ods, "xlsb": _xlsb}
    old = {"html": _html, "2003": _xml}
    kind, sort = path.name.split(".")[-1], path.name.split(".")[1]
    make: Callable[[Path, Sheets], None] = old.get(sort, _xls) if kind == "xls" else written[kind]
    if merges:
        {"xlsx": _xlsx, "xls": _xls, "ods": _ods, "xlsb": _xlsb}[kind](path, sheets, merges)
    else:
        make(path, sheets)


def _text(path: Path, sheets: Sheets) -> None:
    """CSV; tabs where the suffix is not `.csv`."""
    sort, kind = path.name.split(".")[1], path.suffix
    text = io.StringIO()
    mark = ";" if sort == "semicolon" else "," if kind == ".csv" else "\t"
    csv.writer(text, delimiter=mark, lineterminator="\r\n").writerows(next(iter(sheets.values())))
    encodings = {"gbk": "gb18030", "utf16": "utf-16", "bom": "utf-8-sig"}
    path.write_bytes(text.getvalue().encode(encodings.get(sort, "utf-8")))


def _xlsx(path: Path, sheets: Sheets, merges: Sequence[str] = ()) -> None:
    """XLSX and XLSM, byte for byte the same each time."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, start=1):
            for place, cell in enumerate(row, start=1):
                if cell is not None:
                    sheet.cell(number, place, cell).data_type = "s" if isinstance(cell, str) else "n"
        for cells in merges:
            sheet.merge_cells(cells)
    data = io.BytesIO()
    book.save(data)
    with zipfile.ZipFile(data) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name != "docProps/core.xml"}
    if path.suffix == ".xlsm":
        kind, macros = b"openxmlformats-officedocument.spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"vnd." + kind, b"vnd." + macros)
    _zip(path, parts)


def _zip(path: Path, parts: dict[str, bytes]) -> None:
    """A zip of these parts, without the time it was made."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), data, zipfile.ZIP_DEFLATED)


def _xls(path: Path, sheets: Sheets, merges: Sequence[str] = ()) -> None:
    """XLS."""
    book = import_module("xlwt").Workbook(encoding="utf-8")
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        spans = [openpyxl.worksheet.cell_range.CellRange(cells) for cells in merges]
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if cell is not None:
                    sheet.write(number, place, cell)
        sheet.merged_ranges.extend((s.min_row - 1, s.max_row - 1, s.min_col - 1, s.max_col - 1) for s in spans)
    book.save(str(path))


def _spans(merges: Sequence[str]) -> dict[tuple[int, int], tuple[int, int]]:
    """First (row, column) of merged cells → last, counted from 0."""
    ranges = map(openpyxl.worksheet.cell_range.CellRange, merges)
    return {(s.min_row - 1, s.min_col - 1): (s.max_row - 1, s.max_col - 1) for s in ranges}


def _xlsb(path: Path, sheets: Sheets, merges: Sequence[str] = ()) -> None:
    """XLSB."""
    with import_module("pyxlsbwriter").XlsbWriter(str(path)) as book:
        for name, rows in sheets.items():
            book.add_sheet(name)
            book.write_sheet([list(row) for row in rows])
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist() if not part.startswith("docProps/")}
    if spans := _spans(merges):
        told = b"".join(b"\xb0\x01\x10" + struct.pack("<4I", r, s, c, d) for (r, c), (s, d) in spans.items())
        told = b"\xb1\x01\x04" + struct.pack("<I", len(spans)) + told + b"\xb2\x01\x00"
        part, end = "xl/worksheets/sheet1.bin", b"\x92\x01\x00"
        parts[part] = parts[part].replace(end, end + told)
    _zip(path, parts)


def _ods(path: Path, sheets: Sheets, merges: Sequence[str] = ()) -> None:
    """ODS, as little of it as makes one."""
    spans = _spans(merges)
    tables = "".join(
        f'<table:table table:name="{name}">'
        + "".join(
            f"<table:table-row>{''.join(_ods_cell(cell, (r, c), spans.get((r, c))) for c, cell in enumerate(row))}"
            "</table:table-row>"
            for r, row in enumerate(rows)
        )
        + "</table:table>"
        for name, rows in sheets.items()
    )
    names = "".join(f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    content = f"<office:document-content{names}><office:body><office:spreadsheet>{tables}"
    content += "</office:spreadsheet></office:body></office:document-content>"
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    _zip(path, {"mimetype": kind, "content.xml": content.encode(), "META-INF/manifest.xml": b"<manifest/>"})


def _ods_cell(cell: object, here: tuple[int, int], last: tuple[int, int] | None) -> str:
    """A cell of ODS, which may reach to another."""
    plain = _plain_ods_cell(cell)
    if last is None:
        return plain
    down, across = last[0] - here[0] + 1, last[1] - here[1] + 1
    spans = f' table:number-rows-spanned="{down}" table:number-columns-spanned="{across}"'
    return plain.replace("<table:table-cell", f"<table:table-cell{spans}", 1)


def _plain_ods_cell(cell: object) -> str:
    """A cell of ODS."""
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, str):
        said = f"<text:p>{html.escape(cell)}</text:p>"
        return f'<table:table-cell office:value-type="string">{said}</table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{cell!r}"/>'


def _html(path: Path, sheets: Sheets) -> None:
    """A page with a table."""
    rows = next(iter(sheets.values()))
    cells = ["".join(f"<td>{'' if cell is None else html.escape(str(cell))}</td>" for cell in row) for row in rows]
    body = "".join(f"<tr>{row}</tr>\n" for row in cells)
    path.write_bytes(f'<html><meta charset="gb2312"><body><table>\n{body}</table></body></html>'.encode("gb18030"))


def _xml(path: Path, sheets: Sheets) -> None:
    """XML of Excel 2003."""
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    body = "".join(
        f'<Worksheet ss:Name="{name}"><Table>' + "".join(f"<Row>{''.join(map(_xml_cell, row))}</Row>\n" for row in rows)
        + "</Table></Worksheet>"
        for name, rows in sheets.items()
    )  # fmt: skip
    head = f'<?xml version="1.0"?>\n<Workbook xmlns="{space}" xmlns:ss="{space}">'
    path.write_text(f"{head}{body}</Workbook>", "utf-8")


def _xml_cell(cell: object) -> str:
    """A cell of that."""
    if cell is None:
        return "<Cell/>"
    kind = "String" if isinstance(cell, str) else "Number"
    return f'<Cell><Data ss:Type="{kind}">{html.escape(str(cell))}</Data></Cell>'
