"""Text in pieces of whole lines, bounded in memory whatever the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from ingest.faults import fault

LONGEST_LINE = 1_000_000
"""Bytes of UTF-8; what is longer is no line of a table, and would take minutes to clean. No cell can be longer either."""


AT_ONCE = 1 << 17
"""Bytes counted at once, which stay in the processor's cache."""


def line_ends(text: bytes) -> int:
    r"""How many \n there are; several times faster than `bytes.count` where they are frequent."""
    codes = np.frombuffer(text, np.uint8)
    return sum(int(np.count_nonzero(codes[start : start + AT_ONCE] == 10)) for start in range(0, len(codes), AT_ONCE))


class Pieces(Iterator[bytes]):
    """Pieces of whole lines, of which the last taken, or its end, can be put back."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        """Begin with the first piece."""
        self._pieces = pieces
        self._back = b""

    def __next__(self) -> bytes:
        """The next piece."""
        piece, self._back = self._back, b""
        return piece or next(self._pieces)

    def put_back(self, piece: bytes) -> None:
        """Have a piece come next; an empty one is none."""
        self._back = piece + self._back


def unix(blocks: Iterable[bytes]) -> Iterator[bytes]:
    r"""The same text; where only \r ends the lines of a file, as of old Macs, it becomes \n."""
    mac: bool | None = None
    for block in blocks:
        if mac is None:
            mac = b"\n" not in block and b"\r" in block[:LONGEST_LINE]
        yield block.replace(b"\r", b"\n") if mac else block


def bounded(blocks: Iterable[bytes], file: str, longest: int = LONGEST_LINE) -> Iterator[bytes]:
    """The same text. BadInput for a line of more than `longest` bytes, before more of it is held in memory."""
    before = open_ = 0
    for block in blocks:
        start = _last_within(block, -open_, longest)
        if len(block) - start > longest:
            line = before + block.count(b"\n", 0, max(start, 0)) + 1
            raise fault(file, "endless_line", line=line, limit=longest)
        yield block
        before += line_ends(block)
        end = block.rfind(b"\n") + 1
        open_ = len(block) - end if end else open_ + len(block)


def _last_within(block: bytes, start: int, longest: int) -> int:
    """Where the last line begins that is reached from `start` by leaps within `longest`: most bytes are not looked at.

    A line that began before the block has a negative start.
    """
    while len(block) - start > longest:
        end = block.rfind(b"\n", max(start, 0), start + longest + 1)
        if end < 0:
            break
        start = end + 1
    return start


def whole_lines(blocks: Iterable[bytes]) -> Iterator[bytes]:
    r"""Text in pieces that end with \n, but perhaps the last."""
    rest = b""
    for block in blocks:
        cut = block.rfind(b"\n") + 1
        if cut:
            yield b"".join((rest, memoryview(block)[:cut]))
            rest = block[cut:]
        else:
            rest += block
    if rest:
        yield rest
