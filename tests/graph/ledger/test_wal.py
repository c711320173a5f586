"""What was committed to a log and can no longer be read is found; what a crash leaves is not taken for damage."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.ledger.wal import loses_commits


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database and its log with three commits, as a process that was killed leaves them."""
    place = tmp_path_factory.mktemp("wal")
    with closing(sqlite3.connect(place / "live", isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("CREATE TABLE t (a)")
        db.executemany("INSERT INTO t VALUES (?)", [("x" * 900,) for _ in range(2)])
        for name in ("live", "live-wal"):
            shutil.copy(place / name, place / name.replace("live", "left"))
    return place


def rows(place: Path, log: bytes) -> int:
    """What SQLite reads with such a log; -1 where it has not even the table."""
    shutil.copy(place / "left", place / "db")
    (place / "db-wal").write_bytes(log)
    with closing(sqlite3.connect(place / "db")) as db:
        try:
            return int(db.execute("SELECT count(*) FROM t").fetchone()[0])
        except sqlite3.OperationalError:
            return -1


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.floats(0, 0.9999), st.integers(1, 255))
def test_a_changed_byte_is_found_or_changes_nothing(left: Path, where: float, change: int) -> None:
    """Anywhere in the log, its header and the marks of its frames too."""
    whole = (left / "left-wal").read_bytes()
    log = bytearray(whole)
    log[int(where * len(log))] ^= change
    (left / "changed-wal").write_bytes(log)

    assert loses_commits(left / "changed-wal") or rows(left, bytes(log)) == rows(left, whole)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.floats(0, 1))
def test_a_log_cut_short_is_what_a_crash_leaves(left: Path, where: float) -> None:
    """Nothing behind the cut says that there was more."""
    whole = (left / "left-wal").read_bytes()
    (left / "cut-wal").write_bytes(whole[: int(where * len(whole))])

    assert not loses_commits(left / "cut-wal")


def test_no_log_loses_nothing(tmp_path: Path) -> None:
    """Neither one that is not there nor one that is empty."""
    (tmp_path / "empty").touch()

    assert not loses_commits(tmp_path / "none")
    assert not loses_commits(tmp_path / "empty")


def test_frames_of_an_older_log_behind_the_last_commit_are_no_loss(tmp_path: Path) -> None:
    """SQLite begins the log anew in place, and what is longer stays behind."""
    with closing(sqlite3.connect(tmp_path / "db", isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("CREATE TABLE t (a)")
        db.executemany("INSERT INTO t VALUES (?)", [("x" * 3000,) for _ in range(9)])
        db.execute("PRAGMA wal_checkpoint(RESTART)")
        longer = (tmp_path / "db-wal").stat().st_size
        db.execute("INSERT INTO t VALUES ('y')")

        assert (tmp_path / "db-wal").stat().st_size == longer
        assert not loses_commits(tmp_path / "db-wal")
