"""What an import that was cut short has left, removed: values, originals and facts of a run that was begun and never published.

Nothing else is ever removed: what no import names, and the vault does not say was begun, may be what another copy of the
ledger names.
"""

from __future__ import annotations

import re
import sqlite3

from graph.ledger import facts_files
from graph.workspace import Workspace
from ingest.vault.originals import KEY, remove_originals
from ingest.vault.together import remember, unfinished

TABLES = ("identities", "refused", "headers", "batches")


def sweep(workspace: Workspace, db: sqlite3.Connection, ledger: sqlite3.Connection) -> None:
    """Remove it, and let the vault remember the ledger, within the transaction of the caller, who keeps other writers out.

    The vault's own rows go last: cut short itself, this is done by the next import. DamagedWorkspace where ledger and
    vault are of different times; nothing is removed then.
    """
    left = unfinished(db, ledger)
    sweep_stand_ins(workspace, ledger)
    for run in left:
        for file in sorted(workspace.root.glob(f"facts/*/{run}.*")):
            file.unlink()
        for (batch,) in db.execute("SELECT batch FROM batches WHERE run = ?", (run,)).fetchall():
            keys = db.execute('SELECT token FROM identities WHERE batch = ? AND "column" = ?', (batch, KEY)).fetchall()
            remove_originals(workspace, [token for (token,) in keys])
            for table in TABLES:
                db.execute(f"DELETE FROM {table} WHERE batch = ?", (batch,))  # noqa: S608 - our own tables
    remember(db, ledger)


STAND_IN = re.compile(r"[0-9a-f]{64}-[0-9]+\.(parquet|writing)")


def sweep_stand_ins(workspace: Workspace, ledger: sqlite3.Connection) -> None:
    """Remove files that were to stand in for those of runs, of a withdrawal that was cut short: they were made of facts that are there.

    For whoever holds the ledger's write lock and has seen that ledger and vault are of one time.
    """
    named = {f"{one.name}.parquet" for one in facts_files(ledger)}
    for file in sorted((workspace.root / "facts").glob("*/*-*.*")):
        if STAND_IN.fullmatch(file.name) and file.name not in named:
            file.unlink()
