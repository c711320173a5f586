"""How the vault seals: AES-256-GCM, a key of its own for each batch, a number of its own for each value.

The key of a batch follows from a secret of the user's and 32 random bytes kept beside the batch (HKDF-SHA-256, RFC 5869),
so that counting up gives nonces that never come twice under one key (NIST SP 800-38D, section 8.2.1). What a value is bound
to (its token and column, or its place) is authenticated with it: no sealed value passes for another.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

import polars as pl
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SALT, NONCE = 32, 12


def batch_cipher(secret: bytes, salt: bytes, what: bytes = b"headwater vault") -> AESGCM:
    """The cipher of one batch."""
    return AESGCM(HKDF(SHA256(), 32, salt, what).derive(secret))


def nonce(number: int) -> bytes:
    """The nonce of a value, by its number in the batch."""
    return number.to_bytes(NONCE, "big")


class Sealer:
    """Seals the values of one new batch; `salt` is to be kept with them."""

    def __init__(self, secret: bytes) -> None:
        self.salt = os.urandom(SALT)
        self._cipher = batch_cipher(secret, self.salt)
        self._next = 0

    def seal(self, texts: Sequence[bytes], bound: Sequence[bytes]) -> tuple[range, list[bytes]]:
        """The numbers and the sealed bytes of texts, each bound to the bytes beside it."""
        numbers = range(self._next, self._next + len(texts))
        self._next = numbers.stop
        return numbers, list(map(self._cipher.encrypt, map(nonce, numbers), texts, bound))


BOUND_IDENTITY = pl.concat_str("token", "column", separator="\0")
"""What the value behind a token is bound to."""


def bound_identity(token: str, column: str) -> bytes:
    """`BOUND_IDENTITY` of one value."""
    return f"{token}\0{column}".encode()


def bound_row(sha256: str, sheet: str, row: int) -> bytes:
    """What the content of a refused row is bound to."""
    return f"{sha256}\0{sheet}\0{row}".encode()
