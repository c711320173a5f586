"""Sealed values in plain text again. Only the doors of the vault import this: revealing, exports that the audit knows, rotation."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from graph.errors import DamagedWorkspace, WrongKey
from ingest.keys import Key
from ingest.vault.cipher import batch_cipher, bound_identity, bound_row, nonce
from ingest.vault.file import NAME


@dataclass(frozen=True, slots=True)
class Opener:
    """Opens what a vault holds, by the batch it was sealed in."""

    ciphers: dict[int, AESGCM]

    @classmethod
    def of(cls, db: sqlite3.Connection, key: Key) -> Opener:
        """With the secrets of a key; WrongKey where one that the vault was sealed with is not among them."""
        secrets = key.by_fingerprint()
        ciphers = {}
        for batch, fingerprint, salt in db.execute("SELECT batch, secret, salt FROM batches"):
            if fingerprint not in secrets:
                msg = (
                    f"{NAME} is sealed with a secret ({fingerprint}) that the key at hand does not hold. "
                    "Restore the key from your copy, or with headwater key import, or name it with HEADWATER_KEY_FILE"
                )
                raise WrongKey(msg)
            ciphers[batch] = batch_cipher(secrets[fingerprint], salt)
        return cls(ciphers)

    def open(self, batch: int, number: int, sealed: bytes, bound: bytes) -> str:
        """One value; DamagedWorkspace where it is not what was sealed, or not where it was."""
        try:
            return self.ciphers[batch].decrypt(nonce(number), sealed, bound).decode()
        except (InvalidTag, KeyError, OverflowError) as error:
            msg = f"{NAME} is damaged: value {number} of batch {batch} is not what was sealed. Restore it from a copy"
            raise DamagedWorkspace(msg) from error

    def identities(self, rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[str, str, str]]:
        """Token, column and value of rows (batch, number, token, column, sealed)."""
        for batch, number, token, column, sealed in rows:
            yield token, column, self.open(batch, number, sealed, bound_identity(token, column))

    def refused(self, rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[str, str, int, str]]:
        """File, sheet, row and cells of rows (batch, number, sha256, sheet, row, sealed)."""
        for batch, number, sha256, sheet, row, sealed in rows:
            yield sha256, sheet, row, self.open(batch, number, sealed, bound_row(sha256, sheet, row))
