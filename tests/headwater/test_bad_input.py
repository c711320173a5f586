"""Input that cannot be used: exit code 2, one line that says what to do, and nothing changed."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.headwater.command import files, is_one_line, run, spawn

BINARY = bytes(range(128, 256)) * 40


def empty_file(folder: Path) -> Path:
    """No byte."""
    (folder / "empty.csv").write_bytes(b"")
    return folder / "empty.csv"


def binary_file(folder: Path) -> Path:
    """Bytes that are text in no encoding."""
    (folder / "binary.csv").write_bytes(BINARY)
    return folder / "binary.csv"


def binary_workbook(folder: Path) -> Path:
    """A workbook cut in half."""
    (folder / "book.xlsx").write_bytes(b"PK\x03\x04" + BINARY)
    return folder / "book.xlsx"


def no_header(folder: Path) -> Path:
    """Figures only."""
    (folder / "figures.csv").write_text("1,2\n3,4\n", "utf-8")
    return folder / "figures.csv"


def missing_file(folder: Path) -> Path:
    """Nothing there."""
    return folder / "missing.csv"


def zip_that_leads_out(folder: Path) -> Path:
    """A member that would be unpacked beside the folder."""
    with zipfile.ZipFile(folder / "out.zip", "w") as archive:
        archive.writestr("victims.csv", "person_id,first_contact\nA1,2024-05-01\n")
        archive.writestr("../../evil.csv", "person_id,first_contact\nA1,2024-05-01\n")
    return folder / "out.zip"


def victims_file(folder: Path) -> Path:
    """One that can be taken."""
    (folder / "victims.csv").write_text("person_id,first_contact\nA9,2024-05-01\n", "utf-8")
    return folder / "victims.csv"


def cut_zip(folder: Path) -> Path:
    """A zip whose end is missing."""
    whole = zip_that_leads_out(folder).read_bytes()
    (folder / "cut.zip").write_bytes(whole[: len(whole) // 2])
    return folder / "cut.zip"


def folder_without_files(folder: Path) -> Path:
    """Folders in it, no file."""
    (folder / "none" / "below").mkdir(parents=True)
    return folder / "none"


def good_and_bad(folder: Path) -> Path:
    """A file that could be taken beside one that cannot be read."""
    (folder / "mixed").mkdir()
    (folder / "mixed" / "victims.csv").write_text("person_id,first_contact\nA9,2024-05-01\n", "utf-8")
    (folder / "mixed" / "z.csv").write_bytes(BINARY)
    return folder / "mixed"


BAD = [
    empty_file, binary_file, binary_workbook, no_header, missing_file, zip_that_leads_out, cut_zip,
    folder_without_files, good_and_bad,
]  # fmt: skip
Made = Callable[[Path], Path]


@pytest.mark.parametrize("made", BAD)
def test_no_workspace_is_made_for_it(made: Made, tmp_path: Path) -> None:
    """Not even an empty one."""
    done = run("ingest", made(tmp_path), "-w", tmp_path / "w")

    assert done.code == 2
    assert is_one_line(done), done
    assert not (tmp_path / "w").exists()
    assert not (tmp_path.parent / "evil.csv").exists()


@pytest.mark.parametrize("made", BAD)
def test_a_workspace_stays_byte_for_byte(made: Made, workspace: Path, tmp_path: Path) -> None:
    """Facts and ledger, also where another file of the same batch could have been taken."""
    own = Path(shutil.copytree(workspace, tmp_path / "own"))
    before = files(own)

    done = run("ingest", made(tmp_path), "-w", own)

    assert (done.code, is_one_line(done)) == (2, True)
    assert files(own) == before


@pytest.mark.parametrize("made", BAD)
def test_a_trace_in_one_shot_refuses_it_the_same_way(made: Made, tmp_path: Path) -> None:
    """One line, and no verdict."""
    done = run("trace", made(tmp_path))

    assert done.code == 2
    assert is_one_line(done), done


def test_each_file_that_cannot_be_read_has_its_line(tmp_path: Path) -> None:
    """Exit code 2, nothing committed, and nobody tries once for each file."""
    done = run("ingest", empty_file(tmp_path), victims_file(tmp_path), binary_file(tmp_path), "-w", tmp_path / "w")

    told = [line for line in done.err.splitlines() if line.startswith("headwater: ")]
    assert done.code == 2
    assert [("empty.csv" in line, "binary.csv" in line) for line in told] == [(True, False), (False, True)]
    assert not (tmp_path / "w").exists()


def test_a_process_of_its_own_shows_no_traceback(tmp_path: Path) -> None:
    """As a user sees it."""
    done = spawn("ingest", binary_file(tmp_path), "-w", tmp_path / "w")

    assert done.code == 2
    assert is_one_line(done), done


def test_a_workspace_that_would_lie_where_a_file_is_cannot_be_made(victims: Path) -> None:
    """The file stays."""
    before = victims.read_bytes()

    done = run("ingest", victims, "-w", victims)

    assert done.code == 2
    assert is_one_line(done)
    assert "Name a folder you may write to" in done.err
    assert victims.read_bytes() == before


def test_there_is_no_kind_of_that_name(victims: Path, tmp_path: Path) -> None:
    """The kinds there are, are listed."""
    done = run("ingest", victims, "-w", tmp_path / "w", "--kind", "people")

    assert done.code == 2
    assert is_one_line(done)
    assert "victims, comparisons, orders" in done.err


def test_another_key_is_refused(
    workspace: Path, victims: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same person would get two tokens."""
    own = Path(shutil.copytree(workspace, tmp_path / "own"))
    monkeypatch.setenv("HEADWATER_KEY_FILE", str(tmp_path / "other.key"))
    facts = files(own / "facts")

    done = run("ingest", victims, "-w", own)

    assert done.code == 2
    assert is_one_line(done)
    assert "HEADWATER_KEY_FILE" in done.err
    assert files(own / "facts") == facts


