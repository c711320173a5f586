"""Digests of the rows that an entry of the ledger vouches for."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from graph.ledger.layout import guarded

Digests = dict[str, list[Any]]
"""Of each table its number of rows and the SHA-256 of them in hex: {"runs": [1, "9f…"]}."""


def canonical(value: object) -> str:
    """A value as JSON, written in one way only."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def added(db: sqlite3.Connection, seq: int) -> Digests:
    """The digests of the rows that say an entry recorded them; tables without such rows are left out."""
    found = {name: digest(db.execute(f"SELECT * FROM {name} WHERE entry = ?", (seq,))) for name in guarded()}  # noqa: S608 - our own tables
    return {name: told for name, told in found.items() if told[0]}


def recorded(db: sqlite3.Connection, table: str) -> dict[Any, list[Any]]:
    """The digests of all rows of a table by the entry they name."""
    by_entry: dict[Any, list[Any]] = {}
    for row in db.execute(f"SELECT entry, * FROM {table}"):  # noqa: S608 - our own tables
        by_entry.setdefault(row[0], []).append(tuple(row)[1:])
    return {seq: digest(rows) for seq, rows in by_entry.items()}


def digest(rows: Iterable[Any]) -> list[Any]:
    """The number of rows and the SHA-256 over them; their order does not count."""
    lines = sorted(json.dumps(tuple(row), default=repr) for row in rows)
    return [len(lines), hashlib.sha256("\n".join(lines).encode()).hexdigest()]
