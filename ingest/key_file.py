"""How keys lie in a file: lines of text with a check at the end, put there whole or not at all.

The first line says what it is; then stand `token` and 64 hex digits, a line `vault` and 64 hex digits for each secret of
vaults, the newest last, and `check` with the first 16 hex digits of the SHA-256 of all lines above it.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ingest.new_files import new_file
from ingest.on_disk import sync_folder

if sys.platform != "win32":
    import fcntl

SIZE = 32
FIRST = "headwater keys 1"


class NoKey(ValueError):
    """Bytes that are no key, and why."""


def written(token: bytes, vaults: Sequence[bytes]) -> bytes:
    """The bytes of a key file."""
    lines = [FIRST, f"token {token.hex()}", *(f"vault {secret.hex()}" for secret in vaults)]
    text = "".join(f"{line}\n" for line in lines)
    return f"{text}check {_check(text)}\n".encode()


def parse(data: bytes) -> tuple[bytes, tuple[bytes, ...]]:
    """The secret of tokens and those of vaults in the bytes of a key file; NoKey where it is none."""
    if len(data) == SIZE:
        return data, ()
    if not data.startswith(FIRST.encode()):
        msg = f"it has {len(data)} bytes, not {SIZE}, and does not begin with “{FIRST}”"
        raise NoKey(msg)
    text, _, check = data.decode("ascii", "replace").rstrip("\n").rpartition("check ")
    if check != _check(text):
        msg = "it is damaged or not whole: its last line does not fit the others"
        raise NoKey(msg)
    told = [line.split(" ") for line in text.splitlines()[1:]]
    found = {what: tuple(bytes.fromhex(secret) for name, secret in told if name == what) for what in ("token", "vault")}
    return found["token"][0], found["vault"]


def put(path: Path, data: bytes) -> None:
    """Write a file of mode 600 whole, on disk before it takes the place of the one that is there.

    For one process at a time (`in_turn`): what one that was killed has left beside it goes.
    """
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)
    try:
        with new_file(beside) as file:
            file.write(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    sync_folder(path.parent)


def put_first(path: Path, data: bytes) -> bool:
    """Write a file of mode 600 whole where there is none; of two processes doing so at once, the first one's stays.

    Whether it is this one that stands there.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with new_file(path) as file:
            file.write(data)
    except FileExistsError:
        return False
    return True


@contextmanager
def in_turn(path: Path) -> Iterator[None]:
    """One process after the other changes the files of a folder, where the system can lock one."""
    if sys.platform == "win32":
        yield
        return
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _check(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
