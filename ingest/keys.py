"""The user's keys: one file outside every workspace, readable by its owner alone.

It holds the secret of all tokens, which never changes, and the secrets of vaults, the newest last: `headwater key rotate`
adds one. A file of 32 bytes, as earlier versions made it, is the secret of tokens, and the first secret of vaults follows
from it.
"""

from __future__ import annotations

import hmac
import os
import secrets
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import BadInput, NoKeyFile, WrongKey
from ingest.key_file import SIZE, NoKey, in_turn, parse, put, put_first, written


@dataclass(frozen=True, slots=True)
class Key:
    """The secret of all tokens and those of vaults, newest last; none ever shows in a message or a log."""

    secret: bytes = field(repr=False)
    vaults: tuple[bytes, ...] = field(default=(), repr=False)

    @property
    def fingerprint(self) -> str:
        """What a workspace remembers of the key: 32 hex digits that give nothing of it away."""
        return _fingerprint(self.secret, b"headwater key fingerprint")[:32]

    @property
    def vault_secrets(self) -> tuple[bytes, ...]:
        """The secrets of vaults, newest last; where none was made apart, the one that follows from the secret of tokens."""
        return self.vaults or (hmac.digest(self.secret, b"headwater first vault secret", "sha256"),)

    def by_fingerprint(self) -> dict[str, bytes]:
        """The secrets of vaults by what a vault remembers of them."""
        return {vault_fingerprint(secret): secret for secret in self.vault_secrets}


def vault_fingerprint(secret: bytes) -> str:
    """What a vault remembers of the secret it is sealed with: 16 hex digits."""
    return _fingerprint(secret, b"headwater vault fingerprint")[:16]


def _fingerprint(secret: bytes, what: bytes) -> str:
    return hmac.digest(secret, what, "sha256").hex()


def key_path() -> Path:
    """`$HEADWATER_KEY_FILE`, else `headwater/token.key` in the user's configuration folder."""
    named = os.environ.get("HEADWATER_KEY_FILE")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CONFIG_HOME")
    return (Path(base) if base else Path.home() / ".config") / "headwater" / "token.key"


def default_key() -> Key:
    """The user's key, made on first use. BadInput where it is open to others or damaged."""
    return read_key(key_path())


def fitting_key(fingerprint: str | None) -> Key:
    """The user's key for a workspace that remembers this fingerprint, or none yet: then the key is made on first use.

    WrongKey where it is another, or gone: no other is made in its place.
    """
    key = present_key(key_path()) if fingerprint else default_key()
    if fingerprint and key.fingerprint != fingerprint:
        msg = f"{key_path()} is another key than the workspace was made with: the same person would get two tokens. Name its key with HEADWATER_KEY_FILE"
        raise WrongKey(msg)
    return key


def read_key(path: Path) -> Key:
    """The key in a file, made there if there is none. BadInput: it cannot be read or made, or is none."""
    return _reached(path, lambda: _read_or_make(path))


def present_key(path: Path) -> Key:
    """The key in a file that must be there. NoKeyFile: it is not. BadInput as for `read_key`."""
    if not path.exists():
        msg = f"{path}, the key, is not there: without it nothing can be added to this workspace, and no identity shown. Restore it from your copy, or with headwater key import, or name it with HEADWATER_KEY_FILE"
        raise NoKeyFile(msg)
    return read_key(path)


def add_vault_secret(path: Path) -> Key:
    """The key of a file with one more secret of vaults, put there whole; nothing in it goes."""
    return _reached(path, lambda: _change(path, (secrets.token_bytes(SIZE),)))


def add_key(path: Path, other: Key) -> Key:
    """The key of a file with the secrets of another key added. BadInput where their tokens would differ."""
    own = _reached(path, lambda: _read_or_make(path, other))
    if own.secret != other.secret:
        msg = f"{path} is another key. Let HEADWATER_KEY_FILE name a new file for this one"
        raise BadInput(msg)
    missing = tuple(secret for secret in other.vault_secrets if secret not in own.vault_secrets)
    return _reached(path, lambda: _change(path, missing, newest=own.vault_secrets[-1])) if missing else own


def _reached(path: Path, work: Callable[[], Key]) -> Key:
    """What work with a key file gives; BadInput where the system lets nobody at it."""
    try:
        return work()
    except OSError as error:
        msg = f"{path} cannot be read or made as the key: {error.strerror}. Let HEADWATER_KEY_FILE name a file in a folder of yours"
        raise BadInput(msg) from error


def _change(path: Path, more: tuple[bytes, ...], newest: bytes | None = None) -> Key:
    """Add secrets of vaults to a key file; `newest` stays the last one."""
    with in_turn(path):
        own = _read(path)
        vaults = [secret for secret in (*own.vault_secrets, *more) if secret != newest]
        changed = Key(own.secret, tuple(vaults) if newest is None else (*vaults, newest))
        put(path, written(changed.secret, changed.vaults))
        return changed


def _read_or_make(path: Path, key: Key | None = None) -> Key:
    """The key in a file; where there is none, this one or a new one is put there."""
    if not path.exists():
        made = key or Key(secrets.token_bytes(SIZE), (secrets.token_bytes(SIZE),))
        put_first(path, written(made.secret, made.vault_secrets))
    return _read(path)


def _read(path: Path) -> Key:
    """The key in a file that is there."""
    if path.is_dir():
        msg = f"{path} is a folder, not the key. Let HEADWATER_KEY_FILE name the file in it"
        raise BadInput(msg)
    mode = stat.S_IMODE(path.stat().st_mode)
    if os.name == "posix" and mode & 0o077:
        msg = f"{path} holds the key of all tokens and can be read by others. Run: chmod 600 {path}"
        raise BadInput(msg)
    try:
        return Key(*parse(path.read_bytes()))
    except NoKey as error:
        msg = f"{path} is no key: {error}. Restore it from your copy"
        raise BadInput(msg) from error
