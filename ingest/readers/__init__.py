"""Bytes to raw tables of text: files, folders, zips; CSV and workbooks; encodings and row numbers."""

from __future__ import annotations

from ingest.readers.files import Source, sources
from ingest.readers.raw import RawTable
from ingest.readers.tables import NotATable, read_tables

__all__ = ["NotATable", "RawTable", "Source", "read_tables", "sources"]
