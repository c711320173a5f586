"""The file of a ledger: opened, laid out anew, or told why it cannot be."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.metadata import version
from pathlib import Path

from graph.errors import BadInput, DamagedWorkspace
from graph.ledger.chain import LEDGER, append
from graph.ledger.layout import FORMAT, statements
from graph.ledger.reaching import connection
from graph.ledger.writing import transaction, user

_RESTORE = "Restore it from a copy, or import the files into a new workspace"
_DAMAGED = {0, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}
"""Codes of errors; 0: text that is none, SQLITE_ERROR: tables that are not there."""
_OUT_OF_REACH = {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
}


@contextmanager
def opened(ledger: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a ledger; DamagedWorkspace where the file is none, BadInput where it cannot be opened or written."""
    try:
        with closing(connection(ledger)) as db:
            yield db
    except UnicodeDecodeError as error:  # SQLite says what is wrong with words out of the damaged file
        msg = f"{ledger} is damaged: it holds text that is none. {_RESTORE}"
        raise DamagedWorkspace(msg) from error
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte; the rest only says more
        if code in _DAMAGED:
            msg = f"{ledger} is damaged: {error}. {_RESTORE}"
            raise DamagedWorkspace(msg) from error
        if code in _OUT_OF_REACH:
            msg = (
                f"{ledger} cannot be opened or written: {error}. Name a folder you may write to, with room on its disk"
            )
            raise BadInput(msg) from error
        if code == sqlite3.SQLITE_BUSY:
            msg = f"{ledger} is being written by another import, which has not ended. Try again when it has"
            raise BadInput(msg) from error
        raise


def tables(db: sqlite3.Connection) -> set[str]:
    """The names of the tables of a ledger; none of an empty file."""
    return {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def check_format(db: sqlite3.Connection, ledger: Path) -> None:
    """BadInput where the ledger was laid out by another version: what this one would read there may mean another thing.

    DamagedWorkspace where it was this version, as the first entry says.
    """
    there = tables(db)
    row = db.execute("SELECT value FROM meta WHERE key = 'format'").fetchone() if "meta" in there else None
    if row is not None and row[0] == FORMAT:
        return
    first = (
        db.execute("SELECT body FROM chains WHERE chain = 'ledger' AND seq = 1").fetchone()
        if "chains" in there
        else None
    )
    if first is not None and f'"format":"{FORMAT}"' in first[0]:
        msg = f"{ledger} is damaged: its format is not the one it was made in. {_RESTORE}"
        raise DamagedWorkspace(msg)
    found = f"format {row[0]}" if row else "no format"
    msg = (
        f"{ledger} is a workspace of another version: it has {found}, this version reads format {FORMAT}. Open it with "
        "the version of Headwater that made it, or import the files into a new workspace"
    )
    raise BadInput(msg)


def lay_out(db: sqlite3.Connection) -> None:
    """Make the tables of a new ledger and its first entry, unless another process has just done so."""
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    with transaction(db):
        if tables(db):
            return
        for statement in statements():
            db.execute(statement)
        told = {"format": FORMAT, "workspace": secrets.token_hex(16)}
        db.executemany("INSERT INTO meta VALUES (?, ?, 1)", told.items())
        append(db, LEDGER, user(), "made", {**told, "version": version("headwater")})


def emptied(ledger: Path) -> DamagedWorkspace:
    """What is wrong where facts lie beside a ledger without tables."""
    return DamagedWorkspace(f"{ledger} is damaged: it is empty. {_RESTORE}")
