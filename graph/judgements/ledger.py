"""Judgements in a workspace: read from its ledger, added to it; nothing in it is ever changed."""

from __future__ import annotations

import sqlite3
from typing import Any

from graph.errors import BadInput, NotFound
from graph.judgements.judgement import UNDO, Judgement, checked, reason_given
from graph.judgements.standing import standing
from graph.ledger import LEDGER, Entry, append, entries, transaction
from graph.workspace import Workspace

ENTRY = "judgement"


def judgements(workspace: Workspace) -> tuple[Judgement, ...]:
    """All there are, undos too, in the order in which they were made."""
    with workspace.connect() as db:
        return _read(db)


def record(workspace: Workspace, kind: str, about: tuple[str, ...], reason: str, who: str) -> Judgement:
    """Add a judgement. BadInput: it is none, has no reason, or the same is in force already."""
    named, why = checked(kind, about, reason)
    with workspace.connect() as db, transaction(db):
        for one in standing(_read(db)):
            if one.state == "in_force" and (one.judgement.kind, one.judgement.about) == (kind, named):
                msg = f"judgement {one.judgement.number} of {one.judgement.who} says so already"
                raise BadInput(msg)
        return _added(db, who, {"kind": kind, "about": list(named), "reason": why})


def undo(workspace: Workspace, number: int, reason: str, who: str) -> Judgement:
    """Take a judgement back. NotFound: there is none of this number. BadInput: it was taken back before, or no reason."""
    why = reason_given(reason)
    with workspace.connect() as db, transaction(db):
        found = {one.judgement.number: one.state for one in standing(_read(db))}
        if number not in found:
            msg = f"there is no judgement {number}; there are {', '.join(map(str, sorted(found))) or 'none'}"
            raise NotFound(msg)
        if found[number] == "undone":
            msg = f"judgement {number} was taken back before"
            raise BadInput(msg)
        return _added(db, who, {"kind": UNDO, "about": [], "reason": why, "undoes": number})


def _read(db: sqlite3.Connection) -> tuple[Judgement, ...]:
    return tuple(_judgement(entry) for entry in entries(db, LEDGER) if entry.what == ENTRY)


def _added(db: sqlite3.Connection, who: str, body: dict[str, Any]) -> Judgement:
    return _judgement(append(db, LEDGER, who, ENTRY, body))


def _judgement(entry: Entry) -> Judgement:
    body = entry.body
    return Judgement(
        entry.seq, entry.at, entry.who, body["kind"], tuple(body["about"]), body["reason"], body.get("undoes")
    )
