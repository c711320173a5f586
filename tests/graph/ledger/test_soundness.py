"""Rows of a ledger are what their entries recorded, and its layout is the one that was made."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.ledger import LEDGER, append, next_seq, transaction
from graph.ledger.soundness import sound_ledger
from graph.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace with two runs and a refused row each."""
    made = Workspace.create(tmp_path / "w")
    with made.connect() as db:
        for run in ("r1", "r2"):
            with transaction(db):
                entry = next_seq(db)
                db.execute("INSERT INTO runs VALUES (?, 't', 'who', '0', ?)", (run, entry))
                db.execute("INSERT INTO refusals VALUES (?, 'f', '', 7, 'phone', 'missing', ?)", (entry, run))
                append(db, LEDGER, "who", "imported", {"run": run})
    return made


@pytest.fixture
def db(workspace: Workspace) -> Iterator[sqlite3.Connection]:
    """Its ledger."""
    with workspace.connect() as db:
        db.execute("PRAGMA foreign_keys=OFF")
        yield db


def found(db: sqlite3.Connection, workspace: Workspace) -> list[tuple[str, int, str]]:
    """What differs: table, entry, code."""
    return [(one.table, one.seq, one.code) for one in sound_ledger(db, workspace.ledger)]


def test_a_ledger_as_it_was_written_is_sound(db: sqlite3.Connection, workspace: Workspace) -> None:
    """Nothing differs."""
    assert found(db, workspace) == []


@pytest.mark.parametrize(
    ("statement", "differs"),
    [
        ("UPDATE runs SET who = 'another' WHERE run = 'r1'", [("runs", 2, "rows_changed")]),
        ("UPDATE refusals SET row = 8 WHERE run = 'r2'", [("refusals", 3, "rows_changed")]),
        ("UPDATE refusals SET row = '7' || char(0) WHERE run = 'r2'", [("refusals", 3, "rows_changed")]),
        ("UPDATE refusals SET row = 7.5", [("refusals", 2, "rows_changed"), ("refusals", 3, "rows_changed")]),
        ("DELETE FROM refusals WHERE run = 'r1'", [("refusals", 2, "rows_changed")]),
        ("INSERT INTO facts VALUES ('orders', 'r1', 2, 1, 'x')", [("facts", 2, "rows_unrecorded")]),
        ("INSERT INTO facts VALUES ('orders', 'r1', 9, 1, 'x')", [("facts", 9, "rows_unrecorded")]),
        ("INSERT INTO chains SELECT 'another', seq, at, who, what, body, rows, previous, hash FROM chains WHERE seq = 1", [
            ("chains", 0, "rows_unrecorded")]),
        ("INSERT INTO heads VALUES ('another', 1, 'x')", [("heads", 0, "rows_unrecorded")]),
        ("UPDATE meta SET value = 'x' WHERE key = 'workspace'", [
            ("chain ledger", 1, "entry_changed"), ("meta", 1, "rows_changed")]),
    ],
)  # fmt: skip
def test_rows_that_differ_are_told_by_table_and_entry(
    db: sqlite3.Connection, workspace: Workspace, statement: str, differs: list[tuple[str, int, str]]
) -> None:
    """Changed, removed, added; behind the triggers, which are put back."""
    table = statement.split()[2 if statement.startswith(("DELETE", "INSERT")) else 1]
    triggers = [
        row[0] for row in db.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,))
    ]
    for verb in ("delete", "update"):
        db.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")
    db.execute(statement)
    for trigger in triggers:
        db.execute(trigger)

    assert found(db, workspace) == differs


@pytest.mark.parametrize("statement", ["DROP TRIGGER runs_no_update", "CREATE TABLE extra (a)", "DROP TABLE heads"])
def test_another_layout_is_told(db: sqlite3.Connection, workspace: Workspace, statement: str) -> None:
    """A trigger taken away lets rows be changed."""
    db.execute(statement)
    changed = iter(sound_ledger(db, workspace.ledger))

    assert next(changed).code == "layout_changed"