@pytest.mark.parametrize(
    "words", [("trace",), ("neighbours", "x"), ("path", "x", "y"), ("export", "-o", "x"), ("sync", "--to", "bolt://h")]
)
def test_a_folder_that_is_no_workspace_is_said_to_be_none(words: tuple[str, ...], tmp_path: Path) -> None:
    """With the way to make one, for every command that opens one; nothing is made of it."""
    (tmp_path / "photos").mkdir()

    for place in (tmp_path / "photos", tmp_path / "missing"):
        done = run(*words, "-w", place)

        assert done.code == 2
        assert is_one_line(done), done
        assert f"headwater ingest FILES -w {place}" in done.err
    assert files(tmp_path) == {"photos": b""}


@pytest.mark.parametrize("words", [("trace",), ("ingest", "FILE"), ("export", "-o", "x"), ("sync", "--to", "bolt://h")])
def test_a_damaged_ledger_is_exit_code_3(
    words: tuple[str, ...], workspace: Path, victims: Path, tmp_path: Path
) -> None:
    """One line that names the file."""
    own = Path(shutil.copytree(workspace, tmp_path / "own"))
    (own / "headwater.sqlite").write_bytes(b"no ledger, but long enough to be looked at" * 100)

    done = run(*(victims if word == "FILE" else word for word in words), "-w", own)

    assert done.code == 3
    assert is_one_line(done), done
    assert "headwater.sqlite" in done.err


@pytest.mark.parametrize("harm", ["missing", "cut"])
def test_damaged_facts_are_exit_code_3(harm: str, workspace: Path, tmp_path: Path) -> None:
    """A file of facts that is gone or cut short is named."""
    own = Path(shutil.copytree(workspace, tmp_path / "own"))
    (file,) = (own / "facts" / "orders").iterdir()
    if harm == "missing":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[:2000])

    done = run("trace", "-w", own)

    assert done.code == 3
    assert is_one_line(done), done
    assert "orders" in done.err
