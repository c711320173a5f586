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


def whole_lines(blocks: Iterable[bytes], file: str, longest: int = LONGEST_LINE) -> Iterator[bytes]:
    r"""UTF-8 in pieces that end with \n, but perhaps the last. BadInput for a line of more than `longest` bytes.

    Where only \r ends the lines of a file, as of old Macs, it becomes \n. A line is refused before it is held in memory.
    """
    rest = b""
    before = 0
    mac: bool | None = None
    for block in blocks:
        if mac is None:
            mac = b"\n" not in block and b"\r" in block[:longest]
        text = rest + (block.replace(b"\r", b"\n") if mac else block)
        _check(text, before, file, longest)
        cut = text.rfind(b"\n") + 1
        rest = text[cut:]
        if cut:
            yield (whole := text[:cut])
            before += line_ends(whole)
    if rest:
        yield rest


def _check(text: bytes, before: int, file: str, longest: int) -> None:
    """BadInput for an endless line. Leaps from the last line end within reach to the next: most bytes are not looked at."""
    start = 0
    while len(text) - start > longest:
        end = text.rfind(b"\n", start, start + longest + 1)
        if end < 0:
            line = before + text.count(b"\n", 0, start) + 1
            raise fault(file, "endless_line", line=line, limit=longest)
        start = end + 1
