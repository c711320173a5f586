"""The write-ahead log of an SQLite file: whether something that was committed in it can no longer be read.

SQLite reads the log up to the first frame whose checksum fails, and takes what follows for never written: after a crash
that is right, after damage it drops commits without a word. A commit behind such a frame tells the two apart.
Format: https://www.sqlite.org/fileformat2.html#walformat.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

HEADER, FRAME = 32, 24
MAGIC = 0x377F0682
"""Its lowest bit says whether checksums are over big-endian words."""
Sums = tuple[int, int]


def loses_commits(log: Path) -> bool:
    """Whether a log holds a commit that SQLite will not read; not of one that is missing or empty."""
    data = log.read_bytes() if log.is_file() else b""
    if len(data) <= HEADER:
        return False
    words = struct.unpack(">8I", data[:HEADER])
    order = ">" if words[0] & 1 else "<"
    sums = _checksum(data[: HEADER - 8], order, (0, 0))
    if words[0] & ~1 != MAGIC or sums != words[6:]:
        return True
    frames = list(_frames(data, words[2]))
    for k, (salts, frame) in enumerate(frames):
        sums = _checksum(frame[:8] + frame[FRAME:], order, sums)
        if salts != words[4:6] or sums != struct.unpack(">2I", frame[16:FRAME]):
            return _commits_in(frames[k:], words[4:6])
    return False


def _frames(data: bytes, page: int) -> Iterator[tuple[Sums, bytes]]:
    """The frames that are there whole, each with its salts."""
    size = FRAME + page
    for start in range(HEADER, len(data) - size + 1, size):
        frame = data[start : start + size]
        yield struct.unpack(">2I", frame[8:16]), frame


def _commits_in(frames: list[tuple[Sums, bytes]], salts: tuple[int, ...]) -> bool:
    """Whether frames that cannot be read, the first of them damaged, hold a commit of this log; older logs lie behind."""
    ours = [frame for found, frame in frames if found[0] == salts[0] or found[1] == salts[1]]
    return any(frame[4:8] != bytes(4) for frame in ours) or len(frames) == len(ours) == 1


def _checksum(data: bytes, order: str, sums: Sums) -> Sums:
    """The checksum of SQLite's logs, carried on."""
    one, two = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two
