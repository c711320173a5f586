"""Rows as imports compare them, when it is counted anew which are the same: with whomever the vault knows masked.

An import masks in its texts whom earlier ones had brought; the same row in a file before that stands as it was.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import polars as pl

from graph.errors import BadInput, WrongKey
from graph.facts import HINTS
from graph.ledger import facts_files
from graph.workspace import KEPT_HINTS, Workspace
from ingest.called import Vaulted
from ingest.known import known_files
from ingest.made_with import key_of
from ingest.own_calls import PEOPLE
from ingest.parquet import parquet_frames
from ingest.vault.file import laid_out
from ingest.withdrawing.imports import Import

Compared = Callable[[pl.DataFrame], pl.DataFrame]


def compared(workspace: Workspace, db: sqlite3.Connection, every: tuple[Import, ...]) -> Compared | None:
    """What is done to rows before they are compared: names of people are those of all imports, withdrawn ones too.

    None where there is no vault, or its key is not at hand: then a row counts beside the one whose text an import masked,
    which changes no verdict.
    """
    if not laid_out(workspace.root):
        return None
    try:
        key = key_of(workspace)
    except (WrongKey, BadInput):
        return None
    known, names = known_files(workspace), _names(workspace, db, every)
    platforms = [frame["platform"].drop_nulls().unique() for frame in known.facts("orders", "platform")]
    told = pl.concat([pl.Series("platform", [""]), *platforms]).unique()
    return Vaulted(workspace.root, key, lambda: told, lambda: names).frame


def _names(workspace: Workspace, db: sqlite3.Connection, every: tuple[Import, ...]) -> pl.Series:
    """The tokens of the names of victims and comparison people."""
    lists = {table.sha256 for one in every for table in one.tables if table.kind in PEOPLE}
    named = (pl.col("column") == "name") & pl.col("source_file").is_in(sorted(lists))
    files = [
        workspace.facts_file(KEPT_HINTS, one.name) for one in facts_files(db) if one.own and one.kind == KEPT_HINTS
    ]
    found = [frame.filter(named)["token"] for file in files for frame in parquet_frames(file, HINTS)]
    return pl.concat([pl.Series("token", dtype=pl.String), *found]).unique()
