"""Merged cells of ODS, through expat: cells that say over how many rows and columns they reach. ODF 1.2, part 1, 19.676.

A package that declares a document type was refused before (`packages.py`), so no entity is ever expanded.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from ingest.readers.apart import Merge, Merges

CONTENT = "content.xml"
LAST_ROW = 1 << 20
BLOCK = 8 << 20
OVERLAP = 64
MOST_ELEMENTS = 1 << 26
"""A full sheet of thirty columns has about as many."""
_OVER_ROWS = re.compile(rb'number-rows-spanned\s*=\s*["\'](?!1["\'])')
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_CELLS = (_TABLE + "table-cell", _TABLE + "covered-table-cell")


def ods_merges(package: zipfile.ZipFile, most: int) -> Merges:
    """The merged cells by sheet, up to a few more than `most`; none where no cell reaches over rows.

    ValueError for a table within a table, for more elements or greater numbers than a sheet has; ExpatError for XML that is broken.
    """
    if not any(map(_OVER_ROWS.search, _overlapping(package))):
        return {}
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    for block in _blocks(package):
        parser.Parse(block, False)
        if sum(map(len, reader.merges.values())) > most:
            return reader.merges
    parser.Parse(b"", True)
    return {sheet: merges for sheet, merges in reader.merges.items() if merges}


@dataclass(slots=True)
class _Reader:
    """Where the next row and cell stand."""

    merges: Merges = field(default_factory=dict)
    _sheet: list[Merge] | None = None
    _row: int = 0
    _repeated: int = 0
    _column: int = 0
    _left: int = MOST_ELEMENTS

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._left -= 1
        if self._left < 0:
            msg = "too many elements"
            raise ValueError(msg)
        if name in _CELLS:
            self._cell(attributes)
        elif name == _TABLE + "table-row":
            self._row += self._repeated
            self._repeated, self._column = _number(attributes, "number-rows-repeated"), 0
        elif name == _TABLE + "table":
            if self._sheet is not None:
                msg = "a table within a table"
                raise ValueError(msg)
            self._sheet = self.merges.setdefault(attributes.get(_TABLE + "name", ""), [])
            self._row = self._repeated = 0

    def end(self, name: str) -> None:
        """An element ends."""
        if name == _TABLE + "table":
            self._sheet = None

    def _cell(self, attributes: dict[str, str]) -> None:
        """A cell, or several alike."""
        down, across = _number(attributes, "number-rows-spanned"), _number(attributes, "number-columns-spanned")
        if self._sheet is not None and (down > 1 or across > 1):
            here = self._row, self._column
            self._sheet.append((here, (self._row + down - 1, self._column + across - 1)))
        self._column += _number(attributes, "number-columns-repeated")


def _number(attributes: dict[str, str], name: str) -> int:
    """A number of an attribute, 1 where there is none. ValueError for one beyond any sheet."""
    number = int(attributes.get(_TABLE + name, "1"))
    if not 1 <= number <= LAST_ROW:
        msg = f"{name} is {number}"
        raise ValueError(msg)
    return number


def _blocks(package: zipfile.ZipFile) -> Iterator[bytes]:
    """The content in blocks."""
    with package.open(CONTENT) as stream:
        while block := stream.read(BLOCK):
            yield block


def _overlapping(package: zipfile.ZipFile) -> Iterator[bytes]:
    """The content in blocks that overlap, so that nothing short is cut in two."""
    before = b""
    for block in _blocks(package):
        yield before + block
        before = block[-OVERLAP:]
