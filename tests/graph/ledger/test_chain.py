"""Chains of entries: what is changed, removed, put in between or cut off is found, and where."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import DamagedWorkspace
from graph.ledger import AUDIT, LEDGER, append, check, entries, head, next_seq, transaction
from graph.ledger.chain import known
from graph.ledger.layout import guarded, statements
from graph.workspace import Workspace


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A ledger whose audit chain has three entries."""
    workspace = Workspace.create(tmp_path / "w")
    with workspace.connect() as db:
        for n in range(3):
            with transaction(db):
                append(db, AUDIT, "王警官", "revealed", {"token": f"h:{n}", "reason": "回访"})
        yield db


def tamper(db: sqlite3.Connection, statement: str) -> None:
    """Change a ledger behind its triggers."""
    for table in ("chains", "heads"):
        for verb in ("delete", "update"):
            db.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")
    db.execute(statement)


def test_entries_are_told_as_they_were_made(db: sqlite3.Connection) -> None:
    """In order; each chain counts from 1."""
    told = list(entries(db, AUDIT))

    assert [(one.seq, one.who, one.what, one.body["token"]) for one in told] == [
        (1, "王警官", "revealed", "h:0"), (2, "王警官", "revealed", "h:1"), (3, "王警官", "revealed", "h:2"),
    ]  # fmt: skip
    assert (head(db, AUDIT), next_seq(db, AUDIT)) == (told[-1].hash, 4)
    assert [(one.seq, one.what) for one in entries(db, LEDGER)] == [(1, "made")]
    assert check(db, AUDIT) == check(db, LEDGER) == []


@pytest.mark.parametrize("column", ["at", "who", "what", "body", "rows", "previous", "hash"])
@pytest.mark.parametrize("seq", [1, 2, 3])
def test_whatever_is_changed_in_an_entry_is_found(db: sqlite3.Connection, column: str, seq: int) -> None:
    """By the number of the entry."""
    tamper(db, f"UPDATE chains SET {column} = {column} || ' ' WHERE chain = 'audit' AND seq = {seq}")  # noqa: S608

    found = check(db, AUDIT)
    assert (found[0].file, found[0].table, found[0].seq) == ("headwater.sqlite", "chain audit", seq)
    assert check(db, LEDGER) == []


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("DELETE FROM chains WHERE chain = 'audit' AND seq = 1", [(1, "entry_missing"), (2, "entry_changed")]),
        ("DELETE FROM chains WHERE chain = 'audit' AND seq = 2", [(2, "entry_missing"), (3, "entry_changed")]),
        ("DELETE FROM chains WHERE chain = 'audit' AND seq = 3", [(2, "chain_cut")]),
        ("DELETE FROM chains WHERE chain = 'audit'", [(0, "chain_cut")]),
        ("UPDATE chains SET seq = 7 WHERE chain = 'audit' AND seq = 3",
         [(3, "entry_missing"), (7, "entry_changed"), (7, "chain_cut")]),
        ("UPDATE heads SET hash = 'x' WHERE chain = 'audit'", [(3, "chain_cut")]),
        ("UPDATE heads SET seq = 2 WHERE chain = 'audit'", [(3, "chain_cut")]),
    ],
)  # fmt: skip
def test_what_is_taken_out_is_found(db: sqlite3.Connection, statement: str, found: list[tuple[int, str]]) -> None:
    """Also at the end, where the chain alone would not tell."""
    tamper(db, statement)

    assert [(one.seq, one.code) for one in check(db, AUDIT)] == found


def test_a_chain_made_anew_is_told_by_a_head_written_down(db: sqlite3.Connection) -> None:
    """A forger can make a chain that is whole, and cannot make the old hashes part of it."""
    written_down = head(db, AUDIT)
    tamper(db, "DELETE FROM chains WHERE chain = 'audit'")
    db.execute("DELETE FROM heads WHERE chain = 'audit'")
    with transaction(db):
        append(db, AUDIT, "王警官", "revealed", {"token": "h:0", "reason": "另有说法"})

    assert check(db, AUDIT) == []
    assert not known(db, written_down)


def test_two_workspaces_have_no_hash_in_common(db: sqlite3.Connection, tmp_path: Path) -> None:
    """A chain cannot be carried over: its first entry follows the workspace's own name."""
    with Workspace.create(tmp_path / "other").connect() as other:
        assert head(other, AUDIT) != head(other, LEDGER)
        assert not {head(other, AUDIT), head(other, LEDGER)} & {head(db, AUDIT), head(db, LEDGER)}


@given(st.lists(st.tuples(st.text(max_size=5), st.dictionaries(st.text(max_size=3), st.integers() | st.text()))))
def test_any_entries_make_a_whole_chain(told: list[tuple[str, dict[str, object]]]) -> None:
    """Whatever who and body say; the body comes back."""
    told = [(who, body) for who, body in told if "\x00" not in str((who, body))]
    db = sqlite3.connect(":memory:", isolation_level=None)
    for statement in statements():
        db.execute(statement)
    for who, body in told:
        append(db, LEDGER, who, "noted", body)

    assert check(db, LEDGER) == []
    assert [(one.who, one.body) for one in entries(db, LEDGER)] == told


@pytest.mark.parametrize("table", [*guarded(), "chains"])
def test_rows_are_never_changed(db: sqlite3.Connection, table: str) -> None:
    """Neither replaced nor removed, by a statement that goes through the ledger."""
    columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    db.execute("PRAGMA foreign_keys=OFF")
    db.execute(f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('1' for _ in columns)})")  # noqa: S608

    replacing = f"INSERT OR REPLACE INTO {table} VALUES ({', '.join('1' for _ in columns)})"  # noqa: S608
    for statement in (f"UPDATE {table} SET {columns[0]} = 2", f"DELETE FROM {table}", replacing):  # noqa: S608
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            db.execute(statement)


def test_a_transaction_that_fails_leaves_no_entry(db: sqlite3.Connection) -> None:
    """Neither in the chain nor at its head."""
    before = head(db, AUDIT)

    def fail() -> None:
        with transaction(db):
            append(db, AUDIT, "a", "revealed", {})
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert (head(db, AUDIT), check(db, AUDIT)) == (before, [])


@pytest.mark.parametrize("chain", [AUDIT, LEDGER])
def test_nothing_is_added_to_a_chain_that_was_cut(db: sqlite3.Connection, chain: str) -> None:
    """A new entry would stand for the last one, and nobody could see any more that some are gone."""
    tamper(db, f"DELETE FROM chains WHERE chain = '{chain}' AND seq = {next_seq(db, chain) - 1}")  # noqa: S608

    told = f"the end of the chain {chain} is gone, and nothing is added"
    with pytest.raises(DamagedWorkspace, match=told), transaction(db):
        append(db, chain, "王警官", "revealed", {})
    assert [one.code for one in check(db, chain)] == ["chain_cut"]
