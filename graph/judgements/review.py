"""Review by a second person: where it is turned on, some judgements are proposed by one and take effect by another.

Both are names of users of a computer: this keeps haste away, not somebody with two accounts (docs/decisions/0018).
"""

from __future__ import annotations

import sqlite3

from graph.errors import BadInput, NotFound
from graph.judgements.judged import Judged
from graph.judgements.judgement import CLEARED, SAME, Judgement, reason_given
from graph.judgements.ledger import PROPOSAL, add, read
from graph.judgements.standing import proposed
from graph.ledger import LEDGER, Entry, append, entries, transaction
from graph.workspace import Workspace

ENTRY = "review"
MERGED = 5
"""Persons that one person may merge alone."""


def needed(kind: str, people: int) -> bool:
    """Whether a judgement is of those that two have to make: a clearance, or one that makes one of more than 5 `people`."""
    return kind == CLEARED or (kind == SAME and people > MERGED)


def merged(judged: Judged, person: dict[str, str], about: tuple[str, ...]) -> int:
    """How many persons of the rows would be one, if these tokens were; `person`: of each token as judged so far.

    Each judgement that two are one, among those who would be one now, has joined one person more.
    """
    people = {person[token] for token in about}
    return len(people) + sum(person.get(pair[0]) in people for pair in judged.same)


def required(workspace: Workspace) -> bool:
    """Whether review is turned on."""
    with workspace.connect() as db:
        return _on(_last(db))


def turn(workspace: Workspace, reason: str, who: str, *, on: bool) -> None:
    """Turn review on or off. BadInput: it is so already, has no reason, or who turned it on would turn it off."""
    why = reason_given(reason)
    with workspace.connect() as db, transaction(db):
        last = _last(db)
        if _on(last) == on:
            msg = f"review is {'on' if on else 'off'} already"
            raise BadInput(msg)
        if last and not on and last.who == who:
            msg = f"{who} turned review on: another has to turn it off"
            raise BadInput(msg)
        append(db, LEDGER, who, ENTRY, {"on": on, "reason": why})


def approve(workspace: Workspace, number: int, who: str) -> Judgement:
    """Let a proposal take effect. NotFound: none of this number waits. BadInput: who proposed it would approve it."""
    with workspace.connect() as db, transaction(db):
        waiting = {
            one.judgement.number: one.judgement
            for one in proposed(read(db, PROPOSAL), read(db))
            if one.state == "waiting"
        }
        if number not in waiting:
            msg = f"no proposal {number} waits; there wait {', '.join(map(str, waiting)) or 'none'}"
            raise NotFound(msg)
        one = waiting[number]
        if one.who == who:
            msg = f"{who} proposed {number}: another has to approve it"
            raise BadInput(msg)
        body = {"kind": one.kind, "about": list(one.about), "reason": one.reason}
        return add(db, who, {**body, "approves": number, "proposer": one.who})


def _last(db: sqlite3.Connection) -> Entry | None:
    found = [entry for entry in entries(db, LEDGER) if entry.what == ENTRY]
    return found[-1] if found else None


def _on(last: Entry | None) -> bool:
    return last is not None and bool(last.body["on"])
