"""Mappings: saved under a name, used again for the same headers, never overwritten."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadInput
from graph.workspace import Workspace
from ingest.commit import commit
from ingest.keys import Key
from ingest.known import known_files
from ingest.mappings import header_set, listed, save, saved_mappings
from ingest.plan import plan_files
from ingest.saving import savings

Write = Callable[..., Path]
HEADER = ["单号", "会员手机", "备用手机", "何时", "备注"]
ROW = ["1", "13800138000", "13900139000", "2024-05-01", "x"]
ASKED = {"会员手机": "phone", "备用手机": "phone", "单号": "order_no", "何时": "order_time"}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """An empty workspace."""
    return Workspace.create(tmp_path / "w")


def saved_once(workspace: Workspace, file: Path, key: Key, name: str = "某平台", **asked: str) -> int:
    """Plan a file with a mapping and save that; its version."""
    plan = plan_files([file], key=key, kind="orders", mapping=ASKED | asked)
    return save(workspace, name, savings(plan.tables), who="a test")


def test_a_saved_mapping_is_used_for_the_same_headers_in_any_order(
    workspace: Workspace, csv_file: Write, key: Key
) -> None:
    """The table says so, is sure, and reads as it did when it was saved: of two columns the same one first."""
    assert saved_once(workspace, csv_file([HEADER, ROW]), key) == 1

    again = csv_file([HEADER[::-1], ROW[::-1]], "b.csv")
    (table,) = plan_files([again], key=key, saved=saved_mappings(workspace)).tables
    asked = plan_files([csv_file([HEADER, ROW])], key=key, kind="orders", mapping=ASKED).tables[0]

    assert (table.kind, table.recognition.mapping, table.recognition.confidence) == ("orders", "某平台 v1", 1.0)
    assert table.facts["phone"].to_list() == asked.facts["phone"].to_list() != [None]


def test_other_headers_are_read_as_ever(workspace: Workspace, csv_file: Write, key: Key) -> None:
    """One more column makes another header set."""
    saved_once(workspace, csv_file([HEADER, ROW]), key)

    (table,) = plan_files(
        [csv_file([["订单号", "手机", "下单时间"], ["1", "13800138000", "2024-05-01"]])],
        key=key,
        saved=saved_mappings(workspace),
    ).tables

    assert table.recognition.mapping == ""


def test_what_is_asked_goes_before_what_was_saved(workspace: Workspace, csv_file: Write, key: Key) -> None:
    """A kind or a mapping that is given is the one."""
    saved_once(workspace, csv_file([HEADER, ROW]), key)

    plan = plan_files([csv_file([HEADER, ROW])], key=key, kind="orders", mapping=ASKED, saved=saved_mappings(workspace))

    assert (plan.tables[0].recognition.mapping, plan.tables[0].recognition.asked) == ("", True)


def test_a_new_version_is_a_new_row_and_the_same_is_none(workspace: Workspace, csv_file: Write, key: Key) -> None:
    """The last one saved is in force, under whatever name."""
    file = csv_file([HEADER, ROW])

    assert [saved_once(workspace, file, key), saved_once(workspace, file, key)] == [1, 1]
    assert saved_once(workspace, file, key, 备注="item") == 2
    assert [(one.name, one.version) for one in listed(workspace)] == [("某平台", 1), ("某平台", 2)]
    assert saved_once(workspace, file, key, name="另一名") == 1
    assert [one.name for one in saved_mappings(workspace).values()] == ["另一名"]


def test_the_ledger_says_which_mapping_read_a_table(workspace: Workspace, csv_file: Write, key: Key) -> None:
    """By name and version."""
    saved_once(workspace, csv_file([HEADER, ROW]), key)
    commit(
        plan_files([csv_file([HEADER, ROW], "b.csv")], key=key, saved=saved_mappings(workspace)),
        workspace,
        who="a test",
    )

    with workspace.connect() as db:
        rows = db.execute("SELECT mapping_name, mapping_version FROM tables").fetchall()

    assert [tuple(row) for row in rows] == [("某平台", 1)]


def test_a_file_imported_before_a_mapping_was_saved_is_still_only_repeated(
    workspace: Workspace, csv_file: Write, key: Key
) -> None:
    """Its facts stay as they were read then; nobody asked for them to be read otherwise."""
    file = csv_file([["订单号", "手机", "下单时间", "备注"], ["1", "13800138000", "2024-05-01", "x"]])
    plan = plan_files([file], key=key)
    commit(plan, workspace, who="a test")
    other = plan_files([file], key=key, kind="orders", mapping={"备注": "item"})
    save(workspace, "某平台", savings(other.tables), who="a test")

    again = plan_files([file], key=key, known=known_files(workspace), saved=saved_mappings(workspace))

    assert not commit(again, workspace, who="a test").added


@pytest.mark.parametrize("name", ["", "  ", "a" * 61, "a\x00b", "\u202e"])
def test_a_name_that_cannot_be_read_is_refused(workspace: Workspace, name: str) -> None:
    """In one line."""
    with pytest.raises(BadInput, match="cannot be called"):
        save(workspace, name, [], who="a test")


@given(st.lists(st.text(min_size=1, max_size=5), max_size=6))
def test_the_order_and_dress_of_headers_do_not_count(headers: list[str]) -> None:
    """Full width, blanks and a title's colon are dress."""
    dressed = [f" {header}\u3000" for header in reversed(headers)]

    assert header_set(dressed) == header_set(headers)
