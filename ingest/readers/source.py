"""A source: one file's bytes, read as often as needed, never trusted to stay what they were."""

from __future__ import annotations

import hashlib
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO

from graph.errors import BadInput
from ingest.faults import fault

BLOCK = 8 << 20
"""Bytes read at a time."""
HEAD = 4096
"""Bytes by which it is told what a file is."""
IN_MEMORY = 32 << 20
"""Bytes up to which a file is read once and kept; a larger one is read again, and must be the same then."""
UNPACKING = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, NotImplementedError, EOFError)
"""What broken, locked or strangely packed members raise."""

Opener = Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class Source:
    """One file. `file` is its path inside what was given; `named` whether it was given by itself.

    `opened` gives its bytes from the start; `left_out`, a code of reasons.py, says why it is not read at all;
    `archive` names the zip it came in, and `archive_sha256` is the digest of that. `broken`: what reading it raises.
    """

    file: str
    named: bool
    opened: Opener = field(repr=False, compare=False)
    left_out: str | None = None
    archive: str = ""
    archive_sha256: str = ""
    broken: BadInput | None = field(default=None, repr=False, compare=False)

    def blocks(self) -> Iterator[bytes]:
        """The bytes from the start, block by block. BadInput where they cannot be read."""
        with self._told(), self.opened() as stream:
            while block := stream.read(BLOCK):
                yield block

    def head(self) -> bytes:
        """Its first bytes; none of a file that is left out. BadInput where they cannot be read."""
        if self.left_out is not None:
            return b""
        with self._told(), self.opened() as stream:
            return stream.read(HEAD)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Errors of reading, told with the name of the file."""
        if self.broken is not None:
            raise self.broken
        try:
            yield
        except OSError as error:
            raise fault(self.file, "unreadable", what=error.strerror or error) from error
        except UNPACKING as error:
            raise fault(self.file, "not_unpacked", what=error) from error


@dataclass(frozen=True, slots=True)
class Content:
    """What stood in a source when it was first read through: the digest (hex) and length, and the bytes of a small one.

    `blocks_read` are the blocks of a large one, each as Python's own keyed hash of it.
    """

    source: Source
    sha256: str
    size: int
    data: bytes | None = field(repr=False)
    blocks_read: tuple[int, ...] = field(repr=False, default=())

    def blocks(self) -> Iterator[bytes]:
        """The same bytes again. BadInput as soon as they are not the same any more."""
        if self.data is not None:
            yield self.data
            return
        count = 0
        for count, block in enumerate(self.source.blocks(), start=1):
            if count > len(self.blocks_read) or hash(block) != self.blocks_read[count - 1]:
                raise fault(self.source.file, "changed")
            yield block
        if count < len(self.blocks_read):
            raise fault(self.source.file, "changed")


class Recorder:
    """Reads a source through for the first time and keeps of it what `Content` needs."""

    def __init__(self, source: Source) -> None:
        """Begin with the first byte."""
        self._source = source
        self._digest = hashlib.sha256()
        self._size = 0
        self._kept: list[bytes] | None = []
        self._read: list[int] = []

    def blocks(self) -> Iterator[bytes]:
        """The bytes from the start, block by block; each is digested while it is looked at."""
        with ThreadPoolExecutor(1) as digesting:
            for block in self._source.blocks():
                done = digesting.submit(self._digest.update, block)
                self._size += len(block)
                if self._size > IN_MEMORY:
                    self._kept = None
                elif self._kept is not None:
                    self._kept.append(block)
                yield block
                self._read.append(hash(block))
                done.result()

    def content(self) -> Content:
        """What was read; to be asked when all blocks were."""
        data = None if self._kept is None else b"".join(self._kept)
        return Content(self._source, self._digest.hexdigest(), self._size, data, tuple(self._read))


def content_of(source: Source) -> Content:
    """Read a source through, whatever it is."""
    recorder = Recorder(source)
    for _ in recorder.blocks():
        pass
    return recorder.content()
