"""Markup that is named as a workbook: HTML, and the XML of Excel 2003."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from ingest.faults import fault
from ingest.readers.encodings import UTF16, survey, utf8_lines
from ingest.readers.grid import LARGEST
from ingest.readers.html_tables import html_tables
from ingest.readers.raw import TablePieces
from ingest.readers.source import Source
from ingest.readers.spreadsheetml import NAMESPACE, spreadsheets

_MARKUP = re.compile(r"\s*<(?:!--|!doctype|html|head|meta|body|table|style|\?xml|(?:\w+:)?workbook)", re.IGNORECASE)


def is_markup(head: bytes) -> bool:
    """Whether a file that begins so is HTML or XML."""
    return _MARKUP.match(_text(head)) is not None


def read_markup(source: Source) -> Iterator[TablePieces]:
    """The tables of a file of markup, in order. BadInput where it is broken, too large, or holds no table."""
    content, encoding = survey(source, longest=LARGEST)
    if content.size > LARGEST:
        raise fault(source.file, "markup_too_large", limit=LARGEST >> 20)
    pieces = utf8_lines(content, encoding)
    if NAMESPACE in _text(source.head()):
        grids = spreadsheets(pieces, source.file)
    else:
        grids = html_tables(b"".join(pieces).decode(), source.file)
    if not grids:
        raise fault(source.file, "markup_without_table")
    for grid in grids:
        yield grid.table(content, encoding)


def _text(head: bytes) -> str:
    """The beginning of a file as text, for looking at only."""
    encoding = "utf-16" if head.startswith(UTF16) else "utf-8"
    return codecs.getincrementaldecoder(encoding)("replace").decode(head).lstrip("\ufeff")
