"""CSV text to a raw table: the delimiter, the records, and the line each record begins on.

Polars reads what is regular; whatever it might read otherwise than RFC 4180 says (lone quotes, lines within cells,
ragged rows) goes through the standard library, which is slower and exact.
"""

from __future__ import annotations

import csv
import io
import re

import polars as pl

from graph.errors import BadInput
from ingest.readers.encodings import decode
from ingest.readers.raw import RawTable, row_numbers, text_frame

DELIMITERS = ",\t;"
HEAD = 20
LONGEST_LINE = 1_000_000
"""Characters; what is longer is no line of a table, and would take minutes to clean. No cell can be longer either."""
END = "\0"
"""A line put after the last: a quote left open swallows it. It stands in no text (`decode`)."""


def read_csv(data: bytes, *, file: str, sha256: str) -> RawTable:
    """The table of a CSV file. BadInput where it is empty, binary, or no text, a line is endless or a quote stays open."""
    text, encoding = decode(data, file)
    _check_lines(text, file)
    delimiter = _delimiter(text)
    read = _read_regular(text, delimiter) or _read_exactly(text, delimiter, file)
    return RawTable(file, sha256, "", encoding, *read)


def _check_lines(text: str, file: str) -> None:
    """BadInput for a line too long to be a row."""
    lines = enumerate(io.StringIO(text, newline=""), start=1)
    endless = next((number for number, line in lines if len(line) > LONGEST_LINE), None)
    if endless is not None:
        msg = f"{file}, line {endless}: longer than {LONGEST_LINE:,} characters, so no row of a table. Ask for the file again"
        raise BadInput(msg)


def _delimiter(text: str) -> str:
    """The delimiter that splits the largest share of the first records, of equals most often; a comma where none does."""
    head = "".join(text.splitlines(keepends=True)[:HEAD]) if len(text) < 1 << 16 else text[: 1 << 14]
    return max(DELIMITERS, key=lambda mark: _splits(_records(head, mark)))


def _splits(records: list[list[str]]) -> tuple[float, int]:
    """The share of records of several cells, and how many cells there are beyond one a record."""
    filled = [len(record) - 1 for record in records if record]
    return sum(beyond > 0 for beyond in filled) / max(len(filled), 1), sum(filled)


def _records(text: str, delimiter: str) -> list[list[str]]:
    """The records of a piece of CSV."""
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _read_regular(text: str, delimiter: str) -> tuple[pl.DataFrame, pl.Series] | None:
    """The cells by Polars, or None where the text is not plainly regular."""
    d = re.escape(delimiter)
    lone_quote = rf'"(?=[^{d}\r\n"])(?<=[^{d}\r\n"]")'
    if text.count('"') % 2 or re.search(lone_quote, text) or re.search(r"\r(?!\n)", text):
        return None
    lines = text.count("\n") + (not text.endswith("\n"))
    head = text[: 1 << 14]
    width = max((len(record) for record in _records(head, delimiter)), default=0)
    try:
        cells = pl.read_csv(
            text.encode(),
            separator=delimiter,
            has_header=False,
            schema={str(i): pl.String for i in range(width)},
            missing_columns="insert",
        )
    except pl.exceptions.PolarsError:
        return None
    if cells.height != lines:
        return None
    empty = pl.all().replace("", None)
    return cells.select(empty), row_numbers(range(1, lines + 1))


def _read_exactly(text: str, delimiter: str, file: str) -> tuple[pl.DataFrame, pl.Series]:
    """The cells and first lines by the standard library, blank lines left out but counted."""
    csv.field_size_limit(LONGEST_LINE)
    lines = [*io.StringIO(text, newline=""), END]
    reader = csv.reader(lines, delimiter=delimiter)
    records: list[list[str]] = []
    starts: list[int] = []
    start = 1
    try:
        for record in reader:
            if reader.line_num > start:
                _check_quotes(lines[start - 1 : reader.line_num], delimiter)
            if record and record != [END]:
                records.append(record)
                starts.append(start)
            start = reader.line_num + 1
    except csv.Error as error:
        msg = (
            f"{file}, line {start}: a quote opens in this row and is not closed where its cell ends ({error}). "
            "Close it or take it out, or open the file in Excel and save it again"
        )
        raise BadInput(msg) from error
    return text_frame(records), row_numbers(starts)


def _check_quotes(lines: list[str], delimiter: str) -> None:
    """csv.Error where a record over several lines is none by the letter: a stray quote has swallowed the next rows."""
    for _ in csv.reader(lines, delimiter=delimiter, strict=True):
        pass
