"""The files of facts that a ledger names, and which of them are read."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from graph.ledger.withdrawals import Withdrawals, withdrawals

REPEATED = ".repeated"
"""What is added to a record kind for rows that were facts already: they count where the import that had them first does not."""


@dataclass(frozen=True, slots=True)
class FactsFile:
    """A file of facts of the ledger. `entry` recorded it; `own`: that was the entry of the run itself."""

    kind: str
    run: str
    rows: int
    sha256: str
    entry: int
    own: bool

    @property
    def name(self) -> str:
        """What the file is called, without its ending."""
        return self.run if self.own else f"{self.run}-{self.entry}"


def facts_files(db: sqlite3.Connection) -> tuple[FactsFile, ...]:
    """All files of facts there are, whether they count or not, by kind, run and entry."""
    query = (
        "SELECT kind, run, rows, sha256, facts.entry, facts.entry = runs.entry FROM facts JOIN runs USING (run) "
        "ORDER BY kind, run, facts.entry"
    )
    return tuple(
        FactsFile(kind, run, rows, sha256, entry, own=bool(own))
        for kind, run, rows, sha256, entry, own in db.execute(query)
    )


def counting(db: sqlite3.Connection) -> tuple[FactsFile, ...]:
    """Those that are read. DamagedWorkspace where the ledger is not what was recorded."""
    taken_back = withdrawals(db)
    return tuple(one for one in facts_files(db) if _counts(one, taken_back))


def _counts(one: FactsFile, taken_back: Withdrawals) -> bool:
    """Whether a file is read."""
    instead = taken_back.instead.get(one.kind, {}).get(one.run)
    wanted = one.own if instead is None else one.entry == instead
    return wanted and one.run not in taken_back.of and not one.kind.endswith(REPEATED)
