"""Calls that other imports left out because somebody of an import made them (`ingest.own_calls`): they do not come back with it gone."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

from ingest.own_calls import OWN_CALL, PEOPLE
from ingest.withdrawing.imports import Import


@dataclass(frozen=True, slots=True)
class LeftOut:
    """So many calls of an import that counts were left out as somebody's own; `files` hold them."""

    run: str
    files: tuple[str, ...]
    rows: int


def left_out(db: sqlite3.Connection, gone: Import, standing: Collection[Import]) -> tuple[LeftOut, ...]:
    """The imports that may lack calls once this one, with its people, does not count; in order.

    Whose calls they were, the ledger does not know: some may have been made by people of other imports.
    """
    if not any(table.kind in PEOPLE for table in gone.tables):
        return ()
    found: dict[str, dict[str, int]] = {}
    for run, sha256, rows in db.execute(_ROWS, (OWN_CALL,)):
        found.setdefault(run, {})[sha256] = rows
    return tuple(_told(one, found[one.run]) for one in standing if one.run in found and one.run != gone.run)


_ROWS = (
    "SELECT run, sha256, count(*) FROM (SELECT DISTINCT run, sha256, sheet, row FROM refusals WHERE code = ?) "
    "GROUP BY run, sha256"
)


def _told(one: Import, rows: dict[str, int]) -> LeftOut:
    files = dict.fromkeys(table.file for table in one.tables if table.sha256 in rows)
    return LeftOut(one.run, tuple(files), sum(rows.values()))
