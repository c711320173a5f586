"""Merged cells of XLSB: the records of [MS-XLSB] that tell of them, found by their frame, and which sheet each is of.

A sheet's cells may be a gigabyte of records, so they are not walked through: what begins as BrtBeginMergeCells, holds as
many BrtMergeCell as it says and ends with BrtEndMergeCells, is a list of merged cells.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator
from xml.parsers import expat

from ingest.readers.apart import Merge, Merges

BOOK, RELATIONS = "xl/workbook.bin", "xl/_rels/workbook.bin.rels"
SHEET, END_OF_SHEETS = 156, 144
"""BrtBundleSh (2.4.316) and BrtEndBundleShs (2.4.379)."""
_BEGIN = re.compile(rb"\xb1\x01\x04(.{4})(?=\xb0\x01\x10)", re.DOTALL)
_MERGE, _END = b"\xb0\x01\x10", b"\xb2\x01\x00"
_AFTER_DATA = b"\x92\x01\x00"
"""BrtEndSheetData, behind which merged cells stand."""
_OVER_ROWS = re.compile(rb"\xb0\x01\x10(.{4})(?!\1).{12}", re.DOTALL)


def xlsb_merges(package: zipfile.ZipFile) -> Merges:
    """The merged cells by sheet. ValueError where there are some over rows, and where they stand is not to be told."""
    found: Merges = {}
    for part in package.namelist():
        if part.startswith("xl/worksheets/") and part.endswith(".bin"):
            tail = package.read(part).rpartition(_AFTER_DATA)[2]
            found[part] = [merge for begin in _BEGIN.finditer(tail) for merge in _listed(tail, begin)]
            if not found[part] and _OVER_ROWS.search(tail):
                msg = f"merged cells of {part}"
                raise ValueError(msg)
    if not any(found.values()):
        return {}
    try:
        names = _sheets(package)
        return {names[part]: merges for part, merges in found.items() if merges}
    except (LookupError, struct.error) as error:
        msg = "which sheet merged cells are of"
        raise ValueError(msg) from error


def _listed(tail: bytes, begin: re.Match[bytes]) -> Iterator[Merge]:
    """The cells of a list that begins so, (row, column) first and last; none where it is no list."""
    (count,), start, size = struct.unpack("<I", begin[1]), begin.end(), len(_MERGE) + 16
    end = start + count * size
    records = tail[start:end]
    if tail[end : end + len(_END)] != _END or any(records[at : at + 3] != _MERGE for at in range(0, end - start, size)):
        return
    for at in range(len(_MERGE), len(records), size):
        first, last, left, right = struct.unpack_from("<4I", records, at)
        yield (first, left), (last, right)


def _sheets(package: zipfile.ZipFile) -> dict[str, str]:
    """The name of each sheet by the part that it stands in, as relations tell it."""
    targets: dict[str, str] = {}

    def start(_: str, attributes: dict[str, str]) -> None:
        targets[attributes.get("Id", "")] = attributes.get("Target", "")

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.Parse(package.read(RELATIONS), True)
    sheets = (_texts(data[8:]) for kind, data in _records(package.read(BOOK)) if kind == SHEET)
    return {f"xl/{targets[relation].removeprefix('/xl/')}": name for relation, name in sheets}


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Records as (type, content), up to the last sheet. 2.1.4: type and size as numbers of seven bits a byte."""
    at = 0
    while at < len(data):
        kind, at = _number(data, at)
        size, at = _number(data, at)
        if kind == END_OF_SHEETS:
            return
        yield kind, data[at : at + size]
        at += size


def _number(data: bytes, at: int) -> tuple[int, int]:
    """The number that begins here, and where it has ended."""
    number = shift = 0
    while data[at] > 127:
        number |= (data[at] & 127) << shift
        shift, at = shift + 7, at + 1
    return number | data[at] << shift, at + 1


def _texts(data: bytes) -> tuple[str, str]:
    """The two texts of a BrtBundleSh: its relation and its name, each a count of UTF-16 units and these."""
    (length,) = struct.unpack_from("<I", data)
    middle = 4 + 2 * length
    (more,) = struct.unpack_from("<I", data, middle)
    return data[4:middle].decode("utf-16-le"), data[middle + 4 : middle + 4 + 2 * more].decode("utf-16-le")
