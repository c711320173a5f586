"""Cells merged over rows in the formats whose merges the parser does not tell of: ODS and XLSB.

Below its first row a merged cell reads as empty; a table in which rows lost what they share must not pass for whole.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterator

from ingest.faults import fault

_ODS = re.compile(rb'table:number-rows-spanned="(?!1")\d+"')
_AFTER_DATA = b"\x92\x01\x00"
"""BrtEndSheetData of XLSB, behind which merged cells stand. [MS-XLSB] 2.4.394."""
_MERGE = re.compile(rb"\xb0\x01\x10(.{8})", re.DOTALL)
"""BrtMergeCell: its first and last row, then its columns. [MS-XLSB] 2.4.702."""
BLOCK = 8 << 20
OVERLAP = 64


def check_merges(data: bytes, file: str) -> None:
    """BadInput for a package of a format whose merged cells cannot be read, if there are any over several rows."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        found = "content.xml" in names and any(map(_ODS.search, _blocks(package, "content.xml")))
        sheets = [name for name in names if name.startswith("xl/worksheets/") and name.endswith(".bin")]
        found = found or any(_is_merged(package, name) for name in sheets)
    if found:
        raise fault(file, "merged_rows")


def _is_merged(package: zipfile.ZipFile, sheet: str) -> bool:
    """Whether a sheet of XLSB has a cell merged over rows."""
    tail = package.read(sheet).rpartition(_AFTER_DATA)[2]
    return any(first != last for first, last in (struct.unpack("<II", found[1]) for found in _MERGE.finditer(tail)))


def _blocks(package: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """A part in blocks that overlap, so that nothing short is cut in two."""
    with package.open(part) as stream:
        block = stream.read(BLOCK)
        while block:
            yield block
            more = stream.read(BLOCK)
            block = block[-OVERLAP:] + more if more else b""
