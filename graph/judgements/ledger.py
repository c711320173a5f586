"""Judgements in a workspace: read from its ledger, added to it; nothing in it is ever changed."""

from __future__ import annotations

import sqlite3
from typing import Any

from graph.errors import BadInput, NotFound
from graph.judgements.judgement import UNDO, Judgement, checked, reason_given
from graph.judgements.standing import Standing, proposed, standing
from graph.ledger import LEDGER, Entry, append, entries, transaction
from graph.workspace import Workspace

ENTRY, PROPOSAL = "judgement", "proposal"


def judgements(workspace: Workspace) -> tuple[Judgement, ...]:
    """All there are, undos too, in the order in which they were made; proposals are none."""
    with workspace.connect() as db:
        return read(db)


def listed(workspace: Workspace) -> tuple[Standing, ...]:
    """All with their states, by number; proposals too that wait or were taken back."""
    with workspace.connect() as db:
        return _standing(db)


def record(
    workspace: Workspace, kind: str, about: tuple[str, ...], reason: str, who: str, *, proposal: bool = False
) -> Judgement:
    """Add a judgement, or propose it. BadInput: it is none, has no reason, or the same is in force or waits already."""
    named, why = checked(kind, about, reason)
    with workspace.connect() as db, transaction(db):
        for one in _standing(db):
            if one.state in {"in_force", "waiting"} and (one.judgement.kind, one.judgement.about) == (kind, named):
                so = "says so already" if one.state == "in_force" else "proposes it already: another has to approve it"
                msg = f"judgement {one.judgement.number} of {one.judgement.who} {so}"
                raise BadInput(msg)
        return add(db, who, {"kind": kind, "about": list(named), "reason": why}, PROPOSAL if proposal else ENTRY)


def undo(workspace: Workspace, number: int, reason: str, who: str) -> Judgement:
    """Take a judgement or a proposal back. NotFound: there is none of this number. BadInput: it was before, or no reason."""
    why = reason_given(reason)
    with workspace.connect() as db, transaction(db):
        found = {one.judgement.number: one.state for one in _standing(db)}
        if number not in found:
            msg = f"there is no judgement {number}; there are {', '.join(map(str, sorted(found))) or 'none'}"
            raise NotFound(msg)
        if found[number] == "undone":
            msg = f"judgement {number} was taken back before"
            raise BadInput(msg)
        return add(db, who, {"kind": UNDO, "about": [], "reason": why, "undoes": number})


def read(db: sqlite3.Connection, what: str = ENTRY) -> tuple[Judgement, ...]:
    """The judgements, or the proposals, of an open ledger."""
    return tuple(_judgement(entry) for entry in entries(db, LEDGER) if entry.what == what)


def add(db: sqlite3.Connection, who: str, body: dict[str, Any], what: str = ENTRY) -> Judgement:
    """Add one to an open ledger, within the transaction of the caller."""
    return _judgement(append(db, LEDGER, who, what, body))


def _standing(db: sqlite3.Connection) -> tuple[Standing, ...]:
    every = read(db)
    found = [*standing(every), *proposed(read(db, PROPOSAL), every)]
    return tuple(sorted(found, key=lambda one: one.judgement.number))


def _judgement(entry: Entry) -> Judgement:
    body = entry.body
    return Judgement(
        entry.seq, entry.at, entry.who, body["kind"], tuple(body["about"]), body["reason"], body.get("undoes"),
        body.get("approves"), body.get("proposer", ""), entry.what == PROPOSAL,
    )  # fmt: skip
