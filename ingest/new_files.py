"""A new file of mode 600 that has its name only once it is whole and on disk; nothing that is there is ever written over.

Where the system knows files without names (Linux), a process that is killed leaves nothing; elsewhere a file beside it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from graph.errors import BadInput
from ingest.on_disk import sync_folder

NAMELESS = getattr(os, "O_TMPFILE", None)
OPEN_FILES = Path("/proc/self/fd")


@contextmanager
def new_file(to: Path) -> Iterator[BinaryIO]:
    """What is written here is there as `to` afterwards; where the block fails, nothing is. FileExistsError: `to` is there."""
    file, beside = _opened(to.parent)
    try:
        with file:
            yield file
            file.flush()
            os.fsync(file.fileno())
            _give_name(file, beside, to)
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)
    sync_folder(to.parent)


def check_free(to: Path) -> None:
    """BadInput where a new file cannot be made, as far as that can be told without making it."""
    if os.path.lexists(to):
        raise _in_the_way(to)
    if not os.path.isdir(to.parent):  # noqa: PTH112 - that of a path raises where it may not look
        msg = f"{to.parent} is no folder: name a file in one that is there with -o"
        raise BadInput(msg)


@contextmanager
def asked_for(to: Path) -> Iterator[BinaryIO]:
    """As `new_file`, for somebody who named it with -o. BadInput where it is there or cannot be written."""
    check_free(to)
    try:
        with new_file(to) as file:
            yield file
    except FileExistsError as error:
        raise _in_the_way(to) from error
    except OSError as error:
        msg = f"{to} cannot be written: {error.strerror or error}. Name a file in a folder of yours, with room on its disk, with -o"
        raise BadInput(msg) from error


def _in_the_way(to: Path) -> BadInput:
    return BadInput(f"{to} is there already: name a new file with -o")


def _opened(folder: Path) -> tuple[BinaryIO, Path | None]:
    """A file to write to, without a name, or under one that somebody else hardly has."""
    if NAMELESS is not None and OPEN_FILES.is_dir():
        try:
            return os.fdopen(os.open(folder, NAMELESS | os.O_RDWR, 0o600), "wb+"), None
        except OSError:  # a disk that knows none, as memory sticks are formatted; what else is wrong comes up below
            pass
    handle, name = tempfile.mkstemp(prefix=".new-", dir=folder)  # made with mode 600
    return os.fdopen(handle, "wb+"), Path(name)


def _give_name(file: BinaryIO, beside: Path | None, to: Path) -> None:
    """Give a written file its name, where nothing has it. FileExistsError."""
    if beside is None:
        # With a descriptor of a folder, which an absolute path does not need, the link behind the path is followed.
        os.link(OPEN_FILES / str(file.fileno()), to, src_dir_fd=file.fileno(), follow_symlinks=True)
        return
    try:
        to.hardlink_to(beside)
    except FileExistsError:
        raise
    except OSError:  # a disk that knows no links: the name is taken first, so that of two writers one wins
        to.touch(mode=0o600, exist_ok=False)
        beside.replace(to)
