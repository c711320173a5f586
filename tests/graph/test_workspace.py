"""Where a workspace can be made, and where not."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import BadInput, DamagedWorkspace, NoWorkspace
from graph.ledger import AUDIT, append, transaction
from graph.workspace import Workspace


def test_a_workspace_is_made_once_and_then_opened(tmp_path: Path) -> None:
    """Also in a folder that is not there yet; making it again changes nothing."""
    made = Workspace.create(tmp_path / "a" / "b")
    before = made.ledger.read_bytes()

    assert Workspace.create(tmp_path / "a" / "b").ledger.read_bytes() == before
    assert Workspace(tmp_path / "a" / "b").facts().table("orders").is_empty()


def test_a_folder_without_a_ledger_is_none(tmp_path: Path) -> None:
    """Opening makes nothing."""
    with pytest.raises(NoWorkspace, match="headwater ingest"):
        Workspace(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["file", "file/below"])
def test_none_can_be_made_where_a_file_is(place: str, tmp_path: Path) -> None:
    """The error says what to do, and the file stays."""
    (tmp_path / "file").write_text("x", "utf-8")

    with pytest.raises(BadInput, match="Name a folder you may write to"):
        Workspace.create(tmp_path / place)
    assert (tmp_path / "file").read_text("utf-8") == "x"


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE meta SET value = '99' WHERE key = 'format'", "format 99"),
        ("DELETE FROM meta", "no format"),
        ("DROP TABLE meta", "no format"),
    ],
)
def test_a_workspace_of_another_version_is_refused_and_stays_as_it_is(change: str, found: str, tmp_path: Path) -> None:
    """Neither read nor written to; the line says what to do."""
    made = Workspace.create(tmp_path)
    with closing(sqlite3.connect(made.ledger)) as db:
        db.execute("DROP TABLE chains")
        for verb in ("delete", "update"):
            db.execute(f"DROP TRIGGER meta_no_{verb}")
        db.execute(change)
        db.commit()
        before = list(db.iterdump())

    for use in (lambda: Workspace(tmp_path).published(), lambda: Workspace.create(tmp_path)):
        with pytest.raises(BadInput, match=rf"has {found}, this version reads format 3\. Open it with the version"):
            use()
    with closing(sqlite3.connect(made.ledger)) as db:
        assert list(db.iterdump()) == before


def test_a_format_that_was_changed_is_damage_also_where_identities_were_shown(tmp_path: Path) -> None:
    """The first entry of the ledger says in which format it was made; the audit chain has a first entry too."""
    made = Workspace.create(tmp_path)
    with made.connect() as db, transaction(db):
        append(db, AUDIT, "王警官", "revealed", {})
        db.execute("DROP TRIGGER meta_no_update")
        db.execute("UPDATE meta SET value = '99' WHERE key = 'format'")

    with pytest.raises(DamagedWorkspace, match="its format is not the one it was made in"):
        made.published()


def test_a_new_workspace_is_its_owners_alone(tmp_path: Path) -> None:
    """Names of files, masked text and reasons stand in it; a folder that is there stays as it is."""
    (tmp_path / "mine").mkdir(mode=0o755)

    modes = [stat.S_IMODE(Workspace.create(tmp_path / name).root.stat().st_mode) for name in ("new", "mine")]

    assert modes == [0o700, 0o755]
