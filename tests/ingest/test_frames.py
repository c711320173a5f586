"""Rows of a large table lie in a private file while a plan lives, and nowhere afterwards."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import polars as pl
import pytest

import ingest.collecting
from ingest.collecting import Collector
from ingest.frames import Frames, frames_of, write_frames
from ingest.spool import PREFIX, Spool, sweep_spools

SCHEMA = pl.Schema({"a": pl.Int64, "b": pl.String})
PIECES = [pl.DataFrame({"a": range(n * 10, n * 10 + 10), "b": [str(n)] * 10}, schema=SCHEMA) for n in range(5)]


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than 15 rows are too many for memory."""
    monkeypatch.setattr(ingest.collecting, "IN_MEMORY", 15)


def collected(spool: Spool | None) -> Frames:
    """All pieces collected."""
    collector = Collector(SCHEMA, spool)
    for piece in PIECES:
        collector.add(piece)
    return collector.frames()


@pytest.mark.usefixtures("few")
def test_what_is_too_much_for_memory_reads_as_what_is_not(tmp_path: Path) -> None:
    """The same rows in the same order, whole and frame by frame."""
    spooled, kept = collected(Spool(tmp_path)), collected(None)

    assert (spooled.pieces, kept.file) == ((), None)
    assert spooled.whole().equals(kept.whole())
    assert pl.concat(spooled).equals(pl.concat(PIECES))
    assert spooled.height == kept.height == 50


@pytest.mark.usefixtures("few")
def test_the_folder_is_private_and_gone_with_what_lies_in_it(tmp_path: Path) -> None:
    """Nobody else can look in."""
    frames = collected(Spool(tmp_path))

    (folder,) = tmp_path.iterdir()
    assert folder.name.startswith(PREFIX)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    del frames
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("few")
def test_changes_are_made_as_frames_are_read(tmp_path: Path) -> None:
    """In memory or in a file, and one after the other."""
    for frames in (collected(Spool(tmp_path)), collected(None)):
        changed = frames.changed(lambda frame: frame.with_columns(pl.col("a") + 1)).changed(
            lambda frame: frame.with_columns(pl.col("a") * 2)
        )
        assert changed.whole()["a"].to_list() == [2 * (a + 1) for a in range(50)]
        assert frames.whole()["a"].to_list() == list(range(50))


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("parts", [1, 2])
def test_frames_are_written_as_one_file(tmp_path: Path, parts: int) -> None:
    """Of one that lies in a file no byte is written anew, and the plan can be carried out again."""
    spooled = collected(Spool(tmp_path))
    given = [spooled, frames_of(PIECES[0], schema=SCHEMA)][:parts]

    for name in ("one", "two"):
        assert write_frames(given, tmp_path / name, SCHEMA) == 50 + 10 * (parts - 1)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert pl.read_parquet(tmp_path / "one").equals(pl.concat([frame for part in given for frame in part]))


def test_no_rows_make_a_file_too(tmp_path: Path) -> None:
    """With its columns."""
    assert write_frames([], tmp_path / "none", SCHEMA) == 0
    assert pl.read_parquet(tmp_path / "none").schema == SCHEMA


@pytest.mark.skipif(os.name != "posix", reason="locks end with the process on POSIX systems")
def test_the_folder_of_a_process_that_was_killed_is_swept_and_that_of_one_at_work_is_not(tmp_path: Path) -> None:
    """Whoever plans next clears up."""
    program = "import os, sys; from pathlib import Path; from ingest.spool import Spool; s = Spool(Path(sys.argv[1])); s.file(); os._exit(9)"
    subprocess.run([sys.executable, "-c", program, tmp_path], check=False)
    (left,) = tmp_path.iterdir()
    alive = Spool(tmp_path)

    alive.file()

    assert not left.exists()
    sweep_spools(tmp_path)
    assert len(list(tmp_path.iterdir())) == 1


def test_where_there_is_no_workspace_yet_the_folder_lies_beside_it(tmp_path: Path) -> None:
    """On the same disk, so that nothing needs to be copied."""
    spool = Spool(tmp_path / "new")

    assert spool.file().parent.parent == tmp_path


@pytest.mark.skipif(os.name != "posix", reason="locks end with the process on POSIX systems")
def test_among_the_temporary_files_too_but_nothing_that_is_not_a_folder_of_the_users(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plans that are not to be kept anywhere lie there."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    mine, tmp = tmp_path / "mine", tmp_path / "tmp"
    for folder in (mine, tmp):
        folder.mkdir()
    (tmp / f"{PREFIX}link").symlink_to(mine)
    program = "import os; from ingest.spool import Spool; s = Spool(); s.file(); os._exit(9)"
    subprocess.run([sys.executable, "-c", program], check=False, env=os.environ | {"TMPDIR": str(tmp)})
    left = sorted(tmp.iterdir())

    spool = Spool()
    folder = spool.folder()

    assert len(left) == 2
    assert sorted(tmp.iterdir()) == sorted([folder, tmp / f"{PREFIX}link"])
    assert list(mine.iterdir()) == []


@pytest.mark.usefixtures("few")
def test_the_different_values_are_those_of_all_rows_wherever_they_lie(tmp_path: Path) -> None:
    """Rows added to a file's, and changed ones, count too."""
    more = pl.DataFrame({"a": [7], "b": ["more"]}, schema=SCHEMA)
    for frames in (collected(Spool(tmp_path)), collected(None)):
        assert sorted(frames.and_also(more).different(["b"])[0]) == ["0", "1", "2", "3", "4", "more"]
        told = frames.changed(lambda frame: frame.with_columns(b=pl.lit("x"))).and_also(more)
        assert sorted(told.different(["b"])[0]) == ["more", "x"]
