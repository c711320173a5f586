"""The tables of a ledger, and the triggers that let nothing in them be changed or removed.

Every table with a column `entry` is guarded: its rows name the entry of the chain `ledger` that recorded them, and that
entry holds their digest. A table added here with such a column is guarded without further ado. The columns of a primary key
stand first: `integrity_check` of SQLite 3.40 takes others of a table without rowids for NULL.
"""

from __future__ import annotations

import re
import sqlite3
from functools import cache

FORMAT = "3"
TABLES = """
CREATE TABLE meta (                    -- format, name of the workspace, fingerprint of the key of its tokens
    key TEXT PRIMARY KEY, value TEXT NOT NULL, entry INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE chains (                  -- entries of the chains `ledger` and `audit`
    chain TEXT NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL,
    body TEXT NOT NULL,                -- canonical JSON
    rows TEXT NOT NULL,                -- canonical JSON: of each guarded table the number and the digest of the rows added
    previous TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (chain, seq)
) WITHOUT ROWID;
CREATE TABLE heads (                   -- the last entry of each chain, once more: the one table whose rows are replaced
    chain TEXT PRIMARY KEY, seq INTEGER NOT NULL, hash TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE runs (
    run TEXT PRIMARY KEY,              -- digest of the plan it carried out
    published_at TEXT NOT NULL, who TEXT NOT NULL, version TEXT NOT NULL, entry INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE evidence (                -- one row a file read, also those inside a zip
    sha256 TEXT NOT NULL, file TEXT NOT NULL, run TEXT NOT NULL REFERENCES runs, size INTEGER NOT NULL,
    archive TEXT NOT NULL,             -- name of the zip it came in, and the SHA-256 of that; empty where it came alone
    archive_sha256 TEXT NOT NULL, entry INTEGER NOT NULL,
    PRIMARY KEY (sha256, file, run)
) WITHOUT ROWID;
CREATE TABLE tables (                  -- one row a table found in a file, by every import that brought the file
    sha256 TEXT NOT NULL, sheet TEXT NOT NULL, kind TEXT NOT NULL, run TEXT NOT NULL REFERENCES runs,
    file TEXT NOT NULL, encoding TEXT NOT NULL,
    mapping TEXT NOT NULL,             -- JSON: header to column, null where it is left out
    mapping_name TEXT NOT NULL, mapping_version INTEGER NOT NULL,
    taken INTEGER NOT NULL, flagged INTEGER NOT NULL, refused INTEGER NOT NULL, repeated INTEGER NOT NULL,
    dropped INTEGER NOT NULL,
    place INTEGER NOT NULL,            -- which table of its import it is, from 0
    read_in TEXT NOT NULL,             -- the run that read this very file before, whose facts these are; empty: this one
    entry INTEGER NOT NULL, PRIMARY KEY (sha256, sheet, kind, run)
) WITHOUT ROWID;
CREATE TABLE refusals (                -- never the content of the row: that is an identity
    entry INTEGER NOT NULL, sha256 TEXT NOT NULL, sheet TEXT NOT NULL, row INTEGER NOT NULL, "column" TEXT NOT NULL,
    code TEXT NOT NULL, run TEXT NOT NULL REFERENCES runs, PRIMARY KEY (entry, sha256, sheet, row, "column", code)
) WITHOUT ROWID;
CREATE TABLE answers (                 -- a refused row that came back, corrected or not, in a file imported later
    sha256 TEXT NOT NULL, sheet TEXT NOT NULL, row INTEGER NOT NULL, run TEXT NOT NULL REFERENCES runs,
    entry INTEGER NOT NULL, PRIMARY KEY (sha256, sheet, row, run)
) WITHOUT ROWID;
CREATE TABLE mappings (                -- how tables under the same headers are read; a new version is a new row
    name TEXT NOT NULL, version INTEGER NOT NULL, header_set TEXT NOT NULL, kind TEXT NOT NULL,
    mapping TEXT NOT NULL,             -- JSON: header to column, "" where it is left out, best read first
    entry INTEGER NOT NULL, PRIMARY KEY (name, version, header_set)
) WITHOUT ROWID;
CREATE TABLE facts (                   -- one row a Parquet file; kind `hints`: what only suggests who is who,
                                       -- `orders.repeated`: orders that were facts already. A row that a later entry
                                       -- recorded stands in for the run's own while another import is withdrawn
    kind TEXT NOT NULL, run TEXT NOT NULL REFERENCES runs, entry INTEGER NOT NULL, rows INTEGER NOT NULL,
    sha256 TEXT NOT NULL, PRIMARY KEY (kind, run, entry)
) WITHOUT ROWID;
"""
REPLACED = {"heads"}
_NAMES = tuple(re.findall(r"^CREATE TABLE (\w+)", TABLES, re.MULTILINE))


def statements() -> list[str]:
    """All that makes a ledger, a statement each: its tables, then two triggers a table."""
    tables = [text for text in TABLES.split(";\n") if text.strip()]
    return tables + [_trigger(name, verb) for name in _NAMES for verb in _refused(name)]


def _refused(table: str) -> tuple[str, ...]:
    return ("DELETE",) if table in REPLACED else ("DELETE", "UPDATE")


def _trigger(table: str, verb: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END"
    )


@cache
def guarded() -> tuple[str, ...]:
    """The tables whose rows an entry vouches for, by name."""
    with sqlite3.connect(":memory:") as db:
        for statement in statements():
            db.execute(statement)
        return tuple(sorted(name for name in _NAMES if _has_entry(db, name)))


def _has_entry(db: sqlite3.Connection, table: str) -> bool:
    return any(column[1] == "entry" for column in db.execute(f"PRAGMA table_info({table})"))
