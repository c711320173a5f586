"""Cells of XLSX whose formula failed: the parser reads them as empty, as if nothing stood there; made texts, they are told.

What stands in such a cell is "#N/A" and the like, of which importing knows that it says nothing (`ingest.rows.placeholders`).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from ingest.faults import fault
from ingest.readers.source import UNPACKING

SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_ERROR = re.compile(rb"""(<(?:\w+:)?c\b[^<>]*?\bt=)(?:"e"|'e')""")
_MARKS = (b't="e"', b"t='e'")
BLOCK = 8 << 20
LONGEST_TAG = 1 << 16


def with_errors_as_texts(data: bytes, file: str) -> bytes:
    """A zip that is a workbook with its cells of type error of type text; the same bytes where it has none. BadInput."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {name for name in package.namelist() if SHEETS.fullmatch(name) and _may_have(package, name)}
            return _changed(package, parts) if parts else data
    except UNPACKING as error:
        raise fault(file, "workbook_broken", what=error) from error


def _may_have(package: zipfile.ZipFile, part: str) -> bool:
    """Whether a sheet may have such cells."""
    return any(mark in block for block in _tags(package, part) for mark in _MARKS)


def _changed(package: zipfile.ZipFile, parts: set[str]) -> bytes:
    """The package with the cells of these sheets changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
        for name in dict.fromkeys(package.namelist()):
            with copy.open(name, "w", force_zip64=True) as stream:
                for block in _tags(package, name):
                    stream.write(_ERROR.sub(rb'\1"str"', block) if name in parts else block)
    return out.getvalue()


def _tags(package: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """A part in blocks that end before a tag begins, so that none is cut in two."""
    with package.open(part) as stream:
        rest = b""
        while block := stream.read(BLOCK):
            text = rest + block
            cut = text.rfind(b"<", -LONGEST_TAG)
            yield text[:cut] if cut >= 0 else text
            rest = text[cut:] if cut >= 0 else b""
        yield rest
