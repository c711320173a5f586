"""Ledger and vault belong together: each remembers how far the other had come.

So a copy of one put back beside the other is noticed before anything is built on it or removed as left over.
The vault remembers the last entry of each chain that was there when it was last written to or opened; the ledger names
the runs whose values lie in the vault.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import dataclass

from graph.errors import DamagedWorkspace, HeadwaterError
from graph.ledger import LEDGER, entries, head, next_seq, transaction
from graph.ledger.chain import CHAINS, FILE
from graph.workspace import Workspace
from ingest.vault.file import NAME, opened

PUT_BACK = "Nothing was changed. Put back the two from one copy of the workspace, or import the files into a new one"


@dataclass(frozen=True, slots=True)
class Lost:
    """What one of the two remembers and the other does not have: entries by chain, runs by the entry that named them."""

    entries: dict[str, str]
    runs: dict[str, int]


def remember(db: sqlite3.Connection, ledger: sqlite3.Connection) -> None:
    """Let a vault remember the last entries of a ledger, within the transaction of the caller."""
    heads = [(chain, head(ledger, chain)) for chain in CHAINS if next_seq(ledger, chain) > 1]
    db.executemany("INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", heads)


def remember_heads(workspace: Workspace) -> None:
    """Let the vault of a workspace, if it has one, remember the last entries of the ledger, which are on disk.

    Where it cannot be written to, or the two are of different times, what has been done stays done, and the vault remembers
    what it did.
    """
    if (workspace.root / NAME).is_file():
        with suppress(HeadwaterError), workspace.connect() as ledger, opened(workspace.root) as db, transaction(db):
            check(db, ledger)
            remember(db, ledger)


def lost(db: sqlite3.Connection, ledger: sqlite3.Connection) -> Lost:
    """What vault and ledger miss of each other; of a vault of an earlier version, which remembers nothing, runs alone."""
    known = set(map(tuple, ledger.execute("SELECT chain, hash FROM chains")))
    remembered = db.execute("SELECT key, value FROM meta WHERE key IN (?, ?) ORDER BY key", CHAINS).fetchall()
    unknown = {chain: hash_ for chain, hash_ in remembered if (chain, hash_) not in known}
    there = {run for (run,) in db.execute("SELECT run FROM batches")}
    return Lost(unknown, {run: seq for run, seq in told_runs(ledger).items() if run not in there})


def told_runs(ledger: sqlite3.Connection) -> dict[str, int]:
    """The runs whose values lie in the vault, as the ledger says, with the first entry that says so."""
    found: dict[str, int] = {}
    for entry in entries(ledger, LEDGER):
        for run in entry.body.get("vault", {}):
            found.setdefault(run, entry.seq)
    return found


def unfinished(db: sqlite3.Connection, ledger: sqlite3.Connection) -> list[str]:
    """The runs that were begun and never published: their import was cut short. DamagedWorkspace as for `check`."""
    check(db, ledger)
    runs = {run for (run,) in map(tuple, ledger.execute("SELECT run FROM runs"))}
    return sorted({run for (run,) in db.execute("SELECT run FROM batches")} - runs)


def check(db: sqlite3.Connection, ledger: sqlite3.Connection) -> None:
    """DamagedWorkspace where ledger and vault are of different times."""
    found = lost(db, ledger)
    for chain, hash_ in found.entries.items():
        msg = (
            f"{FILE} is older than {NAME} beside it, or another: the vault remembers an entry of the chain {chain} that is "
            f"not there ({hash_[:12]}…). {PUT_BACK}"
        )
        raise DamagedWorkspace(msg)
    if found.runs:
        raise older_vault(len(found.runs))


def check_times(workspace: Workspace, ledger: sqlite3.Connection) -> None:
    """DamagedWorkspace where ledger and vault are of different times: an entry added now would hide that."""
    check_there(workspace)
    if (workspace.root / NAME).is_file():
        with opened(workspace.root) as db:
            check(db, ledger)


def check_there(workspace: Workspace) -> None:
    """DamagedWorkspace where the ledger names runs whose values lie in the vault, and there is none."""
    if not (workspace.root / NAME).is_file():
        with workspace.connect() as ledger:
            if told := told_runs(ledger):
                raise older_vault(len(told))


def older_vault(imports: int) -> DamagedWorkspace:
    """What is wrong where a vault does not hold what the ledger says is in it."""
    return DamagedWorkspace(
        f"{NAME} is gone, or older than {FILE} beside it: what {imports} {'import' if imports == 1 else 'imports'} put "
        f"into it is not there. Verdicts do not need it. {PUT_BACK}"
    )
