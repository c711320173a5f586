"""What an import that was cut short has left, removed: values, originals and facts of a run that was begun and never published.

Nothing else is ever removed: what no import names, and the vault does not say was begun, may be what another copy of the
ledger names.
"""

from __future__ import annotations

import sqlite3

from graph.workspace import Workspace
from ingest.vault.originals import KEY, remove_originals
from ingest.vault.together import remember, unfinished

TABLES = ("identities", "refused", "headers", "batches")


def sweep(workspace: Workspace, db: sqlite3.Connection, ledger: sqlite3.Connection) -> None:
    """Remove it, and let the vault remember the ledger, within the transaction of the caller, who keeps other writers out.

    The vault's own rows go last: cut short itself, this is done by the next import. DamagedWorkspace where ledger and
    vault are of different times; nothing is removed then.
    """
    for run in unfinished(db, ledger):
        for file in sorted(workspace.root.glob(f"facts/*/{run}.*")):
            file.unlink()
        for (batch,) in db.execute("SELECT batch FROM batches WHERE run = ?", (run,)).fetchall():
            keys = db.execute('SELECT token FROM identities WHERE batch = ? AND "column" = ?', (batch, KEY)).fetchall()
            remove_originals(workspace, [token for (token,) in keys])
            for table in TABLES:
                db.execute(f"DELETE FROM {table} WHERE batch = ?", (batch,))  # noqa: S608 - our own tables
    remember(db, ledger)
