"""A kept original given back: for a reason, which the audit chain holds before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from graph.errors import DamagedWorkspace, NotFound
from graph.workspace import Workspace
from ingest.keys import Key, key_path, present_key
from ingest.new_files import asked_for, check_free
from ingest.vault.auditing import audit, given
from ingest.vault.file import NAME, opened
from ingest.vault.opening import Opener
from ingest.vault.originals import CHUNK, FOLDER, TAG, chunk_nonce, kept_originals, original_file, original_token


def export_original(
    workspace: Workspace, sha256: str, to: Path, *, reason: str, who: str | None = None, key: Key | None = None
) -> str:
    """Write a kept original to a new file of mode 600; its whole SHA-256, of which the first digits do.

    The audit entry is on disk before. BadInput: no reason, or the file is there already or cannot be
    written; WrongKey: no key; NotFound: it is not kept; DamagedWorkspace: it is not what was kept. Nothing is left of it then.
    """
    why, whole = given(workspace, reason), _named(workspace, sha256)
    check_free(to)
    cipher = AESGCM(_key(workspace, whole, key or present_key(key_path())))
    audit(workspace, who, "original exported", {"sha256": whole, "to": to.name, "reason": why})
    try:
        with original_file(workspace.root, whole).open("rb") as sealed, asked_for(to) as file:
            file.writelines(_opened(sealed, cipher))
    except (InvalidTag, OSError) as error:
        msg = f"{FOLDER}/{whole}.enc is gone or is not what was kept. Restore it from a copy"
        raise DamagedWorkspace(msg) from error
    return whole


def _named(workspace: Workspace, digits: str) -> str:
    """The one digest that begins with these digits."""
    kept = kept_originals(workspace)
    found = [sha256 for sha256 in sorted(kept) if sha256.startswith(digits.lower())]
    if len(found) != 1:
        msg = f"{len(found)} of the {len(kept)} originals kept in {workspace.root} begin with {digits!r}. They are kept by headwater ingest --keep-originals"
        raise NotFound(msg)
    return found[0]


def _key(workspace: Workspace, sha256: str, key: Key) -> bytes:
    """The key of an original, out of the vault."""
    query = 'SELECT batch, number, token, "column", sealed FROM identities WHERE token = ?'
    with opened(workspace.root) as db:
        for _, _, text in Opener.of(db, key).identities(db.execute(query, (original_token(sha256),))):
            return bytes.fromhex(text)
    msg = f"{NAME} has lost the key of original {sha256}. Restore it from a copy"
    raise DamagedWorkspace(msg)


def _opened(sealed: BinaryIO, cipher: AESGCM) -> Iterator[bytes]:
    """The chunks of a sealed file, opened; InvalidTag where one is not what was sealed, or the last is missing."""
    number, chunk = 0, sealed.read(CHUNK + TAG)
    while following := sealed.read(CHUNK + TAG):
        yield cipher.decrypt(chunk_nonce(number, last=False), chunk, None)
        number, chunk = number + 1, following
    yield cipher.decrypt(chunk_nonce(number, last=True), chunk, None)
