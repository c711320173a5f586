"""Writing to a ledger: all of it or nothing, and by whom."""

from __future__ import annotations

import getpass
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

if sys.platform != "win32":
    import pwd


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """The write lock of a database: all that is done under it counts at its end, or not at all."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # a full disk has already rolled it back
            db.execute("ROLLBACK")
        raise


def user() -> str:
    """The name of the user of this computer, or the number where the system knows no name for it.

    Asked of the system, where it can be: the variables that `getpass` believes anybody can set.
    """
    if sys.platform == "win32":
        return getpass.getuser()
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def now() -> str:
    """The time of an entry, in UTC to the second: 2026-11-23T01:50:00+00:00."""
    return datetime.now(UTC).isoformat(timespec="seconds")
