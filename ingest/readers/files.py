"""Paths to sources: a file, a folder's files, a zip's members, each with its bytes.

Nothing is ever unpacked to disk, so a member's name cannot lead anywhere; names that try are refused all the same.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from graph.errors import BadInput

LARGEST_MEMBER = 2 << 30
LARGEST_TOTAL = 8 << 30
MOST_MEMBERS = 10_000
ZIP = b"PK\x03\x04"
"""How a zip with something in it begins; what makes it one stands at its end."""


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one file. `file` is its path inside what was given; `named` whether it was given by itself."""

    file: str
    data: bytes
    named: bool

    @property
    def sha256(self) -> str:
        """Digest of the bytes, in hex."""
        return hashlib.sha256(self.data).hexdigest()


def sources(paths: Sequence[Path]) -> Iterator[Source]:
    """The files at the paths, folders and zips opened, each group in order of name. BadInput where one is not there."""
    if not paths:
        msg = "no file was named. Name files, folders or zips"
        raise BadInput(msg)
    for path in paths:
        if path.is_dir():
            yield from _of_folder(path)
        else:
            yield from _of_file(path, path.name, named=True)


def _of_folder(folder: Path) -> Iterator[Source]:
    """The files below a folder, by name."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() or _leads_nowhere(path))
    if not files:
        msg = f"{folder} holds no file. Name the folder that holds the tables"
        raise BadInput(msg)
    for path in files:
        yield from _of_file(path, path.relative_to(folder).as_posix(), named=False)


def _leads_nowhere(path: Path) -> bool:
    """Whether a path is a link to what is not there; reading it says so."""
    return path.is_symlink() and not path.exists()


def _of_file(path: Path, name: str, *, named: bool) -> Iterator[Source]:
    """One file, or the members of one that is a zip of tables."""
    try:
        if path.stat().st_size > LARGEST_MEMBER:
            msg = f"{name} is larger than {LARGEST_MEMBER >> 30} GB. Split it"
            raise BadInput(msg)
        data = path.read_bytes()
    except OSError as error:
        what = "it is a link to what is not there" if _leads_nowhere(path) else error.strerror
        msg = f"{path} cannot be read: {what}. Check the name and the permission"
        raise BadInput(msg) from error
    if data.startswith(ZIP) and not zipfile.is_zipfile(path):
        msg = f"{name} is a zip or workbook whose end is missing: it was cut short. Copy or download it again"
        raise BadInput(msg)
    if zipfile.is_zipfile(path) and not _is_workbook(path):
        yield from _of_zip(path, name)
    else:
        yield Source(name, data, named)


def _is_workbook(path: Path) -> bool:
    """Whether a zip is an XLSX, XLSB or ODS file."""
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
    return bool(names & {"[Content_Types].xml", "content.xml"})


def _of_zip(path: Path, name: str) -> Iterator[Source]:
    """The files in a zip, by name."""
    with zipfile.ZipFile(path) as archive:
        members = [(member_name(info), info) for info in archive.infolist() if not info.is_dir()]
        _check(name, members)
        for member, info in sorted(members, key=lambda pair: pair[0]):
            try:
                yield Source(member, archive.read(info), named=False)
            except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError) as error:
                msg = f"{name}: {member} cannot be unpacked ({error}). Pack it again, without a password"
                raise BadInput(msg) from error


def _check(name: str, members: list[tuple[str, zipfile.ZipInfo]]) -> None:
    """Bounds of a zip and the names in it."""
    if not members:
        msg = f"{name} is an empty zip. Ask for the file again"
        raise BadInput(msg)
    sizes = [info.file_size for _, info in members]
    if len(members) > MOST_MEMBERS or max(sizes) > LARGEST_MEMBER or sum(sizes) > LARGEST_TOTAL:
        msg = f"{name} unpacks to {len(sizes)} files of {sum(sizes):,} bytes, more than is safe to open. Split it"
        raise BadInput(msg)
    for member, _ in members:
        path = PurePosixPath(member.replace("\\", "/"))
        if not path.parts or path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
            msg = f"{name} holds a file named {member!r}, which is no name of a file in the zip. Pack it again"
            raise BadInput(msg)


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
