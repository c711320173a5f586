"""Committing a plan: all of it or nothing, once, under one key, and no identity in any byte."""

from __future__ import annotations

import hashlib
import os
import pwd
import re
import sqlite3
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from graph.errors import BadInput, DamagedWorkspace, WrongKey
from graph.workspace import Workspace
from ingest import Plan, commit, ingest_files, known_files, plan_and_commit, plan_files
from ingest.keys import Key
from ingest.known import NEW_WORKSPACE

CsvFile = Callable[..., Path]
ORDERS = ["订单号", "手机", "下单时间", "收货人"]
ROW = ["836499727232", "13800138000", "2024-05-01 10:00", "韩朔澜"]
LATE = ["836499727233", "13900139000", "", "尤玥蓁"]


@pytest.fixture
def plan(csv_file: CsvFile, key: Key) -> Plan:
    """One order taken, one refused."""
    return plan_files([csv_file([ORDERS, ROW, LATE])], key=key)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A new workspace."""
    return Workspace.create(tmp_path / "w")


def rows(workspace: Workspace, table: str) -> list[tuple[object, ...]]:
    """A table of the ledger."""
    with workspace.connect() as db:
        return [tuple(row) for row in db.execute(f"SELECT * FROM {table}")]  # noqa: S608 - names of our own tables


def test_facts_count_once_they_are_committed(plan: Plan, workspace: Workspace) -> None:
    """What is read back is what was planned."""
    receipt = commit(plan, workspace, who="an officer")

    assert (receipt.added, receipt.rows) == (True, {"orders": 1})
    assert workspace.facts().table("orders").equals(plan.tables[0].facts)
    assert rows(workspace, "refusals") == [(2, plan.files[0].sha256, "", 3, "order_time", "missing", plan.digest)]
    assert [row[2] for row in rows(workspace, "runs")] == ["an officer"]


def test_the_same_plan_again_adds_nothing(plan: Plan, workspace: Workspace) -> None:
    """Twice the same command is once."""
    commit(plan, workspace, who="a")
    before = sorted((path, path.read_bytes()) for path in workspace.root.rglob("*.parquet"))

    receipt = commit(plan, workspace, who="b")

    assert (receipt.added, receipt.rows) == (False, {})
    assert sorted((path, path.read_bytes()) for path in workspace.root.rglob("*.parquet")) == before
    assert len(rows(workspace, "runs")) == 1


def test_the_same_file_again_adds_nothing(csv_file: CsvFile, key: Key, tmp_path: Path) -> None:
    """Also beside a new one, which is taken."""
    old, new = csv_file([ORDERS, ROW], "old.csv"), csv_file([ORDERS, ["836499727234", *ROW[1:]]], "new.csv")
    ingest_files([old], tmp_path / "w", who="a", key=key)

    _, nothing = ingest_files([old], tmp_path / "w", who="a", key=key)
    _, one = ingest_files([old, new], tmp_path / "w", who="a", key=key)

    assert (nothing.added, one.added, one.rows) == (False, True, {"orders": 1})
    assert Workspace(tmp_path / "w").facts().table("orders").height == 2
    assert len(known_files(Workspace(tmp_path / "w")).files) == 2


def test_a_file_imported_by_somebody_else_meanwhile_is_not_taken_twice(
    csv_file: CsvFile, key: Key, workspace: Workspace
) -> None:
    """Two plans of overlapping files: the second has to be made again."""
    first, second = csv_file([ORDERS, ROW], "a.csv"), csv_file([ORDERS, LATE, ROW], "b.csv")
    early, late = plan_files([first], key=key), plan_files([first, second], key=key)
    commit(early, workspace, who="a")

    with pytest.raises(BadInput, match=r"a\.csv was imported since.*Plan again"):
        commit(late, workspace, who="b")
    assert workspace.facts().table("orders").height == 1


def test_another_key_is_refused(csv_file: CsvFile, plan: Plan, workspace: Workspace) -> None:
    """The same person would get two tokens."""
    commit(plan, workspace, who="a")
    other = plan_files([csv_file([ORDERS, ROW], "new.csv")], key=Key(b"x" * 32))

    with pytest.raises(WrongKey, match="HEADWATER_KEY_FILE"):
        commit(other, workspace, who="a")


def test_a_commit_cut_short_leaves_the_old_state_and_the_next_clears_up(
    csv_file: CsvFile, key: Key, plan: Plan, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Facts were written, the ledger was not: nothing counts."""

    def crash(*_: object) -> None:
        msg = "power failed"
        raise OSError(msg)

    with monkeypatch.context() as broken:
        broken.setattr(sys.modules["ingest.commit"], "append", crash)
        with pytest.raises(OSError, match="power failed"):
            commit(plan, workspace, who="a")
    orphan = workspace.facts_file("orders", plan.digest)
    assert orphan.exists()
    assert workspace.facts().table("orders").is_empty()
    assert rows(workspace, "runs") == rows(workspace, "meta")[2:] == []

    other = plan_files([csv_file([ORDERS, ROW], "other.csv")], key=key)
    commit(other, workspace, who="a")
    assert not orphan.exists()
    assert commit(plan, workspace, who="a").rows == {"orders": 1}


