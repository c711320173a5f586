"""Zips to sources: names told and checked, sizes bounded, a zip within a zip opened once.

Nothing is ever unpacked to disk, so a member's name cannot lead anywhere; names that try are refused all the same.
"""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast

from graph.errors import BadInput
from ingest.faults import fault
from ingest.readers.foreign import code_of_suffix
from ingest.readers.source import Source

LARGEST_MEMBER = 2 << 30
LARGEST_TOTAL = 8 << 30
LARGEST_INNER = 256 << 20
"""Bytes of a zip within a zip, which is held in memory."""
MOST_MEMBERS = 10_000
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
"""How a zip begins, with something in it and empty; what makes it one stands at its end."""
WORKBOOK = {"[Content_Types].xml", "content.xml"}
"""What only the zips have that are XLSX, XLSB or ODS files."""
DEEPEST = 1
"""Zips within zips that are opened; replies come as one zip of zips, and no deeper."""


def open_archive(stream: IO[bytes], name: str) -> zipfile.ZipFile:
    """The zip in a stream. BadInput where it is none, or its end is missing."""
    try:
        return zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise fault(name, "zip_cut") from error


def is_workbook(archive: zipfile.ZipFile) -> bool:
    """Whether a zip is an XLSX, XLSB or ODS file."""
    return bool(WORKBOOK & set(archive.namelist()))


def members(archive: zipfile.ZipFile, name: str, inside: str = "", depth: int = 0) -> Iterator[Source]:
    """The files in a zip, by name; those of a zip in it stand below its name. `inside` goes before each.

    BadInput where the zip is none to be opened; a member that cannot be is told when it is read.
    """
    named = [(member_name(info), info) for info in archive.infolist() if not info.is_dir()]
    _check(name, named)
    for member, info in sorted(named, key=lambda pair: pair[0]):
        source = Source(inside + member, named=False, opened=_opener(archive, info))
        try:
            yield from _member(source, info, depth)
        except BadInput as error:
            yield replace(source, broken=error)


def _member(source: Source, info: zipfile.ZipInfo, depth: int) -> Iterator[Source]:
    """A file in a zip, or the files in it where it is a zip itself."""
    if not source.head().startswith(ZIP) or code_of_suffix(source.file):
        yield source
        return
    inner = open_archive(io.BytesIO(_whole(source, info)), source.file)
    if is_workbook(inner):
        yield source
    elif depth < DEEPEST:
        yield from members(inner, source.file, f"{source.file}/", depth + 1)
    else:
        raise fault(source.file, "zip_too_deep")


def _opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
    """What opens a member. One byte more than it declares is asked for, so that a size that lies is no excuse."""
    asked = copy.copy(info)
    asked.file_size += 1

    def opened() -> BinaryIO:
        return cast("BinaryIO", _Honest(archive.open(asked), info.file_size))

    return opened


class _Honest(io.RawIOBase):
    """A member's bytes; BadZipFile where they are more than were declared."""

    def __init__(self, member: IO[bytes], declared: int) -> None:
        """Begin with the first byte."""
        self._member, self._left = member, declared

    def read(self, size: int | None = -1, /) -> bytes:
        """The next bytes."""
        data = self._member.read(-1 if size is None else size)
        self._left -= len(data)
        if self._left < 0:
            msg = "it unpacks to more than it says"
            raise zipfile.BadZipFile(msg)
        return data

    def close(self) -> None:
        """Close the member."""
        self._member.close()
        super().close()


def _whole(source: Source, info: zipfile.ZipInfo) -> bytes:
    """The bytes of a zip or workbook in a zip. BadInput where they are too many to hold."""
    if info.file_size > LARGEST_INNER:
        raise fault(source.file, "zip_too_large_inside", limit=LARGEST_INNER >> 20)
    return b"".join(source.blocks())


def _check(name: str, named: list[tuple[str, zipfile.ZipInfo]]) -> None:
    """Bounds of a zip and the names in it."""
    if not named:
        raise fault(name, "zip_empty")
    sizes = [info.file_size for _, info in named]
    if len(named) > MOST_MEMBERS or max(sizes) > LARGEST_MEMBER or sum(sizes) > LARGEST_TOTAL:
        raise fault(name, "zip_unsafe", count=len(sizes), size=sum(sizes))
    for member, _ in named:
        path = PurePosixPath(member.replace("\\", "/"))
        if not path.parts or path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
            raise fault(name, "zip_bad_name", what=repr(member))


def member_name(info: zipfile.ZipInfo) -> str:
    """The name of a member; without the UTF-8 mark it is what Chinese Windows writes, GBK."""
    if info.flag_bits & 0x800:
        return info.filename
    raw = info.filename.encode("cp437")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename
