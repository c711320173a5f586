"""Opening a path: regular files only, watched for change while they are read."""

from __future__ import annotations

import errno
import io
import os
import stat
from pathlib import Path

from ingest.faults import fault


class Watched(io.FileIO):
    """A file that says at its end whether it was written to since it was opened (OSError)."""

    def __init__(self, descriptor: int) -> None:
        """Take over an open descriptor."""
        super().__init__(descriptor)
        self._before = self._state()

    def read(self, size: int | None = -1, /) -> bytes:
        """The next bytes; OSError where there are none and the file is not what it was."""
        data = super().read(-1 if size is None else size) or b""
        if not data and size and self._state() != self._before:
            raise OSError(errno.ESTALE, "it changed while it was read")
        return data

    def _state(self) -> tuple[int, int]:
        """Size and time of the last change."""
        found = os.fstat(self.fileno())
        return found.st_size, found.st_mtime_ns


def open_regular(path: Path) -> Watched:
    """The bytes of a file. OSError where it cannot be opened or is a pipe, a device or the like; never waits for one."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    descriptor = os.open(path, flags)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "it is no file but a folder, a pipe or a device")
    return Watched(descriptor)


def open_named(path: Path, name: str) -> Watched:
    """The bytes of a file. BadInput, with its name, where it cannot be opened."""
    try:
        return open_regular(path)
    except OSError as error:
        what = "it is a link to what is not there" if leads_nowhere(path) else error.strerror
        raise fault(name, "unreadable", what=what) from error


def leads_nowhere(path: Path) -> bool:
    """Whether a path is a link to what is not there, or to itself; reading it says so."""
    return path.is_symlink() and not path.exists()
