"""Verifying a workspace: what is whole is said to be whole, and whatever differs is named by its file."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from graph import open_store
from graph.errors import BadInput, NoWorkspace
from graph.ledger import AUDIT, append, transaction
from graph.workspace import Workspace
from ingest import commit, ingest_files, plan_files
from ingest.keys import Key
from ingest.verifying import verify
from tests.ingest.flipping import flip

CsvFile = Callable[..., Path]


@pytest.fixture
def root(csv_file: CsvFile, key: Key, tmp_path: Path) -> Path:
    """A workspace of two imports with refused rows, something in its audit chain, and an index."""
    orders = ["订单号", "手机", "下单时间", "收货人", "商家"]
    for n in range(2):
        rows = [
            [f"83649972723{n}{k}", f"1380013{n}{k:03}", "2024-05-01 10:00", f"韩朔{k}", f"店{k % 3}"] for k in range(60)
        ]
        file = csv_file([orders, *rows, ["9", "13900139000", "", "尤玥蓁", "店"]], f"{n}.csv")
        commit(plan_files([file], key=key), Workspace.create(tmp_path / "w"), originals=[file] * n)
    with Workspace(tmp_path / "w").connect() as db, transaction(db):
        append(db, AUDIT, "王警官", "revealed", {"token": "h:0", "reason": "回访受害人"})
    open_store(str(tmp_path / "w")).index()
    return tmp_path / "w"


def test_what_was_imported_is_whole(root: Path) -> None:
    """Twice; verifying changes nothing."""
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}

    assert [verify(root).differences for _ in range(2)] == [(), ()]
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    assert {chain: count for chain, (count, _) in verify(root).heads.items()} == {"ledger": 3, "audit": 1}


def test_facts_that_are_gone_are_named(root: Path) -> None:
    """By the path below the workspace."""
    file = next((root / "facts" / "orders").iterdir())
    file.unlink()

    (one,) = verify(root).differences
    assert (one.file, one.code) == (f"facts/orders/{file.name}", "file_missing")


def test_files_that_no_run_names_are_told_and_count_for_nothing(root: Path) -> None:
    """An import that was cut short leaves them."""
    (root / "facts" / "orders" / "left.parquet").write_bytes(b"x")

    found = verify(root)
    assert (found.differences, found.spare) == ((), ("facts/orders/left.parquet",))


def test_a_head_written_down_is_found_again_or_missed(root: Path) -> None:
    """An older one too, as long as the chain goes on from it; one of a chain that was made anew is not."""
    _, written_down = verify(root).heads["audit"]
    with Workspace(root).connect() as db, transaction(db):
        append(db, AUDIT, "a", "revealed", {})

    assert verify(root, expect=written_down).differences == ()
    assert [one.code for one in verify(root, expect="0" * 64).differences] == ["not_known"]


def test_a_log_that_lost_an_import_is_damage(csv_file: CsvFile, key: Key, root: Path, tmp_path: Path) -> None:
    """A byte of the log changed, and SQLite would take the last import for never made, without a word."""
    with closing(sqlite3.connect(root / "headwater.sqlite")) as reader:
        reader.execute("SELECT * FROM meta").fetchall()
        ingest_files(
            [csv_file([["订单号", "手机", "下单时间"], ["77", "13700137000", "2024-05-01"]], "late.csv")], root, key=key
        )
        shutil.copytree(root, tmp_path / "left")
    whole = tmp_path / "whole"
    shutil.copytree(tmp_path / "left", whole)
    log = tmp_path / "left" / "headwater.sqlite-wal"
    flip(log, log.stat().st_size // 2, 1)

    assert verify(whole).differences == ()
    assert "headwater.sqlite-wal" in [one.file for one in verify(tmp_path / "left").differences]


def test_what_is_no_workspace_is_not_damaged(tmp_path: Path) -> None:
    """Nor one that was never finished."""
    with pytest.raises(NoWorkspace):
        verify(tmp_path)
    sqlite3.connect(tmp_path / "headwater.sqlite").close()
    with pytest.raises(NoWorkspace):
        verify(tmp_path)


def test_a_ledger_of_noise_is_damage(root: Path) -> None:
    """Told as such and not as an error."""
    (root / "headwater.sqlite").write_bytes(b"\x93noise" * 4000)

    found = verify(root)
    assert [(one.file, one.code) for one in found.differences] == [("headwater.sqlite", "unreadable")]
    assert found.heads == {}


def test_a_vault_that_cannot_be_reached_is_not_called_damaged(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk, say: SQLite needs room beside a file even to read it."""

    def full(_: object) -> None:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR
        raise error

    monkeypatch.setattr("ingest.vault.checking.digests", full)
    with pytest.raises(BadInput, match=r"vault\.sqlite cannot be opened or written: disk I/O error"):
        verify(root)