def test_a_reader_sees_the_old_state_while_a_writer_works(plan: Plan, workspace: Workspace) -> None:
    """Nobody waits for the write lock to read."""
    with workspace.connect() as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO runs VALUES ('r', 't', 'w', 'v', 2)")

        assert workspace.facts().table("orders").is_empty()
        writer.execute("ROLLBACK")
    assert commit(plan, workspace, who="a").added


def test_no_identity_stands_in_any_byte_of_a_workspace(plan: Plan, workspace: Workspace) -> None:
    """Neither of rows taken nor of rows refused; Parquet is looked at unpacked too."""
    commit(plan, workspace, who="a")

    held = b"".join(path.read_bytes() for path in sorted(workspace.root.rglob("*")) if path.is_file())
    unpacked = "".join(pl.read_parquet(path).write_csv() for path in workspace.root.rglob("*.parquet"))
    with workspace.connect() as db:
        dumped = "\n".join(db.iterdump())
    for identity in (ROW[1], ROW[3], LATE[1], LATE[3]):
        assert identity.encode() not in held
        assert identity not in unpacked + dumped


def test_a_failed_plan_makes_no_workspace(tmp_path: Path, key: Key) -> None:
    """A wrong file leaves nothing behind."""
    (tmp_path / "bad.csv").write_bytes(b"")

    with pytest.raises(BadInput):
        ingest_files([tmp_path / "bad.csv"], tmp_path / "w", who="a", key=key)
    assert not (tmp_path / "w").exists()


def test_a_ledger_that_is_none_is_told(tmp_path: Path) -> None:
    """Not a traceback of the database."""
    (tmp_path / "w").mkdir()
    (tmp_path / "w" / "headwater.sqlite").write_bytes(b"not a database, but long enough to be read as one" * 10)

    with pytest.raises(DamagedWorkspace, match="is damaged"):
        Workspace.create(tmp_path / "w")


def test_a_workspace_half_made_is_completed(tmp_path: Path) -> None:
    """A crash between making the file and its tables."""
    (tmp_path / "w").mkdir()
    sqlite3.connect(tmp_path / "w" / "headwater.sqlite").close()

    assert Workspace.create(tmp_path / "w").facts().table("orders").is_empty()


def test_who_imports_is_the_user_unless_told(tmp_path: Path, csv_file: CsvFile, key: Key) -> None:
    """By name; by number where the system has no name for it. Paths may be text."""
    for n, who in enumerate([None, "a"]):
        ingest_files([str(csv_file([ORDERS, ROW], f"{n}.csv"))], str(tmp_path / f"w{n}"), who=who, key=key)

    assert [rows(Workspace(tmp_path / f"w{n}"), "runs")[0][2] for n in (0, 1)] == [
        pwd.getpwuid(os.getuid()).pw_name,
        "a",
    ]


def test_nobody_imports_in_the_name_of_another(
    plan: Plan, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Variables of the environment say nothing of who it is."""
    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(variable, "somebody else")
    commit(plan, workspace)

    assert rows(workspace, "runs")[0][2] == pwd.getpwuid(os.getuid()).pw_name


def test_a_user_without_a_name_is_a_number(plan: Plan, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container that is run under any number."""

    def nobody(_: int) -> str:
        raise KeyError

    monkeypatch.setattr(pwd, "getpwuid", nobody)
    commit(plan, workspace)

    assert rows(workspace, "runs")[0][2] == str(os.getuid())


def test_a_file_of_facts_changed_behind_the_ledger_is_damage(plan: Plan, workspace: Workspace) -> None:
    """One byte is enough; the file is named."""
    commit(plan, workspace, who="a")
    file = workspace.facts_file("orders", plan.digest)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)

    with pytest.raises(DamagedWorkspace, match=rf"{file.name} is not what was imported"):
        workspace.facts().table("orders")


def test_facts_of_another_kind_are_damage(plan: Plan, workspace: Workspace) -> None:
    """Even where the ledger has been told of them."""
    commit(plan, workspace, who="a")
    file = workspace.facts_file("orders", plan.digest)
    pl.DataFrame({"a": [1]}).write_parquet(file)
    with workspace.connect() as db:
        db.execute("DROP TRIGGER facts_no_update")
        db.execute("UPDATE facts SET sha256 = ?", (hashlib.sha256(file.read_bytes()).hexdigest(),))

    with pytest.raises(DamagedWorkspace, match="does not hold orders"):
        workspace.facts().table("orders")


