"""Whether an SQLite file of a workspace is whole: its pages, its layout, its log, and the rows its entries vouch for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from graph.ledger.chain import CHAINS, FILE, LEDGER, check
from graph.ledger.difference import Difference
from graph.ledger.layout import guarded, statements
from graph.ledger.rows import recorded
from graph.ledger.wal import loses_commits


def sound_file(db: sqlite3.Connection, file: Path, layout: Iterable[str]) -> Iterator[Difference]:
    """What is wrong with a file as SQLite sees it: its log, its pages and indexes, and `layout`, the statements that made it."""
    if loses_commits(file.with_name(f"{file.name}-wal")):
        yield Difference(f"{file.name}-wal", "", 0, "log_changed")
    for (told,) in db.execute("PRAGMA integrity_check(3)"):
        if told != "ok":
            yield Difference(file.name, "", 0, "unsound", " ".join(str(told).split()))
    made = sqlite3.connect(":memory:")
    for statement in layout:
        made.execute(statement)
    if _schema(made) != _schema(db):
        yield Difference(file.name, "sqlite_master", 0, "layout_changed")


def sound_ledger(db: sqlite3.Connection, file: Path) -> Iterator[Difference]:
    """What is wrong with a ledger: the file itself, its chains, and rows that are not what an entry recorded."""
    yield from sound_file(db, file, statements())
    for chain in CHAINS:
        yield from check(db, chain)
    for table in ("chains", "heads"):
        if db.execute(f"SELECT 1 FROM {table} WHERE chain NOT IN (?, ?)", CHAINS).fetchone():  # noqa: S608 - our own tables
            yield Difference(FILE, table, 0, "rows_unrecorded")
    vouched = _vouched(db)
    for table in guarded():
        found, told = recorded(db, table), vouched.get(table, {})
        for seq in sorted(found.keys() | told.keys(), key=repr):
            if found.get(seq) != told.get(seq):
                code = "rows_changed" if seq in told else "rows_unrecorded"
                yield Difference(FILE, table, seq if isinstance(seq, int) else 0, code)


def _vouched(db: sqlite3.Connection) -> dict[str, dict[Any, Any]]:
    """Of each table the digests of rows by the entry that recorded them."""
    found: dict[str, dict[Any, Any]] = {}
    for seq, rows in db.execute("SELECT seq, rows FROM chains WHERE chain = ?", (LEDGER,)):
        try:
            told = json.loads(rows)
        except (TypeError, ValueError):
            continue  # the chain has told of it
        for table, digest in told.items() if isinstance(told, dict) else ():
            found.setdefault(table, {})[seq] = digest
    return found


def _schema(db: sqlite3.Connection) -> list[tuple[Any, ...]]:
    query = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name"
    return [tuple(row) for row in db.execute(query)]
