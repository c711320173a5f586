"""Ledger and vault of different times: nothing is built on them and nothing removed; it is said what to put back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import DamagedWorkspace
from graph.ledger import AUDIT, append, entries, transaction
from graph.workspace import Workspace
from ingest import ingest_files
from ingest.keys import Key, key_path
from ingest.tokens import token
from ingest.vault import reveal, verify
from ingest.vault.file import opened
from ingest.vault.rotation import rotate
from ingest.withdrawing import imports, withdraw
from tests.ingest.vault.people import VICTIMS
from tests.ingest.vault.test_storing import values

CsvFile = Callable[..., Path]
Files = dict[Path, bytes]


def person(number: int) -> tuple[str, ...]:
    """An invented victim."""
    return (f"V{number}", f"赵六{number}", f"136001360{number:02}", "", "2024-05-03 10:00", "")


def content(root: Path) -> Files:
    """All files of a workspace but what SQLite keeps beside its own."""
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file() and "sqlite-" not in path.name}


def put_back(workspace: Workspace, copy: Path, name: str) -> None:
    """A file as it was when the workspace was copied."""
    for file in workspace.root.glob(f"{name}*"):
        file.unlink()
    shutil.copy(copy / name, workspace.root / name)


@pytest.fixture
def copy(workspace: Workspace, tmp_path: Path, csv_file: CsvFile) -> Path:
    """The workspace as it was before its last import."""
    shutil.copytree(workspace.root, tmp_path / "copy")
    ingest_files([csv_file([VICTIMS, person(5)], "second.csv")], workspace.root)
    return tmp_path / "copy"


def third(csv_file: CsvFile) -> list[Path]:
    """Another file to import."""
    return [csv_file([VICTIMS, person(6)], "third.csv")]


def test_an_older_ledger_beside_a_newer_vault_is_told_and_nothing_is_removed(
    workspace: Workspace, copy: Path, key: Key, csv_file: CsvFile
) -> None:
    """By import, rotation and verify; with its own ledger back all is as it was."""
    held, newer = values(workspace, key), (workspace.root / "headwater.sqlite").read_bytes()
    put_back(workspace, copy, "headwater.sqlite")
    before = content(workspace.root)

    assert [one.code for one in verify(workspace)] == ["ledger_older"]
    for _ in range(2):
        with pytest.raises(DamagedWorkspace, match=r"headwater\.sqlite is older than vault\.sqlite") as refused:
            ingest_files(third(csv_file), workspace.root)
        assert "\n" not in str(refused.value)
    with pytest.raises(DamagedWorkspace, match="is older than"):
        rotate(workspace, key_path())
    assert content(workspace.root) == before

    (workspace.root / "headwater.sqlite").write_bytes(newer)
    ingest_files(third(csv_file), workspace.root)
    assert held < values(workspace, key)
    assert verify(workspace) == []


def test_nothing_done_on_an_older_ledger_lets_the_vault_forget_the_newer(
    workspace: Workspace, copy: Path, key: Key, csv_file: CsvFile
) -> None:
    """A withdrawal is refused; a reveal is logged where it is asked for, and the next import is refused as before."""
    held = values(workspace, key)
    put_back(workspace, copy, "headwater.sqlite")

    with pytest.raises(DamagedWorkspace, match="is older than"):
        withdraw(workspace, imports(workspace)[0].run)
    reveal(workspace.root, token(key, "phone", "13800138000"), reason="回访受害人")
    assert [one.code for one in verify(workspace)] == ["ledger_older"]
    with pytest.raises(DamagedWorkspace, match="is older than"):
        ingest_files(third(csv_file), workspace.root)
    assert values(workspace, key) == held


def test_an_older_vault_beside_a_newer_ledger_is_told(workspace: Workspace, copy: Path, csv_file: CsvFile) -> None:
    """By import, rotation and verify, which names the import whose values are not there."""
    put_back(workspace, copy, "vault.sqlite")
    before = content(workspace.root)

    assert [(one.code, one.seq) for one in verify(workspace)] == [("vault_older", 3)]
    with pytest.raises(DamagedWorkspace, match="what 1 import put into it is not there"):
        ingest_files(third(csv_file), workspace.root)
    with pytest.raises(DamagedWorkspace, match="is gone, or older than"):
        rotate(workspace, key_path())
    assert content(workspace.root) == before


def test_a_vault_that_is_gone_is_not_made_anew(workspace: Workspace, copy: Path, csv_file: CsvFile) -> None:
    """What it held would seem to have been put in another."""
    (workspace.root / "vault.sqlite").unlink()

    with pytest.raises(DamagedWorkspace, match=r"vault\.sqlite is gone.* what 2 imports put into it"):
        ingest_files(third(csv_file), workspace.root)
    assert not (workspace.root / "vault.sqlite").exists()


def test_a_whole_copy_put_back_goes_on(workspace: Workspace, copy: Path, csv_file: CsvFile) -> None:
    """Facts of imports made since lie there, count for nothing, and are left alone: another ledger may name them."""
    facts = sorted((workspace.root / "facts").rglob("*.parquet"))
    for name in ("headwater.sqlite", "vault.sqlite"):
        put_back(workspace, copy, name)

    ingest_files(third(csv_file), workspace.root)
    assert verify(workspace) == []
    assert all(file.exists() for file in facts)


def test_a_ledger_that_lost_who_looked_into_the_vault_is_told(
    workspace: Workspace, copy: Path, key: Key, csv_file: CsvFile
) -> None:
    """The vault remembers the end of the audit chain too."""
    older = (workspace.root / "headwater.sqlite").read_bytes()
    reveal(workspace.root, token(key, "phone", "13800138000"), reason="回访受害人")
    with workspace.connect() as db:
        (looked,) = entries(db, AUDIT)
    for file in workspace.root.glob("headwater.sqlite*"):
        file.unlink()
    (workspace.root / "headwater.sqlite").write_bytes(older)

    assert [(one.code, one.detail) for one in verify(workspace)] == [("ledger_older", f"chain audit: {looked.hash}")]
    with pytest.raises(DamagedWorkspace, match="chain audit"):
        ingest_files(third(csv_file), workspace.root)


def test_a_ledger_made_anew_beside_a_vault_is_told(workspace: Workspace, csv_file: CsvFile) -> None:
    """Its values belong to imports that the new one knows nothing of."""
    shutil.rmtree(workspace.root / "facts")
    for file in workspace.root.glob("headwater.sqlite*"):
        file.unlink()

    with pytest.raises(DamagedWorkspace, match="older than vault"):
        ingest_files(third(csv_file), workspace.root)
    assert [one.code for one in verify(Workspace(workspace.root))] == ["ledger_older"]


def test_entries_the_vault_has_not_heard_of_are_no_damage(workspace: Workspace, csv_file: CsvFile) -> None:
    """What is recorded without the vault, and an import that ended before it could tell the vault."""
    with opened(workspace.root) as db:
        db.execute("DELETE FROM meta WHERE key <> 'format'")
    with workspace.connect() as db, transaction(db):
        append(db, AUDIT, "a", "revealed", {})

    assert verify(workspace) == []
    ingest_files(third(csv_file), workspace.root)
    with opened(workspace.root) as db, workspace.connect() as ledger:
        told = dict(db.execute("SELECT key, value FROM meta WHERE key <> 'format'"))
        assert told == dict(map(tuple, ledger.execute("SELECT chain, hash FROM heads")))


def test_what_a_vault_remembers_is_of_the_kinds_it_knows(workspace: Workspace) -> None:
    """Another name is damage: what it remembered under the right one is gone."""
    with opened(workspace.root) as db:
        db.execute("UPDATE meta SET key = 'medger' WHERE key = 'ledger'")

    assert [(one.table, one.code) for one in verify(workspace)] == [("meta", "rows_unrecorded")]


def test_a_vault_without_tables_is_left_by_an_import_cut_short_at_the_first(
    tmp_path: Path, key: Key, csv_file: CsvFile
) -> None:
    """It holds nothing and counts for nothing; the next import makes its tables."""
    workspace = Workspace.create(tmp_path / "new")
    (workspace.root / "vault.sqlite").touch()

    assert verify(workspace) == []
    ingest_files(third(csv_file), workspace.root)
    assert values(workspace, key)
    assert verify(workspace) == []
