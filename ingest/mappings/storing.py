"""Saved mappings in the ledger of a workspace: a new version is a new row, nothing is overwritten."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from graph.errors import BadInput
from graph.ledger import LEDGER, append, next_seq, transaction, user
from graph.workspace import Workspace
from ingest.mappings.saved import SavedMapping, Saving, checked_name


def save(workspace: Workspace, name: str, savings: Sequence[Saving], *, who: str | None = None) -> int:
    """Save a mapping under a name and return its version; where the last version says the same, that one.

    BadInput: the name is none, or there is nothing to save.
    """
    name = checked_name(name)
    if not savings:
        msg = f"there is nothing to save as {name}: no table was read"
        raise BadInput(msg)
    rows = {one.header_set: (one.kind, _json(one)) for one in savings}
    with workspace.connect() as db, transaction(db):
        last, said = _last(db, name)
        if rows.items() <= said.items():
            return last
        entry, version = next_seq(db), last + 1
        db.executemany(
            "INSERT INTO mappings VALUES (?, ?, ?, ?, ?, ?)",
            [(name, version, header_set, kind, mapping, entry) for header_set, (kind, mapping) in sorted(rows.items())],
        )
        append(db, LEDGER, who or user(), "saved mapping", {"name": name, "version": version})
    return version


def saved_mappings(workspace: Workspace) -> dict[str, SavedMapping]:
    """The mapping in force for each header set: the last that was saved for it."""
    return {one.saving.header_set: one for one in listed(workspace)}


def listed(workspace: Workspace) -> list[SavedMapping]:
    """All versions of all mappings, in the order they were saved."""
    query = (
        "SELECT name, version, header_set, kind, mapping, who, at FROM mappings "
        "JOIN chains ON chain = ? AND seq = entry ORDER BY seq, header_set"
    )
    with workspace.connect() as db:
        return [
            SavedMapping(
                row["name"], row["version"], Saving(row["header_set"], row["kind"], json.loads(row["mapping"])),
                row["who"], row["at"],
            )
            for row in db.execute(query, (LEDGER,))
        ]  # fmt: skip


def _last(db: sqlite3.Connection, name: str) -> tuple[int, dict[str, tuple[str, str]]]:
    """The last version of a name (0: none) and what it says of each header set."""
    rows = db.execute("SELECT version, header_set, kind, mapping FROM mappings WHERE name = ?", (name,)).fetchall()
    last = max((row["version"] for row in rows), default=0)
    return last, {row["header_set"]: (row["kind"], row["mapping"]) for row in rows if row["version"] == last}


def _json(one: Saving) -> str:
    """A mapping as the ledger keeps it; the order of its headers is the order in which they are read."""
    return json.dumps(dict(one.mapping), ensure_ascii=False)
