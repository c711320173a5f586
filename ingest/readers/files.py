"""Paths to sources: a file, a folder's files, a zip's members."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import cast

from graph.errors import BadInput
from ingest.faults import fault
from ingest.readers.archives import ZIP, is_workbook, members, open_archive
from ingest.readers.foreign import code_of_suffix
from ingest.readers.opening import Watched, leads_nowhere, open_named
from ingest.readers.source import Source


def sources(paths: Sequence[Path]) -> Iterator[Source]:
    """The files at the paths, folders and zips opened, each group in order of name.

    One that is not there or cannot be opened is a source too: reading it raises BadInput, and the others can be looked
    at. BadInput where no path is given.
    """
    if not paths:
        none = fault("", "no_file")
        raise none
    for path in paths:
        if path.is_dir():
            yield from _of_folder(path)
        else:
            yield from _of_file(path, path.name, named=True)


def _of_folder(folder: Path) -> Iterator[Source]:
    """The files below a folder, by name; links to folders are not followed, pipes and devices not read, and both told."""
    found = sorted(path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    if not found:
        none = fault(folder, "empty_folder")
        yield Source(str(folder), named=True, opened=partial(open_named, folder, str(folder)), broken=none)
    for path in found:
        name = path.relative_to(folder).as_posix()
        if path.is_file() or leads_nowhere(path):
            yield from _of_file(path, name, named=False)
        else:
            yield Source(name, named=False, opened=partial(open_named, path, name), left_out="no_regular_file")


def _of_file(path: Path, name: str, *, named: bool) -> Iterator[Source]:
    """One file, or the members of one that is a zip of tables."""
    source = Source(name, named, partial(open_named, path, name if not named else str(path)))
    try:
        if not source.head().startswith(ZIP) or code_of_suffix(name):
            yield source
        else:
            yield from _of_zip(source)
    except BadInput as error:
        yield replace(source, broken=error)


def _of_zip(source: Source) -> Iterator[Source]:
    """The members of a zip, or the file itself where it is a workbook."""
    with source.opened() as stream, open_archive(stream, source.file) as archive:
        if is_workbook(archive):
            yield source
            return
        digest = _digest(cast("Watched", stream))
        for member in members(archive, source.file):
            yield replace(member, archive=source.file, archive_sha256=digest)


def _digest(stream: Watched) -> str:
    """The SHA-256 of a file that is open, in hex."""
    stream.seek(0)
    return hashlib.file_digest(stream, "sha256").hexdigest()
