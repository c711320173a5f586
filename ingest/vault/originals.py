"""Original files kept as they were imported, in `originals/`: sealed in chunks, so that memory stays bounded.

Each file has a key of its own, which lies in the vault: sealing the vault anew need not touch the files. Chunks are
numbered, and the last one says so: none can be changed, moved, repeated or cut off (the STREAM construction of Hoang,
Reyhanitabar, Rogaway and Vizár, 2015).
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from graph.errors import BadInput
from graph.ledger import LEDGER, entries
from graph.workspace import Workspace
from ingest.on_disk import sync_folder
from ingest.readers import Source

FOLDER = "originals"
CHUNK, TAG = 1 << 20, 16
TEMPORARY = ".sealing"
KEY = "original_key"
"""The column of the keys of kept originals."""


@dataclass(frozen=True, slots=True)
class Original:
    """A file that was sealed: its SHA-256, its key, and the SHA-256 of the sealed file."""

    sha256: str
    key: bytes = field(repr=False)
    sealed_sha256: str


def original_file(root: Path, sha256: str) -> Path:
    """Where an original lies."""
    return root / FOLDER / f"{sha256}.enc"


def original_token(sha256: str) -> str:
    """Under which the vault keeps the key of an original; no token of an answer looks like it."""
    return f"original:{sha256}"


def chunk_nonce(number: int, *, last: bool) -> bytes:
    """The nonce of a chunk: its number, and whether it is the last."""
    return number.to_bytes(11, "big") + bytes([last])


def kept_originals(workspace: Workspace) -> dict[str, str]:
    """SHA-256 of each original the ledger knows of → SHA-256 of the sealed file."""
    with workspace.connect() as db:
        return {sha256: sealed for one in entries(db, LEDGER) for sha256, sealed in one.body.get(FOLDER, {}).items()}


@contextmanager
def sealing(workspace: Workspace) -> Iterator[None]:
    """While files lie there without their names: where that fails, for a full disk or a change of mind, they go.

    BadInput where they cannot be written.
    """
    _remove_nameless(workspace)
    try:
        yield
    except OSError as error:
        _remove_nameless(workspace)
        msg = f"{workspace.root / FOLDER} cannot be written: {error.strerror or error}. See that you may write there and that its disk has room"
        raise BadInput(msg) from error
    except BaseException:
        _remove_nameless(workspace)
        raise


def seal_originals(workspace: Workspace, sources: Iterable[Source], wanted: Collection[str]) -> list[Original]:
    """Seal those files whose SHA-256 is wanted, on disk when this returns; they lie there without their names yet."""
    folder, found = workspace.root / FOLDER, dict[str, Original]()
    for source in sources:
        if source.left_out is None:
            folder.mkdir(mode=0o700, exist_ok=True)
            one = _sealed(source, folder)
            if one.sha256 in wanted and one.sha256 not in found:
                (folder / TEMPORARY).replace(_nameless(workspace, one.sha256))
                found[one.sha256] = one
    (folder / TEMPORARY).unlink(missing_ok=True)
    return [found[sha256] for sha256 in sorted(found)]


def name_originals(workspace: Workspace, kept: Iterable[Original]) -> None:
    """Give sealed files their names; their keys are in the vault by then, which says whose they are."""
    for one in kept:
        _nameless(workspace, one.sha256).replace(original_file(workspace.root, one.sha256))
    if (workspace.root / FOLDER).is_dir():
        sync_folder(workspace.root / FOLDER)


def remove_originals(workspace: Workspace, tokens: Iterable[str]) -> None:
    """Remove the files of an import that was cut short, by the tokens of their keys."""
    for token in tokens:
        original_file(workspace.root, token.removeprefix(original_token(""))).unlink(missing_ok=True)


def spare_originals(workspace: Workspace) -> list[str]:
    """Files no run names, by their path in the workspace: they count for nothing."""
    kept = {original_file(workspace.root, sha256) for sha256 in kept_originals(workspace)}
    found = sorted((workspace.root / FOLDER).glob("*"))
    return [file.relative_to(workspace.root).as_posix() for file in found if file not in kept]


def _nameless(workspace: Workspace, sha256: str) -> Path:
    """Where a sealed file lies whose key is not in the vault yet."""
    return workspace.root / FOLDER / f"{TEMPORARY}-{sha256}"


def _remove_nameless(workspace: Workspace) -> None:
    """Remove files an import was cut short before the vault had their keys: nobody can open them."""
    for file in sorted((workspace.root / FOLDER).glob(f"{TEMPORARY}*")):
        file.unlink()


def _sealed(source: Source, folder: Path) -> Original:
    """A file sealed under a new key, as `TEMPORARY` in a folder."""
    key, plain, sealed = secrets.token_bytes(32), hashlib.sha256(), hashlib.sha256()
    cipher = AESGCM(key)
    handle = os.open(folder / TEMPORARY, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        for number, (chunk, last) in enumerate(_chunks(source.blocks())):
            data = cipher.encrypt(chunk_nonce(number, last=last), chunk, None)
            plain.update(chunk)
            sealed.update(data)
            file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return Original(plain.hexdigest(), key, sealed.hexdigest())


def _chunks(blocks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Bytes in chunks of `CHUNK`, each with whether it is the last; at least one."""
    held = b""
    for block in blocks:
        held += block
        while len(held) > CHUNK:
            yield held[:CHUNK], False
            held = held[CHUNK:]
    yield held, True
