"""A workspace is read where nothing can be written; what lies in its log is never passed over for that."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from graph.ledger.reaching import connection


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database with a log of its own, empty by now."""
    with closing(sqlite3.connect(tmp_path / "盘 1#?.sqlite")) as db:
        db.executescript("PRAGMA journal_mode=WAL; CREATE TABLE a (b); INSERT INTO a VALUES (1)")
    return tmp_path / "盘 1#?.sqlite"


@pytest.fixture
def sealed(monkeypatch: pytest.MonkeyPatch) -> None:
    """No folder can be written to."""
    monkeypatch.setattr(os, "access", lambda *_: False)


@pytest.mark.usefixtures("sealed")
def test_where_nothing_can_be_written_it_is_read_and_no_file_is_made(file: Path) -> None:
    """Not even beside it while it is open; writing is refused."""
    with closing(connection(file)) as db:
        assert db.execute("SELECT b FROM a").fetchall() == [(1,)]
        assert list(file.parent.iterdir()) == [file]
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            db.execute("INSERT INTO a VALUES (2)")


@pytest.mark.usefixtures("sealed")
def test_a_log_with_something_in_it_is_read_too(file: Path) -> None:
    """As SQLite reads it, or not at all."""
    with closing(sqlite3.connect(file, isolation_level=None)) as writer:
        writer.execute("INSERT INTO a VALUES (2)")
        with closing(connection(file)) as db:
            assert db.execute("SELECT b FROM a").fetchall() == [(1,), (2,)]


def test_a_folder_that_can_be_written_to_is_read_as_ever(file: Path) -> None:
    """What others write meanwhile is seen."""
    with closing(connection(file)) as db, closing(connection(file)) as other:
        other.execute("INSERT INTO a VALUES (2)")
        assert db.execute("SELECT b FROM a").fetchall() == [(1,), (2,)]
