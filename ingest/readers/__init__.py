"""Bytes to raw tables of text: files, folders, zips; CSV and workbooks; encodings and row numbers."""

from __future__ import annotations

from ingest.readers.files import sources
from ingest.readers.raw import RawTable, TablePieces, join_marks
from ingest.readers.source import Source, content_of
from ingest.readers.tables import NotATable, read_pieces, read_tables

__all__ = [
    "NotATable",
    "RawTable",
    "Source",
    "TablePieces",
    "content_of",
    "join_marks",
    "read_pieces",
    "read_tables",
    "sources",
]
