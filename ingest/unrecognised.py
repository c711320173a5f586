"""Why no table was recognised, as far as can be told."""

from __future__ import annotations

from collections.abc import Sequence

from graph.errors import BadInput
from ingest.headers import FEWEST, Layout
from ingest.planned import Skipped
from ingest.readers import Source, TablePieces

OTHER_MARKS = "|;；，、"
"""Marks that part cells in files made by hand, and that are not understood (a semicolon: where few lines have it)."""


def check_recognised(source: Source, layouts: Sequence[tuple[TablePieces, Layout | None]]) -> None:
    """BadInput for a file that was meant as data: named by itself, or with headers that nearly are, and none fits."""
    found = [layout for _, layout in layouts if layout is not None]
    if any(layout.fits for layout in found):
        return
    nearest = max(found, key=lambda one: (one.known, one.hinted), default=None)
    if nearest is None or (nearest.known < FEWEST and not source.named):
        return
    msg = (
        f"{source.file}: no table was recognised. {_why_not([pieces for pieces, _ in layouts], nearest)}. "
        "Name the headers with --mapping, or the kind with --kind"
    )
    raise BadInput(msg)


def no_table(skipped: Sequence[Skipped]) -> BadInput:
    """That no file held a table, and why each did not."""
    listed = "; ".join(f"{one.file}: {one.reason.en}" for one in skipped)
    return BadInput(f"no table was found ({listed}). Name files with data, as CSV, XLSX or a zip of them")


def _why_not(tables: Sequence[TablePieces], nearest: Layout) -> str:
    """Why no table of a file was recognised."""
    heads = [table.head.cells.row(0)[0] or "" for table in tables if table.head.cells.width == 1]
    marks = [mark for mark in OTHER_MARKS if any(mark in head for head in heads)]
    if marks:
        return f"Its cells seem to be parted by {' or '.join(marks)}; understood are comma, tab and semicolon"
    if not nearest.known:
        return "None of its headers is known"
    return f"Nearest is {nearest.kind}, which also needs {', '.join(nearest.missing) or 'more known columns'}"
