"""One changed byte anywhere in a workspace is found by `verify` with the file's name, or changes no answer at all."""

from __future__ import annotations

import random
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from graph import open_store, trace
from graph.errors import HeadwaterError
from graph.stores import EmbeddedStore
from graph.workspace import Workspace
from ingest import commit, key_for, known_files, plan_files
from ingest.decisions import decide, turn_review
from ingest.keys import read_key
from ingest.mappings import Saving, save
from ingest.spool import PREFIX
from ingest.vault import reveal
from ingest.verifying import verify
from ingest.withdrawing import imports, withdraw
from tests.ingest.flipping import flip

CHANGES = {"headwater.sqlite": 16, "vault.sqlite": 16, "headwater.sqlite-wal": 8}
"""Bytes changed in a file, one at a time, beside its first and last; of any other `FEW`."""
FEW = 1
KINDS = {
    r"headwater\.sqlite", r"headwater\.sqlite-wal", r"vault\.sqlite",
    r"facts/orders/[0-9a-f]{64}\.parquet", r"facts/orders/[0-9a-f]{64}-\d+\.parquet", r"facts/victims/.*\.parquet",
    r"facts/orders\.repeated/.*\.parquet", r"facts/hints/.*\.parquet", r"originals/[0-9a-f]{64}\.enc",
    r"index/.*\.npy", r"index/.*\.arrow", r"index/.*/index\.json", r"\.plan-.*/.*",
}  # fmt: skip
"""All that lies in a workspace."""
ORDERS = ["订单号", "手机", "下单时间", "收货人", "商家"]
VICTIMS = ["手机", "姓名", "首次联系时间"]


@pytest.fixture
def root(csv_file: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with everything in it that there can be."""
    monkeypatch.setenv("HEADWATER_KEY_FILE", str(tmp_path / "keys" / "token.key"))
    key, place = read_key(tmp_path / "keys" / "token.key"), tmp_path / "w"
    rows = [[f"83649972723{k}", f"1380013{k:04}", "2024-05-01 10:00", f"韩朔{k}", f"店{k % 3}"] for k in range(60)]
    refused = ["9", "13900139000", "", "尤玥蓁", "店"]
    victims = csv_file([VICTIMS, *([row[1], row[3], "2024-06-01 09:00"] for row in rows[:9])], "victims.csv")
    for files in (
        [victims],
        [csv_file([ORDERS, *rows[:40], refused], "1.csv")],
        [csv_file([ORDERS, *rows[20:]], "2.csv")],
    ):
        workspace = Workspace.create(place)
        plan = plan_files(files, key=key_for(workspace), known=known_files(workspace), spool=place)
        commit(plan, workspace, originals=files)
    withdraw(workspace, imports(workspace)[1].run, reason="另案")
    store = EmbeddedStore(place)
    turn_review(store, "两人复核", "甲", on=True)
    for shop in ("店0", "店1"):
        decide(store, "cleared", ["merchant", shop], "现场检查", "甲")
    save(workspace, "我的", [Saving("订单号", "orders", {"订单号": "order_no"})], who="甲")
    open_store(str(place)).index()
    left = place / f"{PREFIX}killed"
    left.mkdir()
    (left / "1.parquet").write_bytes(b"13800138000")
    with closing(sqlite3.connect(place / "headwater.sqlite")) as reader:  # so that the log stays
        reader.execute("SELECT * FROM meta").fetchall()
        reveal(place, str(store.persons.of["person"][0]), reason="回访询问", key=key)
        shutil.copytree(place, tmp_path / "copy", ignore=shutil.ignore_patterns("*-shm"))
    return tmp_path / "copy"


def files(root: Path) -> dict[str, bytes]:
    """What lies in a workspace, but the file through which SQLite shares its log."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*")) if path.is_file() and not path.name.endswith("-shm")
    }  # fmt: skip


def put(root: Path, there: dict[str, bytes]) -> None:
    """Ledger and vault as they were, with the log that a reader takes in."""
    for path in root.glob("*.sqlite*"):
        path.unlink()
    for name, content in there.items():
        if "sqlite" in name:
            (root / name).write_bytes(content)


def answers(root: Path) -> list[object]:
    """All that a reader gets out of a workspace."""
    dumped = []
    for name in ("headwater.sqlite", "vault.sqlite"):
        with closing(sqlite3.connect(root / name)) as db:
            dumped.append(list(db.iterdump()))
    store = EmbeddedStore(root)
    return [dumped, trace(store).to_dict(), store.index().digest, Workspace(root).hints().rows(), store.judged]


def named(root: Path) -> list[str]:
    """What verifying names."""
    try:
        return [one.file for one in verify(root).differences]
    except HeadwaterError as error:
        return [str(error)]


def told(name: str, found: list[str]) -> bool:
    """Whether it is named; a log that ends before its last entry, as whoever knows of that entry tells it."""
    return any(name in one for one in found) or (name.endswith("-wal") and "vault.sqlite" in found)


def test_one_changed_byte_anywhere_is_found_by_its_file_or_is_harmless(root: Path) -> None:
    """Harmless: not a word of any answer differs."""
    chance, there = random.Random(5), files(root)  # noqa: S311 - where to look, not a secret
    expected = answers(root)
    assert [kind for kind in KINDS if not any(re.fullmatch(kind, name) for name in there)] == []
    assert [name for name in there if not any(re.fullmatch(kind, name) for kind in KINDS)] == []
    for name, content in there.items():
        places = {chance.randrange(len(content)) for _ in range(CHANGES.get(name, FEW))}
        for place in places if name.startswith("index/") else places | {0, len(content) - 1}:
            put(root, there)
            flip(root / name, place, chance.randrange(1, 256))
            assert told(name, named(root)) or answers(root) == expected, (name, place)
            (root / name).write_bytes(content)
    put(root, there)
    assert answers(root) == expected
