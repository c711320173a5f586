"""XML of Excel 2003 ("XML Spreadsheet"), as many systems export it under the name .xls, through expat.

A document that declares a type is refused before anything in it is read, so no entity is ever expanded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.parsers import expat

from ingest.faults import fault
from ingest.readers.grid import Grid

NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_SS = NAMESPACE + " "
LAST_ROW = 1 << 20


def spreadsheets(pieces: Iterable[bytes], file: str) -> list[Grid]:
    """The worksheets of a document in UTF-8. BadInput where it is no sound XML, declares a type or is too large."""
    reader = _Reader(file)
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    parser.StartDoctypeDeclHandler = reader.refuse
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError) as error:
        raise fault(file, "xml_broken", what=error) from error
    return reader.grids


@dataclass(slots=True)
class _Reader:
    """What is open while a document is read."""

    file: str
    grids: list[Grid] = field(default_factory=list)
    _row: int = -1
    _column: int = -1
    _spans: tuple[int, int] = (0, 0)
    _type: str | None = None
    _texts: list[str] = field(default_factory=list)

    def refuse(self, *_: object) -> None:
        """A document type is declared."""
        raise fault(self.file, "entities", what="")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if name == _SS + "Worksheet":
            self.grids.append(Grid(attributes.get(_SS + "Name", "")))
            self._row = -1
        elif name == _SS + "Row":
            self._row = _place(attributes, self._row)
            self._column = -1
        elif name == _SS + "Cell":
            self._column = _place(attributes, self._column)
            self._spans = _number(attributes, "MergeAcross"), _number(attributes, "MergeDown")
        elif name == _SS + "Data":
            self._type = attributes.get(_SS + "Type", "String")
            self._texts = []

    def end(self, name: str) -> None:
        """An element ends."""
        if name == _SS + "Cell":
            self._column += self._spans[0]
        elif name == _SS + "Data" and self._type is not None and self.grids and min(self._row, self._column) >= 0:
            self._put("".join(self._texts), self._type)
            self._type = None

    def text(self, text: str) -> None:
        """Text within an element."""
        if self._type is not None:
            self._texts.append(text)

    def _put(self, text: str, kind: str) -> None:
        """Put a text in the open cell."""
        grid = self.grids[-1]
        if kind == "DateTime":
            text = text.replace("T", " ").removesuffix(".000")
        elif kind == "Number":
            grid.numbers.add((self._row, self._column))
        across, down = self._spans
        grid.put(self._row, self._column, text, across=across, down=down, file=self.file)


def _place(attributes: dict[str, str], before: int) -> int:
    """Where a row or cell stands, counted from 0: where it says, or after the one before."""
    index = _number(attributes, "Index")
    return index - 1 if index else before + 1


def _number(attributes: dict[str, str], name: str) -> int:
    """A number of an attribute, 0 where there is none. ValueError for one beyond any sheet."""
    number = int(attributes.get(_SS + name, "0"))
    if not 0 <= number <= LAST_ROW:
        msg = f"{name} is {number}"
        raise ValueError(msg)
    return number
