"""CSV text to a raw table, piece by piece: the delimiter, the records, and the line each record begins on.

Polars reads what is regular; whatever it might read otherwise than RFC 4180 says (lone quotes, lone carriage returns)
goes through the standard library, which is slower and exact.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from ingest.readers.encodings import survey, utf8_lines
from ingest.readers.exact import read_exactly
from ingest.readers.lines import Pieces, line_ends
from ingest.readers.raw import MOST_CELLS, RawTable, TablePieces, check_cells, check_width
from ingest.readers.regular import read_regular
from ingest.readers.source import Content, Source

DELIMITERS = ",\t;"
HEAD_LINES = 20
"""Lines by which the delimiter is told."""
HEAD_BYTES = 1 << 14
"""Bytes by which the width of a table is told."""
HEAD_ROWS = 1000
"""Rows of the first piece, by which a table is recognised."""


def read_csv(source: Source) -> TablePieces:
    """The table of a CSV file. BadInput where it is empty, binary, or no text, a line is endless or a quote stays open."""
    content, encoding = survey(source)
    pieces = _pieces(content, encoding)
    first = next(pieces)
    head = first.part(0, HEAD_ROWS)
    return TablePieces(source.file, content.sha256, content.size, "", encoding, head, _rest(first, pieces))


def _rest(first: RawTable, pieces: Iterator[RawTable]) -> Iterator[RawTable]:
    """What follows the head."""
    if first.cells.height > HEAD_ROWS:
        yield first.part(HEAD_ROWS)
    yield from pieces


def _pieces(content: Content, encoding: str) -> Iterator[RawTable]:
    """The table piece by piece."""
    file = content.source.file
    pieces = Pieces(utf8_lines(content, encoding))
    shape = None
    line, total = 1, 0
    for piece in pieces:
        shape = shape or _shape(piece, file)
        cells, rows, lines = _read(piece, pieces, shape, line, file)
        yield RawTable(file, content.sha256, "", encoding, cells, rows)
        line, total = line + lines, total + cells.height * cells.width
        check_cells(total, content.size, file)
        shape = _Shape(shape.delimiter, cells.width)


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a table is written: its delimiter, and the columns of its head."""

    delimiter: str
    width: int


def _shape(piece: bytes, file: str) -> _Shape:
    """The delimiter that splits the largest share of the first records, of equals most often; a comma where none does."""
    text = piece[:HEAD_BYTES].decode(errors="ignore")
    head = "".join([*io.StringIO(text, newline="")][:HEAD_LINES])
    marks = DELIMITERS.replace("\t", "") if _stand_behind(_records(head, "\t")) else DELIMITERS
    delimiter = max(marks, key=lambda mark: _splits(_records(head, mark)))
    width = max((len(record) for record in _records(text, delimiter)), default=0)
    check_width(width, file)
    return _Shape(delimiter, max(width, 1))


def _stand_behind(records: list[list[str]]) -> bool:
    """Whether tabs merely stand behind the headers, before the mark that parts them, as shops' exports put them there."""
    first = next(filter(None, records), [])
    return any(first[1:]) and all(not cell or cell.startswith((",", ";")) for cell in first[1:])


def _splits(records: list[list[str]]) -> tuple[float, int]:
    """The share of records of several cells, and how many cells there are beyond one a record."""
    filled = [len(record) - 1 for record in records if record]
    return sum(beyond > 0 for beyond in filled) / max(len(filled), 1), sum(filled)


def _records(text: str, delimiter: str) -> list[list[str]]:
    """The records of a piece of CSV."""
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _read(piece: bytes, pieces: Pieces, shape: _Shape, line: int, file: str) -> tuple[pl.DataFrame, pl.Series, int]:
    """The cells of a piece, their rows, and how many lines were read; what is not read is put back."""
    part, ends = _part(piece, shape.width)
    pieces.put_back(piece[len(part) :])
    regular = read_regular(part, ends, shape.delimiter, shape.width)
    if regular is not None:
        cells, rows = regular
        return cells, rows + line, ends
    pieces.put_back(part)
    return read_exactly(pieces, shape.delimiter, shape.width, line=line, file=file)


def _part(piece: bytes, width: int) -> tuple[bytes, int]:
    """As many lines of a piece as make no more than `MOST_CELLS`, and how many they are."""
    while (ends := line_ends(piece)) * width > MOST_CELLS:
        piece = piece[: piece.rfind(b"\n", 0, len(piece) // 2) + 1]
    return piece, ends
