"""A connection to an SQLite file of a workspace, also of one that lies where nothing can be written."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

WAIT = 30.0
"""Seconds for which a writer waits for another."""


def connection(file: Path) -> sqlite3.Connection:
    """Transactions by hand. In a folder nobody may write to, as on a disc of evidence, it is read as it is.

    SQLite shares its log through a file beside it, which it cannot make there; without a log it needs none.
    """
    log = file.with_name(f"{file.name}-wal")
    if file.is_file() and not os.access(file.parent, os.W_OK) and not (log.exists() and log.stat().st_size):
        return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
    return sqlite3.connect(file, isolation_level=None, timeout=WAIT)
