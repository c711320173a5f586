"""The key goes to a second keeper, and comes back, with nothing but the file and its passphrase."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from graph.errors import BadInput, WrongKey
from graph.workspace import Workspace
from ingest.keys import Key, key_path, read_key
from ingest.vault.handing import export_key, import_key
from ingest.vault.rotation import rotate
from tests.ingest.vault.test_revealing import audited
from tests.ingest.vault.test_storing import values


def test_a_second_keeper_opens_the_vault(workspace: Workspace, key: Key, tmp_path: Path) -> None:
    """Where the key file is lost, the exported one makes it again; how the passphrase is typed does not count."""
    held = values(workspace, key)
    rotate(workspace, key_path())
    passphrase = export_key(workspace, tmp_path / "second.json")
    key_path().unlink()

    again = import_key(tmp_path / "second.json", f" {passphrase.lower().replace('-', ' ')}\n", key_path())
    assert again == read_key(key_path())
    assert again.secret == key.secret
    assert values(workspace, again) == held


def test_it_holds_what_this_workspace_needs_and_no_more(workspace: Workspace, key: Key, tmp_path: Path) -> None:
    """The secret it was sealed with before opens other workspaces."""
    rotate(workspace, key_path())
    passphrase = export_key(workspace, tmp_path / "second.json")
    other = import_key(tmp_path / "second.json", passphrase, tmp_path / "other.key")

    assert other.vaults == read_key(key_path()).vaults[-1:]


def test_the_audit_tells_of_it_and_the_file_is_its_owners(workspace: Workspace, key: Key, tmp_path: Path) -> None:
    """No secret stands in it in plain."""
    file = tmp_path / "second.json"
    passphrase = export_key(workspace, file, who="保管人甲")

    assert audited(workspace) == [{"who": "保管人甲", "what": "key exported", "to": "second.json"}]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for secret in (key.secret.hex(), key.vaults[0].hex(), passphrase):
        assert secret not in file.read_text()


def test_what_opens_nothing_is_told(workspace: Workspace, key: Key, tmp_path: Path) -> None:
    """A wrong passphrase, a damaged file, one that is none, one that is not there, one that is there already."""
    file = tmp_path / "second.json"
    passphrase = export_key(workspace, file)
    with pytest.raises(BadInput, match="there already"):
        export_key(workspace, file)
    with pytest.raises(BadInput, match="does not open"):
        import_key(file, passphrase[:-1], tmp_path / "other.key")
    told = file.read_text()
    for text in (told[:-20], "{}", "[]", told.replace('"salt": "', '"salt": "zz')):
        file.write_text(text)
        with pytest.raises(BadInput, match="no key that"):
            import_key(file, passphrase, tmp_path / "other.key")
    with pytest.raises(BadInput, match="cannot be read"):
        import_key(tmp_path / "nowhere", passphrase, tmp_path / "other.key")
    assert not (tmp_path / "other.key").exists()


def test_no_passphrase_is_shown_for_a_file_that_was_not_written(workspace: Workspace, key: Key, tmp_path: Path) -> None:
    """A link to what is not there looks free and is not; nor is it audited."""
    (tmp_path / "second.json").symlink_to(tmp_path / "nowhere" / "x.json")

    with pytest.raises(BadInput, match="is there already"):
        export_key(workspace, tmp_path / "second.json")
    assert audited(workspace) == []


def test_another_key_is_not_exported_for_a_workspace_without_a_vault(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ledger remembers which it was made with: what would be handed over opens nothing of it."""
    for file in workspace.root.glob("vault.sqlite*"):
        file.unlink()
    assert export_key(workspace, tmp_path / "right.json")

    read_key(tmp_path / "another.key")
    monkeypatch.setenv("HEADWATER_KEY_FILE", str(tmp_path / "another.key"))
    with pytest.raises(WrongKey, match=r"another\.key is another key than the workspace was made with"):
        export_key(workspace, tmp_path / "wrong.json")
    assert not (tmp_path / "wrong.json").exists()
    assert [one["what"] for one in audited(workspace)] == ["key exported"]
