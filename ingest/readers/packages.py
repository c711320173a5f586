"""Workbooks that are zips of XML, before anything parses them: how much they unpack to, and no DTD in them."""

from __future__ import annotations

import io
import re
import zipfile

from ingest.faults import fault
from ingest.readers.archives import ZIP, open_archive
from ingest.readers.source import UNPACKING

LARGEST_UNPACKED = 2 << 30
MOST_PARTS = 10_000
PROLOG = 1 << 16
"""Bytes within which the first element of a part begins."""
XML = (".xml", ".rels")


def check_package(data: bytes, file: str) -> None:
    """BadInput for a package that unpacks to more than a workbook does, or has a DTD: entities, which no workbook needs."""
    if not data.startswith(ZIP):
        return
    with open_archive(io.BytesIO(data), file) as package:
        parts = package.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            size = sum(part.file_size for part in parts)
            raise fault(file, "workbook_unsafe", count=len(parts), size=size)
        try:
            told = next((part.filename for part in parts if _has_dtd(package, part)), None)
        except UNPACKING as error:
            raise fault(file, "workbook_broken", what=error) from error
    if told is not None:
        raise fault(file, "entities", what=f" ({told})")


def _has_dtd(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part of XML declares a document type, or what stands before its first element is endless."""
    if not part.filename.lower().endswith(XML):
        return False
    with package.open(part) as stream:
        prolog = stream.read(PROLOG)
    root = re.search(rb"<[A-Za-z_]", prolog)
    before = prolog if root is None else prolog[: root.start()]
    return b"<!DOCTYPE" in before or (root is None and len(prolog) == PROLOG)
