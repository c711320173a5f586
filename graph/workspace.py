"""A workspace: the layout of its directory and the SQLite ledger that says which facts count.

    headwater.sqlite              the ledger (WAL): evidence files, runs, tables read, refused rows, judgements, two chains
    facts/<kind>/<run>.parquet    immutable facts, one file a kind and run; they count once the run is published

A reader never waits for a writer, and a crash leaves the old state or the new one: a run's files are written first and
one commit of the ledger publishes them all.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.metadata import version
from pathlib import Path

import polars as pl

from graph.errors import BadInput, DamagedWorkspace, NoWorkspace
from graph.facts import HINTS, ParquetFacts, read_checked
from graph.ledger import LEDGER, append, transaction, user
from graph.ledger.layout import FORMAT, statements
from graph.schema import RECORDS

Published = tuple[tuple[str, str, str], ...]
KEPT_HINTS = "hints"
"""The kind under which hints lie beside the facts: what suggests that two persons are one, and links nobody."""
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
def _opened(ledger: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a ledger; DamagedWorkspace where the file is none, BadInput where it cannot be opened or written."""
    try:
        with closing(sqlite3.connect(ledger, isolation_level=None, timeout=30)) as db:
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


def _tables(db: sqlite3.Connection) -> set[str]:
    """The names of the tables of a ledger; none of an empty file."""
    return {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def _check_format(db: sqlite3.Connection, ledger: Path) -> None:
    """BadInput where the ledger was laid out by another version: what this one would read there may mean another thing.

    DamagedWorkspace where it was this version, as the first entry says.
    """
    tables = _tables(db)
    row = db.execute("SELECT value FROM meta WHERE key = 'format'").fetchone() if "meta" in tables else None
    if row is not None and row[0] == FORMAT:
        return
    first = db.execute("SELECT body FROM chains WHERE seq = 1").fetchone() if "chains" in tables else None
    if first is not None and f'"format":"{FORMAT}"' in first[0]:
        msg = f"{ledger} is damaged: its format is not the one it was made in. {_RESTORE}"
        raise DamagedWorkspace(msg)
    found = f"format {row[0]}" if row else "no format"
    msg = (
        f"{ledger} is a workspace of another version: it has {found}, this version reads format {FORMAT}. Open it with "
        "the version of Headwater that made it, or import the files into a new workspace"
    )
    raise BadInput(msg)


def _lay_out(db: sqlite3.Connection) -> None:
    """Make the tables of a new ledger and its first entry, unless another process has just done so."""
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    with transaction(db):
        if _tables(db):
            return
        for statement in statements():
            db.execute(statement)
        told = {"format": FORMAT, "workspace": secrets.token_hex(16)}
        db.executemany("INSERT INTO meta VALUES (?, ?, 1)", told.items())
        append(db, LEDGER, user(), "made", {**told, "version": version("headwater")})


def _emptied(ledger: Path) -> DamagedWorkspace:
    return DamagedWorkspace(f"{ledger} is damaged: it is empty. {_RESTORE}")


def _none(root: Path) -> NoWorkspace:
    msg = f"{root} is not a workspace: it has no headwater.sqlite. Import files with: headwater ingest FILES -w {root}"
    return NoWorkspace(msg)


class Workspace:
    """A workspace directory that exists."""

    def __init__(self, root: Path) -> None:
        self.root = root
        if not self.ledger.is_file():
            raise _none(root)

    @classmethod
    def find(cls, root: Path) -> Workspace | None:
        """The workspace at `root`; None where there is none, or its making was cut short."""
        try:
            found = cls(root)
            with found.connect():
                return found
        except NoWorkspace:
            return None

    @classmethod
    def create(cls, root: Path) -> Workspace:
        """Open the workspace at `root`, made anew where there is none.

        BadInput: it cannot be made there, or another version made it. DamagedWorkspace: facts lie there whose ledger is empty.
        """
        try:
            root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            msg = f"{root} cannot be made a workspace: {error.strerror}. Name a folder you may write to"
            raise BadInput(msg) from error
        ledger = root / "headwater.sqlite"
        with _opened(ledger) as db:
            if not _tables(db):
                if (root / "facts").exists():
                    raise _emptied(ledger)
                _lay_out(db)
            _check_format(db, ledger)
        return cls(root)

    @property
    def ledger(self) -> Path:
        """The ledger's file."""
        return self.root / "headwater.sqlite"

    @contextmanager
    def connect(self) -> Iterator[sqlite3.Connection]:
        """Open the ledger; rows by name, transactions by hand (BEGIN IMMEDIATE … COMMIT).

        NoWorkspace: it was never finished. DamagedWorkspace: it is empty. BadInput: another version made it.
        """
        with _opened(self.ledger) as db:
            if not _tables(db):
                raise _emptied(self.ledger) if (self.root / "facts").exists() else _none(self.root)
            _check_format(db, self.ledger)
            db.row_factory = sqlite3.Row
            db.execute("PRAGMA synchronous=FULL")
            db.execute("PRAGMA foreign_keys=ON")
            db.execute("PRAGMA recursive_triggers=ON")  # so that REPLACE is refused as well
            yield db

    def facts_file(self, kind: str, run: str) -> Path:
        """Where the facts of one kind and run lie."""
        return self.root / "facts" / kind / f"{run}.parquet"

    def published(self) -> Published:
        """What is read: the (kind, run, SHA-256) of all files of published facts, sorted. Nothing else reaches an answer."""
        with self.connect() as db:
            rows = db.execute("SELECT kind, run, sha256 FROM facts ORDER BY kind, run").fetchall()
        return tuple((row["kind"], row["run"], row["sha256"]) for row in rows)

    def facts(self, published: Published | None = None) -> ParquetFacts:
        """The facts of all published runs, or of those given; each file is checked against the ledger when it is read."""
        rows = self.published() if published is None else published
        return ParquetFacts(
            {kind: {self.facts_file(kind, run): sha256 for k, run, sha256 in rows if k == kind} for kind in RECORDS}
        )

    def hints(self) -> pl.DataFrame:
        """What suggests that two persons are one, of all published runs (columns `graph.facts.HINTS`); DamagedWorkspace."""
        files = [
            (self.facts_file(KEPT_HINTS, run), sha256) for kind, run, sha256 in self.published() if kind == KEPT_HINTS
        ]
        return pl.concat([HINTS.to_frame(), *(read_checked(file, sha256, HINTS, KEPT_HINTS) for file, sha256 in files)])
