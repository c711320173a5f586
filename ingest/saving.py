"""A plan to a saved mapping: how its tables were read, to be read so again."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.mappings import Saving
from ingest.planned import ColumnPlan, PlannedTable

SECOND = "second"


def savings(tables: Iterable[PlannedTable]) -> list[Saving]:
    """What is saved of each different header set among tables, by header set."""
    found = {
        one.recognition.header_set: Saving(one.recognition.header_set, one.kind, _mapping(one.columns))
        for one in tables
    }
    return [found[header_set] for header_set in sorted(found)]


def _mapping(columns: Iterable[ColumnPlan]) -> dict[str, str]:
    """Header to column ("": left out); of headers of one column that which is read first stands first."""
    ordered = sorted(columns, key=lambda one: (one.reason == SECOND, one.place))
    return {one.header: one.column or "" for one in ordered}
