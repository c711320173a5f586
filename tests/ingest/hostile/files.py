"""Files made to harm who opens them, each small and made on the spot."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import openpyxl

DTD = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body>'
    '<office:spreadsheet><table:table table:name="s">{0}</table:table></office:spreadsheet></office:body>'
    "</office:document-content>"
)
XML_2003 = (
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row><Cell><Data>&b;&c;</Data>'
    "</Cell></Row></Table></Worksheet></Workbook>"
)
LOCKED = Path(__file__).parent
"""Holds a workbook locked with the password "secret", made by msoffcrypto-tool 6.1 from `workbook()`."""
GIGABYTE = 1 << 30


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip of these members."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def declaring(data: bytes, size: int) -> bytes:
    """A zip whose directory says of each member that it unpacks to this many bytes."""
    told = bytearray(data)
    place = -1
    while (place := told.find(b"PK\x01\x02", place + 1)) >= 0:
        struct.pack_into("<I", told, place + 24, size)
    return bytes(told)


def workbook(changed: Mapping[str, str] = MappingProxyType({}), *, before: str = "") -> bytes:
    """A small XLSX with some of its parts changed; `before` stands before its sheet."""
    book = openpyxl.Workbook()
    book.active.append(["订单号", "手机", "下单时间"])
    book.active.append(["1", "13800138000", "2024-05-01 08:20"])
    plain = io.BytesIO()
    book.save(plain)
    with zipfile.ZipFile(plain) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts |= {name: text.encode() for name, text in changed.items()}
    parts[SHEET] = before.encode() + parts[SHEET]
    return zipped(parts)


def with_cells(cells: str, *, shared: str = "") -> bytes:
    """A small XLSX with these cells and no other, and one text that cells may share."""
    head = f'<worksheet xmlns="{MAIN}"><sheetData>'
    text = f'<sst xmlns="{MAIN}"><si><t>{shared}</t></si></sst>'
    return workbook({SHEET: f"{head}{cells}</sheetData></worksheet>", "xl/sharedStrings.xml": text})


def ods(rows: str, *, before: str = "", manifest: str = "<manifest/>") -> bytes:
    """A small ODS with these rows."""
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    content = before + ODS.format(rows)
    parts = {"mimetype": kind, "content.xml": content.encode(), "META-INF/manifest.xml": manifest.encode()}
    return zipped(parts)


def locked_xls() -> bytes:
    """The records with which an XLS that needs a password begins, in a compound file that is otherwise empty."""
    bof = b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + bof + b"\x2f\x00\x36\x00" + bytes(500)


def written(folder: Path) -> dict[str, Path]:
    """All the files, by what is the matter with them."""
    made: dict[str, Path] = {}
    for name, (file, data) in contents().items():
        made[name] = folder / name / file
        made[name].parent.mkdir()
        made[name].write_bytes(data)
    line = made["a line of a gigabyte"]
    os.truncate(line, GIGABYTE)
    pipe = folder / "pipe.csv"
    os.mkfifo(pipe)
    loop = folder / "loop" / "loop.csv"
    loop.parent.mkdir()
    loop.symlink_to(loop)
    return made | {
        "a pipe": pipe,
        "a device": Path("/dev/zero"),
        "a link to itself": loop,
        "links in a ring": loop.parent,
    }


def contents() -> dict[str, tuple[str, bytes]]:
    """Name and bytes of each file, by what is the matter with it."""
    zeros, text = bytes(64 << 20), b"a,b\n1,2\n"
    repeated = '<table:table-cell office:value-type="string" table:number-columns-repeated="16384"><text:p>x</text:p>'
    wide = "订单号,手机,下单时间".encode() + b",a" * 900 + b"\n"
    nested = zipped({"a.csv": text})
    for _ in range(3):
        nested = zipped({"inner.zip": nested})
    return {
        "a zip that says it is huge": ("a.zip", declaring(zipped({"a.csv": text}), 3 * GIGABYTE)),
        "a zip that says it is small": ("a.zip", declaring(zipped({"a.csv": zeros}), 100)),
        "a zip of ten thousand and one": ("a.zip", zipped({f"{i}.csv": b"" for i in range(10_001)})),
        "a zip in a zip in a zip": ("a.zip", nested),
        "a zip that leads out": ("a.zip", zipped({"../../out.csv": text})),
        "a zip cut short": ("a.zip", zipped({"a.csv": text})[:-30]),
        "a sheet that says it is huge": ("a.xlsx", declaring(workbook(), 3 * GIGABYTE)),
        "a sheet that says it is small": ("a.xlsx", declaring(with_cells("<row></row>" * 3_000_000), 100)),
        "a sheet of two corners": (
            "a.xlsx",
            with_cells('<row><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>'),
        ),
        "a sheet of ten thousand columns": (
            "a.xlsx",
            with_cells('<row r="1"><c r="A1"><v>1</v></c><c r="NTP1"><v>1</v></c></row>'),
        ),
        "a text that is everywhere": (
            "a.xlsx",
            with_cells('<row><c t="s"><v>0</v></c></row>' * 100_000, shared="x" * 32_000),
        ),
        "entities in a sheet": ("a.xlsx", workbook(before=DTD)),
        "entities in ODS": (
            "a.ods",
            ods(
                "<table:table-row><table:table-cell><text:p>&b;&c;</text:p></table:table-cell></table:table-row>",
                before=DTD,
            ),
        ),
        "entities in XML of 2003": ("a.xls", (DTD + XML_2003).encode()),
        "a cell that is everywhere in ODS": (
            "a.ods",
            ods(
                f'<table:table-row table:number-rows-repeated="1048576">{repeated}</table:table-cell></table:table-row>'
            ),
        ),
        "a workbook cut short": ("a.xlsx", workbook()[:-200]),
        "a locked workbook": ("a.xlsx", (LOCKED / "locked.xlsx").read_bytes()),
        "a locked old workbook": ("a.xls", locked_xls()),
        "a locked ODS": ("a.ods", ods("", manifest='<manifest><encryption-data checksum="x"/></manifest>')),
        "an old workbook that is none": ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + os.urandom(4096)),
        "ten thousand columns": ("a.csv", b"a," * 10_000 + b"b\n"),
        "ten thousand columns far below": ("a.csv", b"a,b\n" * 100_000 + b"1," * 10_000 + b"b\n"),
        "a thousand columns of many rows": ("a.csv", wide + b"1\n" * 3_000_000),
        "a line of a gigabyte": ("a.csv", b"a,b\n" + b"x" * (16 << 20)),
        "bytes that are NUL": ("a.csv", b"a,b\n1,2\n" + b"\0" * 100),
        "a quote left open": ("a.csv", b'a,b\n1,"2\n' + b"3,4\n" * 500_000),
        "HTML of many columns": ("a.xls", b"<table><tr>" + b"<td>a" * 2_000),
        "HTML of many comments": ("a.xls", b"<table><tr><td>a" + b"<!--" * 1_000_000),
        "HTML of open tags": ("a.xls", b"<table><tr><td>a" + b"<td " * 1_000_000),
    }
