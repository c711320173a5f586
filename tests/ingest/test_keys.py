"""The key is made once, whole, for its owner alone, and never shows."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadInput, WrongKey
from ingest.key_file import NoKey, parse, put_first, written
from ingest.keys import Key, add_key, add_vault_secret, default_key, key_path, present_key, read_key


def test_a_key_is_made_on_first_use_and_stays(tmp_path: Path) -> None:
    """32 bytes in a file of mode 600 in a folder of mode 700."""
    path = tmp_path / "config" / "headwater" / "token.key"
    key = read_key(path)

    assert read_key(path) == key
    assert len(key.secret) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]


def test_processes_that_start_together_agree_on_the_key(tmp_path: Path) -> None:
    """The first one made stays; nobody gets another."""
    program = "import sys; from pathlib import Path; from ingest.keys import read_key; print(read_key(Path(sys.argv[1])).secret.hex())"
    command = [sys.executable, "-c", program, str(tmp_path / "k" / "token.key")]
    root = Path(__file__).resolve().parents[2]
    started = [subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    keys = [process.communicate(timeout=60)[0] for process in started]

    assert len(set(keys)) == 1
    assert len(bytes.fromhex(keys[0])) == 32


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    """With the command that mends it."""
    path = tmp_path / "token.key"
    path.write_bytes(b"k" * 32)
    path.chmod(0o640)

    with pytest.raises(BadInput, match=f"chmod 600 {path}"):
        read_key(path)


def test_a_damaged_key_is_refused(tmp_path: Path) -> None:
    """A short file is no key, and none is put in its place."""
    path = tmp_path / "token.key"
    path.write_bytes(b"short")
    path.chmod(0o600)

    with pytest.raises(BadInput, match="5 bytes"):
        read_key(path)
    assert path.read_bytes() == b"short"


def test_the_key_lies_where_the_user_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable first, then the configuration folder, then the home."""
    monkeypatch.delenv("HEADWATER_KEY_FILE", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    assert key_path() == tmp_path / "xdg" / "headwater" / "token.key"

    monkeypatch.delenv("XDG_CONFIG_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert key_path() == tmp_path / ".config" / "headwater" / "token.key"

    monkeypatch.setenv("HEADWATER_KEY_FILE", str(tmp_path / "mine.key"))
    assert default_key() == read_key(tmp_path / "mine.key")


def test_a_key_never_shows() -> None:
    """Neither in a message nor by its fingerprint."""
    key = Key(os.urandom(32))

    assert repr(key) == "Key()"
    assert key.secret.hex()[:8] not in key.fingerprint
    assert Key(b"a" * 32).fingerprint != Key(b"b" * 32).fingerprint


@pytest.mark.parametrize("place", ["folder", "link", "file/below", "/proc/nowhere/token.key"])
def test_a_place_where_no_key_can_be_is_told(tmp_path: Path, place: str) -> None:
    """A folder, a link to nothing, a place below a file, one where nothing can be made: all named, nothing made."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "nowhere" / "token.key")
    (tmp_path / "file").write_bytes(b"")
    before = sorted(tmp_path.rglob("*"))

    with pytest.raises(BadInput, match=rf"{place}.*HEADWATER_KEY_FILE"):
        read_key(tmp_path / place)
    assert sorted(tmp_path.rglob("*")) == before


def test_one_file_holds_two_secrets(tmp_path: Path) -> None:
    """That of tokens and that of vaults know nothing of each other."""
    key = read_key(tmp_path / "token.key")

    assert len(key.vaults) == 1
    assert key.vaults[0] != key.secret
    assert key.vaults[0] != Key(key.secret).vault_secrets[0]


def test_a_file_of_an_earlier_version_is_a_key(tmp_path: Path) -> None:
    """Its 32 bytes are the secret of tokens; the file stays as it is, and its vaults always have the same secret."""
    path = old_file(tmp_path)

    assert read_key(path).secret == b"k" * 32
    assert read_key(path).vault_secrets == read_key(path).vault_secrets
    assert path.read_bytes() == b"k" * 32


def test_a_new_vault_secret_takes_none_away(tmp_path: Path) -> None:
    """It is the last; tokens stay, and the file stays its owner's."""
    for path in (tmp_path / "new.key", old_file(tmp_path)):
        before = read_key(path)
        after = add_vault_secret(path)

        assert after == read_key(path)
        assert after.secret == before.secret
        assert after.vault_secrets[:-1] == before.vault_secrets
        assert after.vault_secrets[-1] not in before.vault_secrets
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_vault_secrets_added_at_once_all_stay(tmp_path: Path) -> None:
    """Each process adds its own to what the others left."""
    path = tmp_path / "token.key"
    read_key(path)
    with ThreadPoolExecutor(4) as threads:
        made = [key.vaults[-1] for key in threads.map(lambda _: add_vault_secret(path), range(8))]

    assert set(made) < set(read_key(path).vaults)
    assert len(read_key(path).vaults) == 9


def test_a_key_of_another_keeper_adds_its_vault_secrets(tmp_path: Path) -> None:
    """Where there is none it is put there; where the same one is, what it lacks; the newest stays the newest."""
    path = tmp_path / "token.key"
    other = Key(b"t" * 32, (b"1" * 32, b"2" * 32))

    assert add_key(path, other) == read_key(path) == other
    newest = add_vault_secret(path).vaults[-1]
    assert add_key(path, Key(b"t" * 32, (b"3" * 32,))).vaults == (b"1" * 32, b"2" * 32, b"3" * 32, newest)
    with pytest.raises(BadInput, match="another key"):
        add_key(path, Key(b"x" * 32))


@given(st.integers(0), st.integers(1, 255))
def test_a_flipped_byte_of_a_key_file_is_found(place: int, by: int) -> None:
    """Whatever it says then, it is no key."""
    data = bytearray(written(b"t" * 32, (b"v" * 32,)))
    data[place % (len(data) - 1)] ^= by

    with pytest.raises(NoKey):
        parse(bytes(data))


def test_a_disk_that_knows_no_links_holds_a_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As memory sticks do, on which a second keeper is handed one; what is there already stays, and nothing is left over."""

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    made = read_key(tmp_path / "token.key")
    put_first(tmp_path / "token.key", b"another")

    assert read_key(tmp_path / "token.key") == made
    assert stat.S_IMODE((tmp_path / "token.key").stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [tmp_path / "token.key"]


def test_a_key_that_must_be_there_is_not_made(tmp_path: Path) -> None:
    """To show what a vault holds, a new key is of no use."""
    with pytest.raises(WrongKey, match="Restore it"):
        present_key(tmp_path / "token.key")
    assert list(tmp_path.iterdir()) == []


def old_file(folder: Path) -> Path:
    """A key as earlier versions made it."""
    path = folder / "old.key"
    path.write_bytes(b"k" * 32)
    path.chmod(0o600)
    return path
