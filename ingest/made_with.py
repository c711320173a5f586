"""The key a workspace was made with, as its ledger remembers it: that of its first import."""

from __future__ import annotations

import sqlite3

from graph.workspace import Workspace
from ingest.keys import Key, fitting_key, key_path, present_key


def token_key(db: sqlite3.Connection) -> str | None:
    """The fingerprint of the key of the first import; None before that."""
    row = db.execute("SELECT value FROM meta WHERE key = 'token_key'").fetchone()
    return None if row is None else str(row[0])


def key_for(there: Workspace | None) -> Key:
    """The user's key to import with, made on first use. WrongKey where the key of the workspace is gone or another one."""
    return fitting_key(None if there is None else _fingerprint(there))


def key_of(workspace: Workspace) -> Key:
    """The user's key, which must be there and be that of a workspace; of one without imports it is any. WrongKey."""
    fingerprint = _fingerprint(workspace)
    return present_key(key_path()) if fingerprint is None else fitting_key(fingerprint)


def _fingerprint(workspace: Workspace) -> str | None:
    with workspace.connect() as db:
        return token_key(db)
