"""Judgements in a workspace: written down in its chain, read from it, taken back, and then as if they had never been."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import open_store, trace
from graph.errors import BadInput, NotFound
from graph.judgements.ledger import judgements, record, undo
from graph.ledger import LEDGER, check
from graph.workspace import Workspace
from ingest import ingest_files
from ingest.keys import Key

KEY = Key(b"k" * 32)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Twelve of 16 victims bought in one shop ten days before the call."""
    people = [f"V{n:02}" for n in range(28)]
    files = {
        "victims.csv": ["person_id,first_contact", *(f"{p},2024-05-20T10:00:00" for p in people[:16])],
        "comparisons.csv": ["person_id,reference_time", *(f"{p},2024-05-20" for p in people[16:])],
        "orders.csv": [
            "person_id,order_no,order_time,merchant",
            *(f"{p},A{n},2024-05-10T09:00:00,{'漏店' if n < 12 else f'小店{n}'}" for n, p in enumerate(people)),
        ],
    }
    (tmp_path / "case").mkdir()
    for name, lines in files.items():
        (tmp_path / "case" / name).write_text("\n".join([*lines, ""]), "utf-8")
    ingest_files([tmp_path / "case"], tmp_path / "ws", key=KEY, who="li")
    return Workspace(tmp_path / "ws")


def answer(workspace: Workspace) -> str:
    """The verdict as it is printed."""
    return str(trace(open_store(str(workspace.root))).to_dict())


def test_a_judgement_taken_back_gives_the_former_verdict_byte_for_byte(workspace: Workspace) -> None:
    """And each step is an entry of a chain that is whole."""
    before = answer(workspace)
    cleared = record(workspace, "cleared", ("merchant", "漏店"), "自查报告已核实", "li")
    tokens = open_store(str(workspace.root)).persons.of["token"]
    same = record(workspace, "same", (tokens[0], tokens[1]), "同一台账", "li")
    during = answer(workspace)
    undo(workspace, cleared.number, "报告有误", "wang")
    undo(workspace, same.number, "看错了", "wang")

    assert during != before
    assert answer(workspace) == before
    assert [(one.kind, one.who, one.undoes) for one in judgements(workspace)] == [
        ("cleared", "li", None), ("same", "li", None),
        ("undo", "wang", cleared.number), ("undo", "wang", same.number),
    ]  # fmt: skip
    with workspace.connect() as db:
        assert check(db, LEDGER) == []


def test_an_index_on_disk_is_that_of_the_judgements_in_force(workspace: Workspace) -> None:
    """A store opened before does not change under its reader; who opens anew reads the new one."""
    store = open_store(str(workspace.root))
    first = store.index()
    tokens = store.persons.of["token"]
    record(workspace, "same", (tokens[0], tokens[1]), "同一台账", "li")

    assert store.index().digest == first.digest
    assert open_store(str(workspace.root)).index().digest != first.digest


def test_what_is_said_already_is_not_said_twice(workspace: Workspace) -> None:
    """Until it is taken back; then it can be said again."""
    one = record(workspace, "cleared", ("merchant", "漏店"), "自查", "li")
    with pytest.raises(BadInput, match=f"judgement {one.number} of li says so already"):
        record(workspace, "cleared", ("merchant", "漏店"), "自查", "wang")
    undo(workspace, one.number, "早了", "li")

    assert record(workspace, "cleared", ("merchant", "漏店"), "自查", "wang").number > one.number


def test_only_what_is_there_can_be_taken_back_and_only_once(workspace: Workspace) -> None:
    """And not without a reason."""
    one = record(workspace, "cleared", ("merchant", "漏店"), "自查", "li")
    with pytest.raises(NotFound, match=f"there is no judgement 999; there are {one.number}"):
        undo(workspace, 999, "x", "li")
    with pytest.raises(BadInput, match="needs its reason"):
        undo(workspace, one.number, " ", "li")
    undo(workspace, one.number, "早了", "li")
    with pytest.raises(BadInput, match="taken back before"):
        undo(workspace, one.number, "早了", "li")
