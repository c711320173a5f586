"""The one door: it asks for a reason, writes it down first, and shows what the files say of one person."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph import open_store, trace
from graph.errors import BadInput, NotFound, WrongKey
from graph.ledger import AUDIT, entries
from graph.workspace import Workspace
from ingest import ingest_files
from ingest.keys import Key, key_path
from ingest.tokens import token
from ingest.vault import reveal
from tests.ingest.vault.people import PEOPLE

WHY = "回访询问"


def audited(workspace: Workspace) -> list[dict[str, Any]]:
    """What the audit chain says."""
    with workspace.connect() as db:
        return [{"who": one.who, "what": one.what, **one.body} for one in entries(db, AUDIT)]


def person_of(workspace: Workspace, of: str) -> str:
    """The pseudonym of the person with a token."""
    persons = open_store(str(workspace.root)).persons.of
    return str(persons.filter(token=of)["person"][0])


def test_a_person_is_shown_with_all_that_the_files_say(workspace: Workspace, key: Key) -> None:
    """Identities, name and address, cards first."""
    person = person_of(workspace, token(key, "phone", "13800138000"))
    shown = reveal(workspace.root, person, reason=WHY)

    assert [(one.column, one.value) for one in shown] == [
        ("id_number", PEOPLE[0][3]), ("phone", "13800138000"), ("name", "张三丰"), ("address", PEOPLE[0][5]), ("person_id", "V1"),
    ]  # fmt: skip
    assert shown[1].masked == "138****8000"


def test_one_token_shows_one_value(workspace: Workspace, key: Key) -> None:
    """No more than was asked for."""
    (shown,) = reveal(workspace.root, token(key, "phone", "13900139000"), reason=WHY)

    assert (shown.column, shown.value) == ("phone", "13900139000")


def test_an_account_says_on_which_platform(tmp_path: Path, key: Key, csv_file: Callable[..., Path]) -> None:
    """Its platform is part of it."""
    rows = [("account", "platform", "order_no", "order_time"), ("yh_815", "甲平台", "1", "2024-05-01")]
    ingest_files([csv_file(rows)], tmp_path / "w")
    (shown,) = reveal(tmp_path / "w", token(key, "account", "甲平台\0yh_815"), reason=WHY)

    assert (shown.value, shown.platform) == ("yh_815", "甲平台")


def test_the_audit_is_written_before_the_answer(
    workspace: Workspace, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With who, what and why; where it cannot be written nothing is shown."""
    asked = token(key, "phone", "13800138000")
    reveal(workspace.root, asked, reason="核对  同一人\n13800138000", who="侦查员甲")
    assert audited(workspace) == [
        {"who": "侦查员甲", "what": "revealed", "token": asked, "values": 1, "reason": "核对 同一人 138****8000"}
    ]

    def full(*_: object) -> None:
        msg = "disk full"
        raise BadInput(msg)

    monkeypatch.setattr(importlib.import_module("ingest.vault.revealing"), "audit", full)
    with pytest.raises(BadInput, match="disk full"):
        reveal(workspace.root, asked, reason=WHY)


@pytest.mark.parametrize("reason", ["", "  ", "a", "x" * 501])
def test_without_a_reason_nothing_is_shown(workspace: Workspace, key: Key, reason: str) -> None:
    """Nor with one that is none."""
    with pytest.raises(BadInput, match="--reason"):
        reveal(workspace.root, token(key, "phone", "13800138000"), reason=reason)
    assert audited(workspace) == []


@pytest.mark.parametrize("asked", ["p:0123456789abcdef", "h:" + "0" * 32, "张三丰", "", "p:x", "'; --"])
def test_who_is_not_there_is_told(workspace: Workspace, asked: str) -> None:
    """In one line; nothing is written down, as nothing was shown."""
    with pytest.raises(NotFound):
        reveal(workspace.root, asked, reason=WHY)
    assert audited(workspace) == []


@pytest.mark.parametrize("asked", ["victims.csv:2", "none.csv:2"])
def test_a_row_of_which_nothing_is_kept_is_told_how_its_person_is_asked_for(workspace: Workspace, asked: str) -> None:
    """It is no token that is missing."""
    with pytest.raises(NotFound, match=f"nothing of the row {asked} is kept by itself.*by a token"):
        reveal(workspace.root, asked, reason=WHY)


def test_losing_the_key_loses_identities_and_no_verdict(workspace: Workspace, key: Key) -> None:
    """What is missing is said, no new key is made, and traces are the same bytes."""
    before = trace(open_store(str(workspace.root))).to_dict()
    asked = token(key, "phone", "13800138000")
    key_path().rename(key_path().with_suffix(".gone"))
    with pytest.raises(WrongKey, match="Restore it"):
        reveal(workspace.root, asked, reason=WHY)
    assert not key_path().exists()
    with pytest.raises(WrongKey, match="Restore the key"):
        reveal(workspace.root, asked, reason=WHY, key=Key(key.secret, (b"x" * 32,)))
    (workspace.root / "vault.sqlite").unlink()
    key_path().with_suffix(".gone").rename(key_path())
    with pytest.raises(BadInput, match="no vault"):
        reveal(workspace.root, asked, reason=WHY)

    assert trace(open_store(str(workspace.root))).to_dict() == before
    assert audited(workspace) == []
