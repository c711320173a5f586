"""Headers to a layout: which row holds them, which record kind they tell of, and how surely."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.schema import RECORDS
from ingest.faults import fault
from ingest.header_rows import heads
from ingest.kept_headers import kept_headers
from ingest.layouts import FEWEST, Header, Layout, layouts
from ingest.mappings import NO_MAPPINGS, SavedMapping, header_set
from ingest.readers import RawTable
from ingest.recognition import Recognition, as_asked, as_saved, by_format, by_headers
from ingest.second_heads import second_head
from ingest.synonyms import INTERNAL, columns
from ingest.text import clean_series

__all__ = ["FEWEST", "Header", "Layout", "best_layout", "check_mapping", "nameless"]

HEAD, FURTHER = 10, 30
"""Rows searched for headers, and how far where none of these will do: statements have two dozen lines of titles above."""
NEARLY = 2 / 3
"""Share of the best explanation that another must exceed to be considered."""


def check_mapping(mapping: Mapping[str, str], kind: str | None) -> None:
    """BadInput where a mapping names a column that the kind, or without one any kind, does not have."""
    every = dict.fromkeys(name for one in ([kind] if kind else RECORDS) for name in columns(one))
    there = [name for name in every if not name.startswith(INTERNAL)]
    strange = [column for column in mapping.values() if column and column not in every]
    if strange:
        raise fault(", ".join(map(repr, strange)), "strange_columns", what=", ".join(there))


def best_layout(
    raw: RawTable, *, kind: str | None, mapping: Mapping[str, str], saved: Mapping[str, SavedMapping] = NO_MAPPINGS
) -> Layout | None:
    """The layout that explains most of a table's headers, whether it fits or not; None for a table without text.

    Where a mapping was saved for its headers (by header set) and neither kind nor mapping are given, it is the one. Of those that explain nearly as much, one that fits goes first, then the one with more known columns, then the kind
    that the file's name tells. An export of orders without times is thus no table of shops, though it names shops.
    """
    found = None
    for begin, end in ((0, HEAD), (HEAD, FURTHER)):
        rows = range(min(begin, raw.cells.height), min(end, raw.cells.height))
        if not kind and not mapping and saved and (known := _as_saved(raw, rows, saved)):
            return replace(known, until=second_head(raw, known.first))
        other = _best(raw, rows, [kind] if kind else list(RECORDS), mapping, asked=bool(kind or mapping))
        found = other if other and (found is None or other.fits or other.known > found.known) else found
        if found is not None and found.fits:
            return replace(found, until=second_head(raw, found.first))
    return found


def _best(
    raw: RawTable, rows: Sequence[int], kinds: list[str], mapping: Mapping[str, str], *, asked: bool
) -> Layout | None:
    """The layout with headers in one of these rows that explains most; None where there is no row."""
    every = [one for row in rows for head in heads(raw, row) for one in layouts(raw, head, kinds, mapping)]
    most = max((layout.known for layout in every), default=0)
    near = [layout for layout in every if layout.known > most * NEARLY or layout.known == most]
    best = max(near, key=lambda one: (one.fits, one.format is not None, one.known, one.hinted), default=None)
    if best is None:
        return None
    rated = as_asked(best.known) if asked else _rated(best, every)
    return _with(best, rated)


def nameless(raw: RawTable, layout: Layout) -> tuple[int, ...]:
    """The columns (counted from 1) of a piece with its headers in which something stands, but no header over it."""
    named = {header.place for header in layout.headers if header.text}
    body = raw.cells.slice(layout.first)
    places = (place for place in range(body.width) if place not in named)
    return tuple(place + 1 for place in places if clean_series(body[str(place)]).null_count() < body.height)


def _as_saved(raw: RawTable, rows: Sequence[int], saved: Mapping[str, SavedMapping]) -> Layout | None:
    """The layout by the mapping that was saved for the headers of one of these rows; None where none was, or it fits no more."""
    for head in (head for row in rows for head in heads(raw, row)):
        one = saved.get(header_set(kept_headers(head.texts)))
        if one is not None:
            (layout,) = layouts(raw, head, [one.saving.kind], one.saving.mapping)
            if layout.fits:
                return _with(layout, as_saved(one.name, one.version))
    return None


def _rated(best: Layout, every: Sequence[Layout]) -> Recognition:
    """How surely a layout is the right one, given all there are."""
    if best.format is not None:
        return by_format(best.format.said, whole=not best.missing)
    others = [one for one in every if one.first == best.first and one.kind != best.kind and one.fits]
    rival = max(others, key=lambda one: one.known, default=None)
    known, filled = (sum(1 for one in best.headers if one.column), sum(1 for one in best.headers if one.text))
    return by_headers(
        best.kind, known, filled, rival.kind if rival else None, rival.known if rival else 0, hinted=best.hinted
    )


def _with(layout: Layout, recognition: Recognition) -> Layout:
    """A layout with how surely it is one, and what tells its headers from others."""
    told = replace(recognition, header_set=header_set(kept_headers([header.text for header in layout.headers])))
    return replace(layout, recognition=told)
