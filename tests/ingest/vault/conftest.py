"""A small workspace with a vault; every person in it is invented."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.workspace import Workspace
from ingest import ingest_files
from ingest.keys import Key, read_key
from tests.ingest.vault.people import PEOPLE, VICTIMS


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Key:
    """The user's key, in a file of its own."""
    monkeypatch.setenv("HEADWATER_KEY_FILE", str(tmp_path / "keys" / "token.key"))
    return read_key(tmp_path / "keys" / "token.key")


@pytest.fixture
def workspace(tmp_path: Path, key: Key, csv_file: Callable[..., Path]) -> Workspace:
    """Two victims, and a third whose row is refused."""
    ingest_files([csv_file([VICTIMS, *PEOPLE], "受害人.csv")], tmp_path / "w")
    return Workspace(tmp_path / "w")
