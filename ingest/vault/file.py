"""The vault's file, `vault.sqlite` in a workspace: what it holds, and how it is opened.

Of identities only the masked text can be read without the user's key, and of refused rows only where they stand.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from graph.errors import BadInput, DamagedWorkspace, HeadwaterError
from graph.ledger.reaching import connection

NAME = "vault.sqlite"
FORMAT = "1"
PAGE = 16_384
TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE batches (                 -- sealed together: for which run, with which of the user's secrets, the salt of its key
    batch INTEGER PRIMARY KEY, run TEXT NOT NULL, secret TEXT NOT NULL, salt BLOB NOT NULL
);
CREATE TABLE identities (              -- the value behind a token, sealed under its number in the batch, and its masked text
    token TEXT PRIMARY KEY, "column" TEXT NOT NULL, batch INTEGER NOT NULL, number INTEGER NOT NULL,
    sealed BLOB NOT NULL, masked TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE refused (                 -- refused rows: cells as they stood, a JSON list, sealed
    sha256 TEXT, sheet TEXT, row INTEGER, batch INTEGER NOT NULL, number INTEGER NOT NULL, sealed BLOB NOT NULL,
    PRIMARY KEY (sha256, sheet, row)
) WITHOUT ROWID;
CREATE TABLE headers (                 -- the headers of tables with refused rows, a JSON list
    sha256 TEXT, sheet TEXT, batch INTEGER NOT NULL, cells TEXT NOT NULL, PRIMARY KEY (sha256, sheet)
) WITHOUT ROWID;
"""
_DAMAGED = {0, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}
"""Codes of errors; 0: text that is none, SQLITE_ERROR: tables that are not there."""
_RESTORE = "Restore it from a copy; verdicts do not need it"


@contextmanager
def opened(root: Path) -> Iterator[sqlite3.Connection]:
    """The vault of a workspace, as it is: rows as tuples, transactions by hand. BadInput where there is none."""
    file = root / NAME
    if not file.is_file():
        msg = f"{root} has no vault: {NAME} is not there. {_RESTORE}"
        raise BadInput(msg)
    with _connected(file) as db:
        _check_format(db, file)
        yield db


@contextmanager
def opened_or_made(root: Path) -> Iterator[sqlite3.Connection]:
    """The vault of a workspace, made where there is none."""
    with _connected(root / NAME) as db:
        db.execute(f"PRAGMA page_size={PAGE}")
        db.execute("BEGIN IMMEDIATE")
        if not db.execute("SELECT 1 FROM sqlite_master").fetchone():
            for statement in TABLES.split(";\n")[:-1]:
                db.execute(statement)
            db.execute("INSERT INTO meta VALUES ('format', ?)", (FORMAT,))
        db.execute("COMMIT")
        db.execute("PRAGMA journal_mode=WAL")
        _check_format(db, root / NAME)
        yield db


@contextmanager
def _connected(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection; what goes wrong in it, in one line."""
    try:
        with closing(connection(file)) as db:
            db.execute("PRAGMA synchronous=FULL")
            db.execute("PRAGMA secure_delete=ON")  # what a rotation replaces is overwritten
            yield db
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED:
            msg = f"{file} is damaged: {error}. {_RESTORE}"
            raise DamagedWorkspace(msg) from error
        msg = f"{file} cannot be opened or written: {error}. See that you may write to it and that its disk has room"
        raise BadInput(msg) from error


def out_of_reach(error: HeadwaterError) -> bool:
    """Whether an error tells of a vault that could not be opened or written, whatever it holds."""
    return isinstance(error, BadInput) and isinstance(error.__cause__, sqlite3.DatabaseError)


def laid_out(root: Path) -> bool:
    """Whether there is a vault with its tables; an import cut short at the very first leaves a file without any."""
    if not (root / NAME).is_file():
        return False
    with _connected(root / NAME) as db:
        return bool(db.execute("SELECT 1 FROM sqlite_master").fetchone())


def _check_format(db: sqlite3.Connection, file: Path) -> None:
    """BadInput where another version laid it out."""
    there = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone()
    row = db.execute("SELECT value FROM meta WHERE key = 'format'").fetchone() if there else None
    if row is None or row[0] != FORMAT:
        msg = f"{file} is no vault of this version: it has {f'format {row[0]}' if row else 'no format'}, not {FORMAT}. {_RESTORE}"
        raise BadInput(msg)
