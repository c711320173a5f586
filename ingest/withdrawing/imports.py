"""The imports of a workspace, as its ledger has them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace

from graph.errors import BadInput, NotFound
from graph.ledger import Withdrawal, withdrawals
from graph.workspace import Workspace

SHORT, SHORTEST = 8, 4
"""Digits by which an import is shown, and by how many at least it can be named."""
_RUNS = "SELECT run, published_at, who FROM runs ORDER BY entry"
_TABLES = (
    "SELECT file, sheet, kind, sha256, taken, flagged, refused, repeated, read_in FROM tables WHERE run = ? "
    "ORDER BY place"
)

_ANSWERS = "SELECT sha256, sheet, row, run FROM answers"
_REFUSED = "SELECT DISTINCT run, sha256, sheet, row FROM refusals"


@dataclass(frozen=True, slots=True)
class Brought:
    """A table that an import brought: rows taken, of these flagged, refused, and there already.

    `read_in` is the run that had read this very file before, whose rows these are; "" where this import read it.
    `still_open`: the refused rows that no import that counts brought again; none where this one does not count.
    """

    file: str
    sheet: str
    kind: str
    sha256: str
    taken: int
    flagged: int
    refused: int
    repeated: int
    read_in: str
    still_open: int = 0


@dataclass(frozen=True, slots=True)
class Import:
    """An import: its run, when (UTC, ISO), by whom, its tables in the order they were read; None: it counts."""

    run: str
    at: str
    who: str
    tables: tuple[Brought, ...]
    withdrawal: Withdrawal | None

    @property
    def files(self) -> tuple[str, ...]:
        """The names of its files, in order."""
        return tuple(dict.fromkeys(table.file for table in self.tables))

    def reading(self, table: Brought) -> str:
        """The run whose files of facts hold the rows of a table."""
        return table.read_in or self.run


def imports(workspace: Workspace) -> tuple[Import, ...]:
    """All of them, from the first, with what is open. DamagedWorkspace where the ledger is not what was recorded."""
    with workspace.connect() as db:
        every, rows = imports_of(db), _open(db)
    return tuple(
        replace(one, tables=tuple(replace(t, still_open=rows.get((one.run, t.sha256, t.sheet), 0)) for t in one.tables))
        for one in every
    )


def _open(db: sqlite3.Connection) -> dict[tuple[str, str, str], int]:
    """How many refused rows are open, by run, file and sheet."""
    gone = withdrawals(db).of
    answered = {tuple(place) for *place, by in db.execute(_ANSWERS) if by not in gone}
    found: dict[tuple[str, str, str], int] = {}
    for run, sha256, sheet, row in db.execute(_REFUSED):
        if run not in gone and (sha256, sheet, row) not in answered:
            found[run, sha256, sheet] = found.get((run, sha256, sheet), 0) + 1
    return found


def imports_of(db: sqlite3.Connection) -> tuple[Import, ...]:
    """Those of a ledger."""
    taken_back = withdrawals(db).of
    return tuple(
        Import(run, at, who, tuple(Brought(*row) for row in db.execute(_TABLES, (run,))), taken_back.get(run))
        for run, at, who in db.execute(_RUNS).fetchall()
    )


def named(every: tuple[Import, ...], digits: str) -> Import:
    """The one import whose run begins with these digits. BadInput: too few. NotFound: none, or several."""
    if len(digits) < SHORTEST:
        msg = f"{digits!r} is too short to name an import: give {SHORTEST} digits or more, as headwater imports lists them"
        raise BadInput(msg)
    found = [one for one in every if one.run.startswith(digits.lower())]
    if len(found) != 1:
        msg = f"{len(found)} of {len(every)} imports begin with {digits!r}: headwater imports lists them"
        raise NotFound(msg)
    return found[0]


def short(run: str) -> str:
    """An import as it is shown."""
    return run[:SHORT]
