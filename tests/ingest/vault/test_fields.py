"""What can be asked for of a person: each value once, masked."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import NotFound
from graph.stores import EmbeddedStore
from graph.workspace import Workspace
from ingest import ingest_files
from ingest.keys import Key
from ingest.tokens import token
from ingest.vault import reveal
from ingest.vault.fields import fields
from tests.shared_phone import shared_phone


def test_a_person_has_a_field_a_value_and_each_can_be_asked_for_alone(workspace: Workspace, key: Key) -> None:
    """Those that `reveal` shows of the person, in its order, masked."""
    store = EmbeddedStore(workspace.root)
    person = str(store.persons.of.filter(token=token(key, "phone", "13800138000"))["person"][0])
    found, all_of_it = fields(store, person), reveal(workspace.root, person, reason="回访询问")

    assert [one.column for one in found] == ["id_number", "phone", "name", "address", "person_id"]
    assert [(one.token, one.masked) for one in found] == [(one.token, one.masked) for one in all_of_it]
    assert [one.column for one in fields(store, found[1].token)] == ["phone"]


def test_what_came_masked_and_what_has_no_vault_cannot_be_asked_for(tmp_path: Path, key: Key) -> None:
    """There is nothing behind it."""
    ingest_files(shared_phone(tmp_path), tmp_path / "w")
    store = EmbeddedStore(tmp_path / "w")
    account = str(store.persons.of.filter(token=token(key, "account", "某宝\0tb_881"))["person"][0])

    assert [one.column for one in fields(store, account)] == ["name", "account", "address"]
    (tmp_path / "w" / "vault.sqlite").unlink()
    assert fields(store, account) == ()


def test_names_that_are_neither_are_not_found(workspace: Workspace) -> None:
    """Plain numbers are no tokens."""
    with pytest.raises(NotFound, match="no person and no token"):
        fields(EmbeddedStore(workspace.root), "13800138000")