def test_nothing_is_built_upon_facts_that_are_gone(
    csv_file: CsvFile, key: Key, plan: Plan, workspace: Workspace
) -> None:
    """The import is refused and leaves the ledger as it was; reading says the same."""
    commit(plan, workspace, who="a")
    workspace.facts_file("orders", plan.digest).unlink()
    other = plan_files([csv_file([ORDERS, ROW], "other.csv")], key=key)

    with pytest.raises(DamagedWorkspace, match=r"orders.*\.parquet is missing"):
        commit(other, workspace, who="a")
    with pytest.raises(DamagedWorkspace, match=r"orders.*\.parquet cannot be read"):
        workspace.facts().table("orders")
    assert len(rows(workspace, "runs")) == 1


@pytest.mark.parametrize("content", [b"", b"\x93noise" * 4000], ids=["empty", "noise"])
def test_a_ledger_overwritten_is_damage_and_its_facts_stay(content: bytes, plan: Plan, workspace: Workspace) -> None:
    """Neither reading nor importing takes it for a new workspace, whose clearing up would remove the facts."""
    commit(plan, workspace, who="a")
    workspace.ledger.write_bytes(content)

    for attempt in (workspace.facts, lambda: known_files(workspace), lambda: Workspace.create(workspace.root)):
        with pytest.raises(DamagedWorkspace, match="is damaged"):
            attempt()
    assert workspace.facts_file("orders", plan.digest).exists()


def test_a_file_imported_before_is_told_with_time_and_name(csv_file: CsvFile, key: Key, tmp_path: Path) -> None:
    """Also under another name."""
    first = csv_file([ORDERS, ROW], "old.csv")
    ingest_files([first], tmp_path / "w", who="a", key=key)

    plan, receipt = ingest_files([first.rename(tmp_path / "new.csv")], tmp_path / "w", who="a", key=key)

    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\S+ old\.csv", plan.tables[0].repeats or "")
    assert not receipt.added


@pytest.mark.parametrize(
    "options", [{"mapping": {"收货人": ""}}, {"kind": "waybills", "mapping": {"订单号": "waybill_no"}}]
)
def test_a_file_imported_before_cannot_be_read_otherwise(
    csv_file: CsvFile, key: Key, plan: Plan, workspace: Workspace, options: dict[str, Any]
) -> None:
    """That would be taken for done, and is not; it can once the first import is withdrawn."""
    commit(plan, workspace, who="a")

    with pytest.raises(BadInput, match=r"imported before as orders with another mapping or kind.*headwater withdraw"):
        plan_files([csv_file([ORDERS, ROW, LATE])], key=key, known=known_files(workspace), **options)


def test_a_file_of_headers_alone_can_come_twice(csv_file: CsvFile, key: Key, tmp_path: Path) -> None:
    """In one batch and in the next."""
    paths = [csv_file([ORDERS], "a.csv"), csv_file([ORDERS], "b.csv")]

    assert ingest_files(paths, tmp_path / "w", who="a", key=key)[1].added
    assert not ingest_files(paths, tmp_path / "w", who="a", key=key)[1].added


def test_the_ledger_keeps_which_zip_a_file_came_in(csv_file: CsvFile, key: Key, tmp_path: Path) -> None:
    """By name and digest; of a file that came alone, neither."""
    alone = csv_file([ORDERS, ROW], "alone.csv")
    with zipfile.ZipFile(tmp_path / "reply.zip", "w") as archive:
        archive.write(csv_file([ORDERS, LATE, ROW], "orders.csv"), "orders.csv")
    ingest_files([alone, tmp_path / "reply.zip"], tmp_path / "w", who="a", key=key)

    with Workspace(tmp_path / "w").connect() as db:
        found = [tuple(row) for row in db.execute("SELECT file, archive, archive_sha256 FROM evidence ORDER BY file")]
    digest = hashlib.sha256((tmp_path / "reply.zip").read_bytes()).hexdigest()
    assert found == [("alone.csv", "", ""), ("orders.csv", "reply.zip", digest)]


def test_a_plan_made_before_somebody_else_imported_is_made_anew(csv_file: CsvFile, key: Key, tmp_path: Path) -> None:
    """No row is recorded twice by two imports at one time, and what is said of the rows is what was done."""
    root, here = tmp_path / "w", csv_file([ORDERS, ROW, LATE], "here.csv")
    other = csv_file([ORDERS, ROW], "other.csv")

    def planned(there: Workspace | None) -> Plan:
        made = plan_files([here], key=key, known=known_files(there) if there else NEW_WORKSPACE)
        if there is None:  # now somebody is faster
            ingest_files([other], root, key=key)
        return made

    plan, receipt = plan_and_commit(root, planned, commit)

    assert (receipt.added, receipt.rows.get("orders", 0)) == (True, 0)
    assert [(table.taken, table.repeated, table.refused) for table in plan.tables] == [(0, 1, 1)]
    assert Workspace(root).facts().table("orders").height == 1
