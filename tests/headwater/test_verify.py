"""`verify` and `audit`: what is whole, what differs and where, and who looked at identities."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from graph.ledger import AUDIT, append, transaction
from graph.workspace import Workspace
from tests.headwater.command import is_one_line, run


@pytest.fixture
def copy(workspace: Path, tmp_path: Path) -> Path:
    """A copy of the workspace of the sample, with an entry in its audit chain."""
    shutil.copytree(workspace, tmp_path / "w", ignore=shutil.ignore_patterns("index"))
    with Workspace(tmp_path / "w").connect() as db, transaction(db):
        append(db, AUDIT, "王警官", "revealed", {"token": "h:0", "reason": "回访受害人"})
    return tmp_path / "w"


def test_a_whole_workspace_says_so_and_what_to_write_down(copy: Path) -> None:
    """Exit 0; a head that was written down is known again, another is not."""
    done = run("verify", "-w", copy, "--json")
    told = json.loads(done.out)

    assert (done.code, told["whole"], told["differences"], told["spare"]) == (0, True, [], [])
    written_down = told["heads"]["audit"]["hash"]
    assert run("verify", "-w", copy, "--expect", written_down).code == 0
    assert written_down in run("verify", "-w", copy).out
    missed = run("verify", "-w", copy, "--expect", "0" * 64)
    assert (missed.code, "written down" in missed.out) == (3, True)


def test_a_changed_file_of_facts_is_named(copy: Path) -> None:
    """Exit 3, with the file in the table, in the JSON and in the line of the error."""
    file = next((copy / "facts" / "orders").iterdir())
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    words, listed = run("verify", "-w", copy), run("verify", "-w", copy, "--json")

    name = f"facts/orders/{file.name}"
    assert (words.code, listed.code) == (3, 3)
    assert name in words.out
    assert f"damaged: {name}" in words.err.splitlines()[-1]
    assert [(one["file"], one["code"]) for one in json.loads(listed.out)["differences"]] == [(name, "file_changed")]


@pytest.mark.parametrize("verb", ["verify", "audit"])
def test_no_workspace_is_no_damage(verb: str, tmp_path: Path) -> None:
    """Exit 2, one line."""
    done = run(verb, "-w", tmp_path)

    assert done.code == 2
    assert is_one_line(done)


def test_the_audit_lists_who_looked_and_why(copy: Path) -> None:
    """In words and as JSON."""
    words, listed = run("audit", "-w", copy), run("audit", "-w", copy, "--json")

    assert (words.code, listed.code) == (0, 0)
    for word in ("王警官", "revealed", "h:0", "回访受害人", "whole"):
        assert word in words.out
    told = json.loads(listed.out)
    assert told["whole"]
    assert [(one["who"], one["what"], one["token"], one["reason"]) for one in told["entries"]] == [
        ("王警官", "revealed", "h:0", "回访受害人")
    ]


@pytest.mark.parametrize(
    "change", ["UPDATE chains SET who = '李警官' WHERE chain = 'audit'", "DELETE FROM chains WHERE chain = 'audit'"]
)
def test_an_audit_that_was_tampered_with_is_told(copy: Path, change: str) -> None:
    """Exit 3, by audit and by verify."""
    with Workspace(copy).connect() as db:
        for verb in ("delete", "update"):
            db.execute(f"DROP TRIGGER chains_no_{verb}")
        db.execute(change)

    assert run("audit", "-w", copy).code == 3
    assert "chain audit" in run("verify", "-w", copy).out
