"""A new file is there whole or not at all, and never in place of another."""

from __future__ import annotations

import os
import resource
import signal
from pathlib import Path

import pytest

from graph.errors import BadInput
from ingest import new_files
from ingest.new_files import asked_for, check_free, new_file

WAYS = [new_files.NAMELESS, None]
"""On a system that knows files without names, and on one that does not."""


@pytest.fixture(params=WAYS, autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test here holds on both."""
    monkeypatch.setattr(new_files, "NAMELESS", request.param)


def test_it_has_its_name_when_it_is_whole_and_its_owner_alone_reads_it(tmp_path: Path) -> None:
    """Not before, and nothing lies beside it afterwards."""
    with new_file(tmp_path / "a") as file:
        file.write(b"whole")
        assert not (tmp_path / "a").exists()

    assert (tmp_path / "a").read_bytes() == b"whole"
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600
    assert len(list(tmp_path.iterdir())) == 1


def test_where_writing_fails_nothing_is_left(tmp_path: Path) -> None:
    """Whatever it fails for."""
    with pytest.raises(TypeError), new_file(tmp_path / "a") as file:
        file.writelines([b"half", None])  # type: ignore[list-item]

    assert list(tmp_path.iterdir()) == []


def test_what_came_to_be_there_meanwhile_stays(tmp_path: Path) -> None:
    """A file, or a link to one that is not there."""
    with pytest.raises(FileExistsError), new_file(tmp_path / "a"):
        (tmp_path / "a").write_bytes(b"mine")
    with pytest.raises(FileExistsError), new_file(tmp_path / "b"):
        (tmp_path / "b").symlink_to(tmp_path / "nowhere")

    assert (tmp_path / "a").read_bytes() == b"mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_a_disk_that_knows_no_links_gets_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As memory sticks are formatted: there is no file without a name either."""

    def no_links(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(new_files, "NAMELESS", None)
    monkeypatch.setattr(Path, "hardlink_to", no_links)
    with new_file(tmp_path / "a") as file:
        file.write(b"whole")

    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"whole")]


@pytest.mark.parametrize("name", ["nowhere/a", "file/a", "file", "link"])
def test_where_none_can_be_made_one_line_says_so(tmp_path: Path, name: str) -> None:
    """A folder that is not there, a file in place of one, a file or a link to nothing of that name."""
    (tmp_path / "file").write_bytes(b"mine")
    (tmp_path / "link").symlink_to(tmp_path / "none")
    for attempt in (check_free, lambda path: asked_for(path).__enter__()):
        with pytest.raises(BadInput, match=r"(is no folder|is there already): name a .*file.* with -o") as told:
            attempt(tmp_path / name)
        assert "\n" not in str(told.value)
    assert (tmp_path / "file").read_bytes() == b"mine"


def test_a_full_disk_is_told_in_one_line_and_leaves_nothing(tmp_path: Path) -> None:
    """Here: no file may be longer than 2,000 bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, before[1]))
    try:
        with (
            pytest.raises(BadInput, match=r"a cannot be written: .*room on its disk"),
            asked_for(tmp_path / "a") as file,
        ):
            file.write(b"x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(new_files.NAMELESS is None, reason="this system knows no files without names")
def test_a_process_that_is_killed_while_it_writes_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where files need no names."""
    monkeypatch.setattr(new_files, "NAMELESS", os.O_TMPFILE)
    child = os.fork()
    if not child:
        with new_file(tmp_path / "a") as file:
            file.write(b"in plain")
            file.flush()
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)

    assert list(tmp_path.iterdir()) == []
