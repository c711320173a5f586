"""Tables of HTML, as many systems export them under the name .xls.

A tokeniser of our own, for the few tags that make tables: a run over the text whatever stands in it, no entity but the
standard ones, no nesting to follow but that of tables.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.readers.grid import Grid
from ingest.readers.raw import MOST_COLUMNS

_TAG = re.compile(r"<(/?)(table|tr|td|th)\b([^<>]*)>", re.IGNORECASE)
_BREAK = re.compile(r"<(?:br|/p|/div)\b[^<>]*>", re.IGNORECASE)
_OTHER = re.compile(r"<[^<>]*>")
_SPAN = re.compile(r"""\b(colspan|rowspan)\s*=\s*["']?\s*(\d{1,9})""", re.IGNORECASE)
HIDDEN = (("<!--", "-->"), ("<style", "</style"), ("<script", "</script"))
"""What begins and ends a part that no reader sees."""


def html_tables(text: str, file: str) -> list[Grid]:
    """The tables in a text, each with cells of its own, in order of their first rows. BadInput where one is too large."""
    reader = _Reader(file)
    end = 0
    for tag in _TAG.finditer(visible := _visible(text)):
        reader.text(visible[end : tag.start()])
        reader.tag(tag[2].lower(), tag[3], closing=bool(tag[1]))
        end = tag.end()
    reader.finish(visible[end:])
    filled = [grid for grid in reader.grids if grid.rows]
    for number, grid in enumerate(filled, start=1):
        grid.name = f"table {number}" if len(filled) > 1 else ""
    return filled


def _visible(text: str) -> str:
    """The text without comments, styles and programs."""
    for begin, end in HIDDEN:
        text = "".join(_outside(text, begin, end))
    return text


def _outside(text: str, begin: str, end: str) -> Iterator[str]:
    """What stands outside of the parts so marked."""
    lower = text.lower() if len(text.lower()) == len(text) else text
    start = 0
    while (found := lower.find(begin, start)) >= 0:
        yield text[start:found]
        closed = lower.find(end, found)
        if closed < 0:
            return
        start = closed + len(end)
    yield text[start:]


@dataclass(slots=True)
class _Reader:
    """What is open while a text is read."""

    file: str
    grids: list[Grid] = field(default_factory=list)
    _open: list[_Table] = field(default_factory=list)

    def tag(self, name: str, attributes: str, *, closing: bool) -> None:
        """A tag of a table."""
        if name == "table" and not closing:
            self._open.append(_Table(Grid("")))
            self.grids.append(self._open[-1].grid)
        elif self._open and name == "table":
            self._open.pop().end_cell(self.file)
        elif self._open and name == "tr":
            self._open[-1].row(self.file, closing=closing)
        elif self._open:
            self._open[-1].cell(attributes, self.file, closing=closing)

    def finish(self, text: str) -> None:
        """The text ends, whatever is open."""
        self.text(text)
        while self._open:
            self._open.pop().end_cell(self.file)

    def text(self, text: str) -> None:
        """A text between such tags."""
        if self._open:
            self._open[-1].add(text)


@dataclass(slots=True)
class _Table:
    """One table that is open: where the next cell stands, and what the open one holds."""

    grid: Grid
    _row: int = -1
    _column: int = 0
    _texts: list[str] | None = None
    _spans: dict[str, int] = field(default_factory=dict)
    _below: dict[int, int] = field(default_factory=dict)  # column → last row that a cell above reaches

    def row(self, file: str, *, closing: bool) -> None:
        """A row begins or ends."""
        self.end_cell(file)
        if not closing:
            self._row += 1
            self._column = 0

    def cell(self, attributes: str, file: str, *, closing: bool) -> None:
        """A cell begins or ends."""
        self.end_cell(file)
        if closing:
            return
        self._row = max(self._row, 0)
        self._texts = []
        self._spans = {name.lower(): max(int(number), 1) for name, number in _SPAN.findall(attributes)}

    def add(self, text: str) -> None:
        """Text within the open cell."""
        if self._texts is not None:
            self._texts.append(text)

    def end_cell(self, file: str) -> None:
        """Put the open cell, if there is one, in the first free place of its row."""
        if self._texts is None:
            return
        while self._below.get(self._column, -1) >= self._row:
            self._column += 1
        across, down = self._spans.get("colspan", 1) - 1, self._spans.get("rowspan", 1) - 1
        text = html.unescape(_OTHER.sub("", _BREAK.sub("\n", "".join(self._texts)))).strip()
        self.grid.put(self._row, self._column, text, across=across, down=down, file=file)
        if down:
            reached = range(self._column, self._column + min(across, MOST_COLUMNS) + 1)
            self._below |= dict.fromkeys(reached, self._row + down)
        self._column += across + 1
        self._texts = None
