"""The files that are read in place of runs' own once an import is taken back or brought back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import polars as pl

from graph.facts import HINTS, fact_schema
from graph.ledger import withdrawals
from graph.workspace import KEPT_HINTS, Workspace
from ingest.collecting import Collector
from ingest.landing import land
from ingest.spool import Spool
from ingest.withdrawing.compared import compared
from ingest.withdrawing.imports import Import
from ingest.withdrawing.recount import Added, recounted

Instead = dict[str, dict[str, int]]
"""By kind and run the entry that recorded the file that is read instead."""


def landed(db: sqlite3.Connection, workspace: Workspace, one: Import, every: tuple[Import, ...], entry: int) -> Instead:
    """The files that are read in place of runs' own; what imports before this one add does not depend on it."""
    instead: Instead = {kind: dict(runs) for kind, runs in withdrawals(db).instead.items()}
    standing = tuple(other for other in every if other.withdrawal is None)
    runs = [other.run for other in every]
    rows = compared(workspace, db, every)
    later = {other.run for other in standing if runs.index(other.run) >= runs.index(one.run)}
    for kind in (*sorted({table.kind for table in one.tables}), KEPT_HINTS):
        kept = {run: number for run, number in instead.get(kind, {}).items() if run not in runs[runs.index(one.run) :]}
        schema = HINTS if kind == KEPT_HINTS else fact_schema(kind)
        for added in recounted(db, workspace, kind, standing, later, rows):
            path = workspace.facts_file(kind, f"{added.run}-{entry}")
            count, digest = _land(added, schema, path, workspace)
            db.execute("INSERT INTO facts VALUES (?, ?, ?, ?, ?)", (kind, added.run, entry, count, digest))
            kept[added.run] = entry
        instead[kind] = kept
    return {kind: numbers for kind, numbers in instead.items() if numbers}


def _land(added: Added, schema: pl.Schema, path: Path, workspace: Workspace) -> tuple[int, str]:
    """Write what an import adds to a file of facts: how many rows, and its SHA-256."""
    with Spool(workspace.root) as spool, closing(Collector(schema, spool)) as collector:
        for rows in added.rows:
            for frame in rows:
                collector.add(frame)
        return land([collector.frames()], schema, path)
