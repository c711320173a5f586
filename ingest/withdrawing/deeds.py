"""Taking an import back, and bringing it back: an entry of the ledger each. No fact is changed or removed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace

from graph.errors import BadInput
from graph.ledger import LEDGER, append, counting, next_seq, transaction, user
from graph.ledger.withdrawals import BROUGHT_BACK, WITHDRAWN, Withdrawal
from graph.workspace import KEPT_HINTS, Workspace
from ingest.landing import check_facts
from ingest.vault import check_times, remember_heads, sweep_stand_ins
from ingest.vault.typed import typed
from ingest.withdrawing.imports import Import, imports_of, named, short
from ingest.withdrawing.left_out import LeftOut, left_out
from ingest.withdrawing.stand_ins import landed

LONGEST = 500


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done to an import: `rows` are the facts it added or adds, of which other imports that count hold `shared`.

    `left_out`: imports that may lack calls of people who do not count any more.
    """

    run: str
    files: tuple[str, ...]
    rows: int
    shared: int
    left_out: tuple[LeftOut, ...] = ()


def withdraw(workspace: Workspace, name: str, *, reason: str = "", who: str | None = None) -> Deed:
    """Take back the import whose run begins with `name`: its rows count no more, as far as no other import brought them.

    Numbers of people in the reason are masked. NotFound: there is none. BadInput: it was taken back before, or the reason
    is a whole report. DamagedWorkspace, also where ledger and vault are of different times.
    """

    def check(one: Import, _: tuple[Import, ...]) -> None:
        if one.withdrawal is not None:
            msg = f"import {short(one.run)} was withdrawn before, by {one.withdrawal.who} at {one.withdrawal.at}"
            raise BadInput(msg)

    return _do(workspace, WITHDRAWN, name, reason, who, check)


def bring_back(workspace: Workspace, name: str, *, reason: str = "", who: str | None = None) -> Deed:
    """Take a withdrawal back: all is as if it had never been. Errors as for `withdraw`.

    BadInput also where a file of it was imported anew since: its rows would count twice.
    """
    return _do(workspace, BROUGHT_BACK, name, reason, who, _check_not_anew)


def _check_not_anew(one: Import, standing: tuple[Import, ...]) -> None:
    """BadInput where an import that is to be brought back counts, or a file of it counts as another one read it."""
    if one.withdrawal is None:
        msg = f"import {short(one.run)} is not withdrawn"
        raise BadInput(msg)
    mine = {table.sha256: one.reading(table) for table in one.tables}
    for other in standing:
        for table in other.tables:
            if mine.get(table.sha256, other.reading(table)) != other.reading(table):
                msg = (
                    f"import {short(one.run)} cannot be brought back: {table.file} was imported anew, as {short(other.run)}. "
                    f"Take that back first: headwater withdraw {short(other.run)}"
                )
                raise BadInput(msg)


def _do(
    workspace: Workspace, what: str, name: str, reason: str, who: str | None,
    check: Callable[[Import, tuple[Import, ...]], None],
) -> Deed:  # fmt: skip
    """Write the files of facts that are read from now on, then the entry that says so, or nothing."""
    why = _reason(workspace, reason)
    with workspace.connect() as db, transaction(db):
        every = imports_of(db)
        one = named(every, name)
        check(one, tuple(other for other in every if other.withdrawal is None))
        check_facts(db, workspace)
        check_times(workspace, db)
        sweep_stand_ins(workspace, db)
        entry, before = next_seq(db), _facts(db)
        after = tuple(_as_done(other, one, what) for other in every)
        instead = landed(db, workspace, one, after, entry)
        append(db, LEDGER, who or user(), what, {"run": one.run, "reason": why, "instead": instead})
        deed = _deed(one, before, _facts(db))
        if what == WITHDRAWN:
            deed = replace(deed, left_out=left_out(db, one, [other for other in after if other.withdrawal is None]))
    remember_heads(workspace)
    return deed


def _as_done(other: Import, one: Import, what: str) -> Import:
    """An import as it is once the deed is done."""
    gone = Withdrawal(0, "", "", "") if what == WITHDRAWN else None
    return replace(other, withdrawal=gone) if other.run == one.run else other


def _reason(workspace: Workspace, reason: str) -> str:
    """A reason on one line, numbers and names of people in it masked. BadInput: it is a whole report."""
    line = typed(workspace, reason)
    if len(line) > LONGEST:
        msg = f"a reason has at most {LONGEST} characters; {len(line)} are given"
        raise BadInput(msg)
    return line


def _facts(db: sqlite3.Connection) -> dict[str, int]:
    """The facts that count, by run."""
    found: dict[str, int] = {}
    for one in counting(db):
        if one.kind != KEPT_HINTS:
            found[one.run] = found.get(one.run, 0) + one.rows
    return found


def _deed(one: Import, before: dict[str, int], after: dict[str, int]) -> Deed:
    rows = before.get(one.run, 0) + after.get(one.run, 0)
    return Deed(one.run, one.files, rows, rows - abs(sum(before.values()) - sum(after.values())))
