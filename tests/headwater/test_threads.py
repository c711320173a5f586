"""Small files are read by one thread; what the environment says comes first."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from headwater.threads import SMALL, VARIABLE, few_for


@pytest.fixture(autouse=True)
def nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has said how many; what a test leaves is taken back."""
    monkeypatch.setenv(VARIABLE, "to be restored")
    monkeypatch.delenv(VARIABLE)


def _file(path: Path, size: int) -> Path:
    path.write_bytes(b"x" * size)
    return path


def test_small_files_are_read_by_one_thread_also_in_folders(tmp_path: Path) -> None:
    """One handful of bytes."""
    _file(tmp_path / "orders.csv", 10)
    few_for([tmp_path])
    assert os.environ[VARIABLE] == "1"


def test_large_files_are_read_by_all_threads(tmp_path: Path) -> None:
    """A byte too many, of two files together."""
    few_for([_file(tmp_path / "orders.csv", SMALL), _file(tmp_path / "calls.csv", 1)])
    assert VARIABLE not in os.environ


def test_the_environment_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asked for seven gets seven."""
    monkeypatch.setenv(VARIABLE, "7")
    few_for([_file(tmp_path / "orders.csv", 10)])
    assert os.environ[VARIABLE] == "7"


def test_a_workspace_is_read_by_all_threads_and_a_missing_file_is_the_readers_to_tell(tmp_path: Path) -> None:
    """No paths, and one that is not there."""
    few_for([])
    assert VARIABLE not in os.environ
    few_for([tmp_path / "nowhere.csv"])
