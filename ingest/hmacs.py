"""HMAC-SHA256 (RFC 2104, FIPS 180-4) of many short texts under one key, several at a time in compiled code.

The standard library takes a call a text, most of it spent on the way there and back. Same digests, five times as fast.
"""

from __future__ import annotations

import math

import numpy as np
import polars as pl
import pyarrow as pa
from numpy.typing import NDArray

from graph.compiled import kernel

Bytes = NDArray[np.uint8]
Words = NDArray[np.uint32]
LANES = 16
"""Texts hashed side by side; compilers make vector instructions of it."""
BLOCK = 64
LONGEST = 16 * BLOCK
"""Bytes of the longest message of `digests`, its prefix included."""
_PRIMES = [n for n in range(2, 312) if all(n % d for d in range(2, math.isqrt(n) + 1))]
_START = np.array([math.isqrt(p << 64) & 0xFFFFFFFF for p in _PRIMES[:8]], dtype=np.uint32)
"""First 32 bits of the fractions of the square roots of the first 8 primes."""


def _cube_root(n: int) -> int:
    """The whole part of a cube root."""
    low, high = 0, 1 << (n.bit_length() // 3 + 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**3 <= n else (low, middle - 1)
    return low


_ROUNDS = np.array([_cube_root(p << 96) & 0xFFFFFFFF for p in _PRIMES], dtype=np.uint32)
"""First 32 bits of the fractions of the cube roots of the first 64 primes."""


@kernel
def _turned(x: np.uint32, n: int) -> np.uint32:
    """32 bits turned to the right."""
    return (x >> np.uint32(n)) | (x << np.uint32(32 - n))


@kernel
def _compress(state: Words, words: Words, work: Words) -> None:
    """One block into the state: `state` and `work` 8 x LANES, `words` 64 x LANES with the block in the first 16."""
    for t in range(16, 64):
        for j in range(LANES):
            x, y = words[t - 15, j], words[t - 2, j]
            small = _turned(x, 7) ^ _turned(x, 18) ^ (x >> np.uint32(3))
            large = _turned(y, 17) ^ _turned(y, 19) ^ (y >> np.uint32(10))
            words[t, j] = words[t - 16, j] + small + words[t - 7, j] + large
    for i in range(8):
        for j in range(LANES):
            work[i, j] = state[i, j]
    for t in range(64):
        a, b, c, d = -t & 7, (1 - t) & 7, (2 - t) & 7, (3 - t) & 7
        e, f, g, h = (4 - t) & 7, (5 - t) & 7, (6 - t) & 7, (7 - t) & 7
        for j in range(LANES):
            x, y = work[e, j], work[a, j]
            chosen = (x & work[f, j]) ^ (~x & work[g, j])
            first = work[h, j] + (_turned(x, 6) ^ _turned(x, 11) ^ _turned(x, 25)) + chosen + _ROUNDS[t] + words[t, j]
            most = (y & work[b, j]) ^ (y & work[c, j]) ^ (work[b, j] & work[c, j])
            work[d, j] += first
            work[h, j] = first + (_turned(y, 2) ^ _turned(y, 13) ^ _turned(y, 22)) + most
    for i in range(8):
        for j in range(LANES):
            state[i, j] += work[i, j]


@kernel
def _pad(text: Bytes, length: int) -> int:
    """End a message as the standard asks for (the block of the key counts as read); its number of blocks."""
    blocks = (length + 9 + BLOCK - 1) // BLOCK
    text[length] = 0x80
    for i in range(length + 1, blocks * BLOCK - 8):
        text[i] = 0
    bits = (length + BLOCK) * 8
    for i in range(8):
        text[blocks * BLOCK - 1 - i] = (bits >> (8 * i)) & 0xFF
    return blocks


@kernel
def _load(text: Bytes, block: int, lane: int, words: Words) -> None:
    """A block of a message as words, in its lane."""
    for t in range(16):
        word = np.uint32(0)
        for i in range(4):
            word = (word << np.uint32(8)) | np.uint32(text[block * BLOCK + t * 4 + i])
        words[t, lane] = word


@kernel
def _fill(state: Words, begun: Words) -> None:
    """The same state in every lane."""
    for i in range(8):
        for j in range(LANES):
            state[i, j] = begun[i]


@kernel
def _finish(done: Words, outer: Words, state: Words, words: Words, work: Words) -> None:
    """The outer hash of the inner digests `done`."""
    for j in range(LANES):
        for i in range(8):
            words[i, j], words[i + 8, j] = done[i, j], np.uint32(0)
        words[8, j], words[15, j] = np.uint32(0x80000000), np.uint32((BLOCK + 32) * 8)
    _fill(state, outer)
    _compress(state, words, work)


@kernel
def _keep(blocks: NDArray[np.int64], read: int, state: Words, done: Words) -> None:
    """Keep the state of messages whose blocks are all read."""
    for j in range(LANES):
        if blocks[j] == read:
            for i in range(8):
                done[i, j] = state[i, j]


@kernel
def _hash_all(starts: NDArray[np.int64], data: Bytes, text: Bytes, prefix: int, begun: Words, out: Words) -> None:
    """Messages to the first 16 bytes of their HMACs (`out`, N x 4): `text` (LANES x room) begins with the prefix.

    Message i goes on with data[starts[i]:starts[i + 1]]; `begun` 2 x 8 are the states of the inner and outer hash.
    """
    words, work = np.zeros((64, LANES), np.uint32), np.zeros((8, LANES), np.uint32)
    state, done = np.zeros((8, LANES), np.uint32), np.zeros((8, LANES), np.uint32)
    blocks = np.zeros(LANES, np.int64)
    for base in range(0, len(starts) - 1, LANES):
        lanes, most = min(LANES, len(starts) - 1 - base), 0
        for j in range(lanes):
            first, length = starts[base + j], starts[base + j + 1] - starts[base + j]
            for i in range(length):
                text[j, prefix + i] = data[first + i]
            blocks[j] = _pad(text[j], prefix + length)
            most = max(most, blocks[j])
        _fill(state, begun[0])
        for b in range(most):
            for j in range(LANES):
                _load(text[j], b, j, words)
            _compress(state, words, work)
            _keep(blocks, b + 1, state, done)
        _finish(done, begun[1], state, words, work)
        for j in range(lanes):
            for i in range(4):
                out[base + j, i] = state[i, j]


def _begun(secret: bytes, pad: int) -> Words:
    """The state after the first block of a hash under a key of up to 64 bytes."""
    block = bytes(byte ^ pad for byte in secret.ljust(BLOCK, b"\0"))
    state, words = np.repeat(_START[:, None], LANES, axis=1), np.zeros((64, LANES), np.uint32)
    words[:16] = np.frombuffer(block, ">u4").astype(np.uint32)[:, None]
    _compress(state, words, np.zeros((8, LANES), np.uint32))
    return state[:, 0].copy()


def digests(secret: bytes, prefix: bytes, texts: pl.Series) -> NDArray[np.uint8]:
    """The first 16 bytes of the HMAC of prefix + text under a secret of up to 64 bytes: N x 16.

    Texts are not null, and as UTF-8 no longer than LONGEST less the prefix.
    """
    array = texts.rechunk().to_arrow().cast(pa.large_string())
    starts = np.frombuffer(array.buffers()[1], np.int64)[array.offset : array.offset + len(array) + 1]
    data = np.frombuffer(array.buffers()[2] or b"", np.uint8)
    text = np.zeros((LANES, LONGEST + 2 * BLOCK), np.uint8)
    text[:, : len(prefix)] = np.frombuffer(prefix, np.uint8)
    out = np.empty((len(array), 4), np.uint32)
    begun = np.stack([_begun(secret, 0x36), _begun(secret, 0x5C)])
    _hash_all(starts, data, text, len(prefix), begun, out)
    return out.astype(">u4").view(np.uint8)
