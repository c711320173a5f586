"""Samples of columns as they may be shown: masked, so that a preview is no list of people."""

from __future__ import annotations

from graph.schema import RECORDS
from ingest.clean.columns import FREE_TEXT
from ingest.content import confidence
from ingest.headers import Header, Layout
from ingest.kept_headers import kept_headers
from ingest.masking import FIGURES, mask, mask_cell
from ingest.planned import ColumnPlan
from ingest.readers import RawTable
from ingest.text import clean_text


def column_plans(layout: Layout, body: RawTable) -> tuple[ColumnPlan, ...]:
    """Each header of a layout with what it is taken for and a masked sample of its cells."""
    kept = kept_headers([header.text for header in layout.headers])
    every = zip(layout.headers, kept, strict=True)
    return tuple(_column_plan(layout, header, shown, body) for header, shown in every if header.text)


def _column_plan(layout: Layout, header: Header, shown: str, body: RawTable) -> ColumnPlan:
    """One header with what it is taken for, how surely, and a masked sample."""
    reason = _reason(layout, header)
    sure, why = confidence(layout.kind, header, reason, body.cells[str(header.place)])
    return ColumnPlan(shown, header.column, _sample(layout.kind, header, body), reason, header.place, sure, why)


def _reason(layout: Layout, header: Header) -> str:
    """How a header's column is known; "second" where another header of the same column goes before it."""
    return header.reason if header.column is None or layout.of(header.column)[0] == header else "second"


def _sample(kind: str, header: Header, body: RawTable) -> str:
    """The first cell that says something, masked as its column asks; unknown columns show one character."""
    cells = body.cells[str(header.place)]
    filled = cells.is_not_null().arg_max()
    cleaned = clean_text(cells[filled] or "") if filled is not None else None
    if not cleaned:
        return ""
    if header.column is None or header.column.startswith("_") or header.column in FREE_TEXT:
        return mask(cleaned)
    column = RECORDS[kind].column(header.column)
    return mask(cleaned, column.name) if column.identity else mask_cell(cleaned, figures=column.type in FIGURES)
