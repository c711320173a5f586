"""Irregular CSV by the standard library: slower, and exact about lone quotes, lines within cells and ragged rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import polars as pl

from ingest.faults import fault
from ingest.readers.lines import LONGEST_LINE, Pieces
from ingest.readers.raw import MOST_CELLS, check_width, row_numbers, text_frame

END = "\0"
"""A line put after the last: a quote left open swallows it. It stands in no text."""


class Lines:
    """The lines of a text that comes in pieces, how many were taken, and which since that was last asked."""

    def __init__(self, pieces: Pieces) -> None:
        """Begin with the next piece."""
        self.taken = 0
        self._pieces = pieces
        self._left: list[str] = []
        self._latest: list[str] = []
        self._fill()

    def __iter__(self) -> Iterator[str]:
        """The lines one by one, from the next pieces too where it must be, and `END` after the last."""
        while self._left or self._fill():
            line = self._left.pop()
            self.taken += 1
            self._latest.append(line)
            yield line
        self._latest.append(END)
        yield END

    def _fill(self) -> bool:
        """Take the next piece; whether there was one."""
        piece = next(self._pieces, b"")
        self._left = [*io.StringIO(piece.decode(), newline="")][::-1]
        return bool(piece)

    def left(self) -> bool:
        """Whether lines of a piece are left."""
        return bool(self._left)

    def latest(self) -> list[str]:
        """The lines taken since this was last asked."""
        latest, self._latest = self._latest, []
        return latest

    def put_back(self) -> None:
        """Give what is left of the last piece back."""
        self._pieces.put_back("".join(reversed(self._left)).encode())


def read_exactly(
    pieces: Pieces, delimiter: str, width: int, *, line: int, file: str
) -> tuple[pl.DataFrame, pl.Series, int]:
    """The cells, the first lines, and how many lines there are, of the records of the next piece, which begins at `line`.

    Blank lines are left out but counted. A record that goes on behind the piece is read from those after it. Where
    there are more than `MOST_CELLS` the piece is read in part. BadInput where a quote stays open.
    """
    csv.field_size_limit(LONGEST_LINE)
    lines = Lines(pieces)
    reader = csv.reader(lines, delimiter=delimiter)
    records: list[list[str]] = []
    starts: list[int] = []
    while lines.left() and len(records) * width < MOST_CELLS:
        start = line + lines.taken
        try:
            record = next(reader)
            _check_quotes(lines.latest(), delimiter)
        except csv.Error as error:
            raise fault(file, "open_quote", line=start, what=error) from error
        if record:
            width = max(width, len(record))
            check_width(width, file)
            records.append(record)
            starts.append(start)
    lines.put_back()
    return text_frame(records, width), row_numbers(starts), lines.taken


def _check_quotes(lines: list[str], delimiter: str) -> None:
    """csv.Error where a record over several lines is none by the letter: a stray quote has swallowed the next rows."""
    if len(lines) > 1:
        for _ in csv.reader(lines, delimiter=delimiter, strict=True):
            pass
