"""The key that makes tokens: a file of 32 random bytes outside every workspace, readable by its owner alone."""

from __future__ import annotations

import hmac
import os
import secrets
import stat
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import BadInput

SIZE = 32


@dataclass(frozen=True, slots=True)
class Key:
    """The secret of all tokens; it never shows in a message or a log."""

    secret: bytes = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """What a workspace remembers of the key: 32 hex digits that give nothing of it away."""
        return hmac.digest(self.secret, b"headwater key fingerprint", "sha256").hex()[:32]


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


def read_key(path: Path) -> Key:
    """The key in a file, made there if there is none. BadInput: it cannot be read or made, or is none."""
    try:
        if not path.exists():
            _make(path)
        return _read(path)
    except OSError as error:
        msg = f"{path} cannot be read or made as the key: {error.strerror}. Let HEADWATER_KEY_FILE name a file in a folder of yours"
        raise BadInput(msg) from error


def _read(path: Path) -> Key:
    """The key in a file that is there."""
    if path.is_dir():
        msg = f"{path} is a folder, not the key. Let HEADWATER_KEY_FILE name the file in it"
        raise BadInput(msg)
    mode = stat.S_IMODE(path.stat().st_mode)
    if os.name == "posix" and mode & 0o077:
        msg = f"{path} holds the key of all tokens and can be read by others. Run: chmod 600 {path}"
        raise BadInput(msg)
    secret = path.read_bytes()
    if len(secret) != SIZE:
        msg = f"{path} is no key: it has {len(secret)} bytes, not {SIZE}. Restore it from your copy"
        raise BadInput(msg)
    return Key(secret)


def _make(path: Path) -> None:
    """Put a new key at `path` whole or not at all; of two processes doing so at once, the first one's stays."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)  # made with mode 600
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(SIZE))
            file.flush()
            os.fsync(file.fileno())
        path.hardlink_to(temporary)
    except FileExistsError:
        return
    finally:
        temporary.unlink()
