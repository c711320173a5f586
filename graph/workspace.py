"""A workspace: the layout of its directory and the SQLite ledger that says which facts count.

    headwater.sqlite              the ledger (WAL): evidence files, runs, tables read, refused rows, judgements, audit
    facts/<kind>/<run>.parquet    immutable facts, one file a kind and run; they count once the run is published

A reader never waits for a writer, and a crash leaves the old state or the new one: a run's files are written first and
one commit of the ledger publishes them all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from graph.errors import BadInput, DamagedWorkspace, NoWorkspace
from graph.facts import ParquetFacts
from graph.schema import RECORDS

Published = tuple[tuple[str, str, str], ...]
FORMAT = "1"
LEDGER = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS runs (
    run TEXT PRIMARY KEY,              -- digest of the plan it carried out
    published_at TEXT NOT NULL, who TEXT NOT NULL, version TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS evidence (  -- one row a file read, also those inside a zip
    sha256 TEXT NOT NULL, run TEXT NOT NULL REFERENCES runs, file TEXT NOT NULL, size INTEGER NOT NULL,
    PRIMARY KEY (sha256, file)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tables (    -- one row a table found in a file
    sha256 TEXT NOT NULL, sheet TEXT NOT NULL, run TEXT NOT NULL REFERENCES runs, file TEXT NOT NULL,
    kind TEXT NOT NULL, encoding TEXT NOT NULL, mapping TEXT NOT NULL,
    taken INTEGER NOT NULL, flagged INTEGER NOT NULL, refused INTEGER NOT NULL, repeated INTEGER NOT NULL,
    PRIMARY KEY (sha256, sheet, kind)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS refusals (  -- never the content of the row: that is an identity
    sha256 TEXT NOT NULL, sheet TEXT NOT NULL, row INTEGER NOT NULL, "column" TEXT NOT NULL, code TEXT NOT NULL,
    run TEXT NOT NULL REFERENCES runs, PRIMARY KEY (sha256, sheet, row, "column", code)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS facts (     -- one row a Parquet file
    kind TEXT NOT NULL, run TEXT NOT NULL REFERENCES runs, rows INTEGER NOT NULL, sha256 TEXT NOT NULL,
    PRIMARY KEY (kind, run)
) WITHOUT ROWID;
"""


_RESTORE = "Restore it from a copy, or import the files into a new workspace"
_DAMAGED = {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}
_OUT_OF_REACH = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_FULL}


@contextmanager
def _opened(ledger: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a ledger; DamagedWorkspace where the file is none, BadInput where it cannot be opened or written."""
    try:
        with closing(sqlite3.connect(ledger, isolation_level=None, timeout=30)) as db:
            yield db
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
        raise


def _tables(db: sqlite3.Connection) -> set[str]:
    """The names of the tables of a ledger; none of an empty file."""
    return {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def _check_format(db: sqlite3.Connection, ledger: Path) -> None:
    """BadInput where the ledger was laid out by another version: what this one would read there may mean another thing."""
    laid_out = "meta" in _tables(db)
    row = db.execute("SELECT value FROM meta WHERE key = 'format'").fetchone() if laid_out else None
    if row is None or row[0] != FORMAT:
        found = f"format {row[0]}" if row else "no format"
        msg = (
            f"{ledger} is a workspace of another version: it has {found}, this version reads format {FORMAT}. Open it with "
            "the version of Headwater that made it, or import the files into a new workspace"
        )
        raise BadInput(msg)


def _emptied(ledger: Path) -> DamagedWorkspace:
    return DamagedWorkspace(f"{ledger} is damaged: it is empty. {_RESTORE}")


class Workspace:
    """A workspace directory that exists."""

    def __init__(self, root: Path) -> None:
        self.root = root
        if not self.ledger.is_file():
            msg = f"{root} is not a workspace: it has no headwater.sqlite. Import files with: headwater ingest FILES -w {root}"
            raise NoWorkspace(msg)

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
        with _opened(root / "headwater.sqlite") as db:
            db.execute("BEGIN IMMEDIATE")
            if _tables(db):
                _check_format(db, root / "headwater.sqlite")
            elif (root / "facts").exists():
                raise _emptied(root / "headwater.sqlite")
            for statement in LEDGER.split(";")[:-1]:
                db.execute(statement)
            db.execute("INSERT OR IGNORE INTO meta VALUES ('format', ?)", (FORMAT,))
            db.execute("COMMIT")
            db.execute("PRAGMA journal_mode=WAL")
        return cls(root)

    @property
    def ledger(self) -> Path:
        """The ledger's file."""
        return self.root / "headwater.sqlite"

    @contextmanager
    def connect(self) -> Iterator[sqlite3.Connection]:
        """Open the ledger; rows by name, transactions by hand (BEGIN IMMEDIATE … COMMIT).

        DamagedWorkspace: it is empty. BadInput: another version made it.
        """
        with _opened(self.ledger) as db:
            if not _tables(db):
                raise _emptied(self.ledger)
            _check_format(db, self.ledger)
            db.row_factory = sqlite3.Row
            db.execute("PRAGMA synchronous=FULL")
            db.execute("PRAGMA foreign_keys=ON")
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
