"""A plan to a saved mapping: how its tables were read, to be read so again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.errors import BadInput
from graph.schema import RECORDS
from ingest.headers import check_mapping
from ingest.layouts import missing
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


def edited(table: PlannedTable, kind: str, mapping: Mapping[str, str]) -> Saving:
    """What is saved of a table that is to be read as `kind`, each header as `mapping` says ("": left out).

    BadInput where rows read so could not be taken, as a column that the kind needs is not among them.
    """
    check_mapping(mapping, kind)
    lacking = missing(kind, {column for column in mapping.values() if column})
    if lacking:
        msg = f"{RECORDS[kind].zh} {kind} also needs {', '.join(lacking)}: map a header to each"
        raise BadInput(msg)
    return Saving(table.recognition.header_set, kind, dict(mapping))
