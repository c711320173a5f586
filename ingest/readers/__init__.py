"""Bytes to raw tables of text: files, folders, zips; CSV and workbooks; encodings and row numbers."""

from __future__ import annotations

from ingest.readers.files import sources
from ingest.readers.raw import RawTable, TablePieces
from ingest.readers.source import Source, content_of
from ingest.readers.tables import NotATable, read_pieces

__all__ = [
    "NotATable",
    "RawTable",
    "Source",
    "TablePieces",
    "content_of",
    "read_pieces",
    "sources",
]
