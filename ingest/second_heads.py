"""Another table below the first in the same sheet: a row of other headers, below which nothing can be read by those above."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from graph.schema import RECORDS
from ingest.readers import RawTable
from ingest.synonyms import headers

FEWEST = 3
"""Known headers in a row of data that make it one of headers; a word or two of them may well be data."""
MOSTLY = 0.6
"""Part of a row's cells that they must be."""


def second_head(raw: RawTable, first: int) -> int | None:
    """The number of the first row from `first` (counted from 0) on that holds headers other than the rows above; None."""
    known = _known()
    above = {raw.cells.row(row) for row in range(first)}
    for place, row in enumerate(raw.cells.slice(first).iter_rows(), start=first):
        if sum(cell in known for cell in row) >= FEWEST and row not in above and _are_headers(row):
            return int(raw.rows[place])
    return None


@cache
def _known() -> frozenset[str | None]:
    """The headers of all kinds."""
    return frozenset(text for kind in RECORDS for text in headers(kind))


def _are_headers(row: Sequence[str | None]) -> bool:
    """Whether most of what stands in a row are known headers."""
    filled = [cell for cell in row if cell is not None]
    return sum(cell in _known() for cell in filled) >= MOSTLY * len(filled)
