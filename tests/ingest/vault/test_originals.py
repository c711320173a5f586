"""Originals are kept sealed where the user asks for it, and come back byte for byte, for a reason."""

from __future__ import annotations

import resource
import stat
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from graph.errors import BadInput, DamagedWorkspace, NotFound
from graph.workspace import Workspace
from ingest import commit, plan_files
from ingest.keys import Key, key_path, read_key
from ingest.vault import export_original, spare_originals, verify
from ingest.vault.originals import kept_originals, original_file
from ingest.vault.rotation import rotate
from tests.ingest.vault.people import PEOPLE, VICTIMS
from tests.ingest.vault.test_revealing import audited

WHY = "移送证据"


@pytest.fixture
def kept(
    tmp_path: Path, key: Key, csv_file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> tuple[Path, Workspace, str]:
    """A file, the workspace it is kept in, and its SHA-256; in several chunks."""
    for module in ("originals", "returning"):
        monkeypatch.setattr(import_module(f"ingest.vault.{module}"), "CHUNK", 64)
    file = csv_file([VICTIMS, *PEOPLE], "victims.csv")
    workspace = Workspace.create(tmp_path / "w")
    commit(plan_files([file], key=key), workspace, originals=[file])
    (sha256,) = kept_originals(workspace)
    return file, workspace, sha256


def test_an_original_comes_back_byte_for_byte(kept: tuple[Path, Workspace, str], tmp_path: Path) -> None:
    """Named by its first digits; the audit knows, and sealing the vault anew changes nothing."""
    file, workspace, sha256 = kept
    assert export_original(workspace, sha256[:5], tmp_path / "a.csv", reason=WHY, who="侦查员甲") == sha256
    rotate(workspace, key_path())
    export_original(workspace, sha256, tmp_path / "b.csv", reason=WHY, key=read_key(key_path()))

    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes() == file.read_bytes()
    assert stat.S_IMODE((tmp_path / "a.csv").stat().st_mode) == 0o600
    assert audited(workspace)[0] == {
        "who": "侦查员甲",
        "what": "original exported",
        "sha256": sha256,
        "to": "a.csv",
        "reason": WHY,
    }
    assert verify(workspace) == []


def test_nothing_of_it_can_be_read(kept: tuple[Path, Workspace, str]) -> None:
    """The file in the workspace is sealed."""
    _, workspace, sha256 = kept
    data = original_file(workspace.root, sha256).read_bytes()

    assert not [value for person in PEOPLE for value in person[1:4] if value and value.encode() in data]


@pytest.mark.parametrize("harm", ["flip", "cut", "swap", "gone"])
def test_one_that_is_not_what_was_kept_is_found(kept: tuple[Path, Workspace, str], tmp_path: Path, harm: str) -> None:
    """With the key and without; nothing is left of what was opened before it was noticed."""
    _, workspace, sha256 = kept
    file = original_file(workspace.root, sha256)
    data, chunk = file.read_bytes(), 80
    assert len(data) > 3 * chunk
    harmed = {
        "flip": data[:-1] + bytes([data[-1] ^ 1]),
        "cut": data[: 2 * chunk],
        "swap": data[chunk : 2 * chunk] + data[:chunk] + data[2 * chunk :],
    }
    if harm == "gone":
        file.unlink()
    else:
        file.write_bytes(harmed[harm])

    assert [(one.file, one.code) for one in verify(workspace)] == [
        (f"originals/{sha256}.enc", "file_missing" if harm == "gone" else "file_changed")
    ]
    with pytest.raises(DamagedWorkspace, match="not what was kept"):
        export_original(workspace, sha256, tmp_path / "a.csv", reason=WHY)
    assert not list(tmp_path.glob("a.csv*"))


def test_what_cannot_be_given_is_told(kept: tuple[Path, Workspace, str], tmp_path: Path) -> None:
    """No reason, a file that is there, one that was not kept."""
    file, workspace, sha256 = kept
    with pytest.raises(BadInput, match="--reason"):
        export_original(workspace, sha256, tmp_path / "a.csv", reason="")
    with pytest.raises(BadInput, match="there already"):
        export_original(workspace, sha256, file, reason=WHY)
    with pytest.raises(NotFound, match="--keep-originals"):
        export_original(workspace, "x", tmp_path / "a.csv", reason=WHY)
    assert audited(workspace) == []


def test_where_it_cannot_be_written_nothing_is_audited(kept: tuple[Path, Workspace, str], tmp_path: Path) -> None:
    """A folder must be there, and a folder it must be."""
    file, workspace, sha256 = kept
    for to in (tmp_path / "nowhere" / "a.csv", file / "a.csv"):
        with pytest.raises(BadInput, match="is no folder"):
            export_original(workspace, sha256, to, reason=WHY)
    assert audited(workspace) == []


def cut_short(*_: object) -> None:
    """What takes the place of a step at which an import ends."""
    raise KeyboardInterrupt


@pytest.fixture
def more(csv_file: Callable[..., Path]) -> Path:
    """Another file to import."""
    return csv_file([VICTIMS, ("V7", "赵六", "13600136000", "", "2024-05-03", "")], "more.csv")


def test_what_an_import_cut_short_left_goes_with_the_next(
    kept: tuple[Path, Workspace, str], more: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether the vault had its key by then or not; a file that no import began stays, and is told."""
    _, workspace, sha256 = kept
    for name in ("stray.enc", ".sealing-killed"):
        (workspace.root / "originals" / name).write_bytes(b"x")
    plan = plan_files([more], key=key)
    with monkeypatch.context() as patched:
        patched.setattr(import_module("ingest.commit"), "record", cut_short)
        with pytest.raises(KeyboardInterrupt):
            commit(plan, workspace, originals=[more])
    assert (verify(workspace), len(spare_originals(workspace))) == ([], 2)

    commit(plan, workspace)
    assert (verify(workspace), spare_originals(workspace)) == ([], ["originals/stray.enc"])
    assert kept_originals(workspace).keys() == {sha256}


def test_where_the_vault_does_not_take_the_key_nothing_of_the_file_is_left(
    kept: tuple[Path, Workspace, str], more: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is not filled by what could not be finished."""
    _, workspace, _ = kept
    monkeypatch.setattr(import_module("ingest.vault.storing"), "_store", cut_short)
    with pytest.raises(KeyboardInterrupt):
        commit(plan_files([more], key=key), workspace, originals=[more])

    assert (verify(workspace), spare_originals(workspace)) == ([], [])


def test_a_full_disk_is_told_in_one_line(kept: tuple[Path, Workspace, str], tmp_path: Path, key: Key) -> None:
    """Here: no file may be longer than 200,000 bytes; nothing of it is left."""
    _, workspace, _ = kept
    many = [(f"V{n}", f"赵六{n}", f"1360{n:07}", "", "2024-05-03", "某路" * 100) for n in range(1_000)]
    file = tmp_path / "many.csv"
    file.write_text("\n".join(",".join(row) for row in [VICTIMS, *many]), "utf-8")
    plan, before = plan_files([file], key=key), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, before[1]))
    try:
        with pytest.raises(BadInput, match=r"originals cannot be written: .*has room"):
            commit(plan, workspace, originals=[file])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert (verify(workspace), spare_originals(workspace)) == ([], [])
