"""A private folder for what does not fit into memory while a plan is made; gone with the plan, or with the next one."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import weakref
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Self

PREFIX, _NEW = ".plan-", ".new-plan-"
_LOCK = "in-use"


class Spool:
    """A folder made when the first file is asked for, in `parent`, beside it, or among the temporary files; its owner's alone."""

    def __init__(self, parent: Path | None = None) -> None:
        """Nothing is made yet."""
        self._parent = parent
        self._folder: Path | None = None
        self._end: Callable[[], object] = _nothing
        self._files = 0

    def folder(self) -> Path:
        """The folder itself."""
        if self._folder is None:
            made = _made(self._parent)
            lock = (made / _LOCK).open("wb")
            _locked(lock)
            self._folder = made.rename(made.with_name(made.name.replace(_NEW, PREFIX, 1)))  # locked before it is seen
            self._end = weakref.finalize(self, _remove, self._folder, lock)
        return self._folder

    def file(self) -> Path:
        """The path of another file that is not there yet."""
        self._files += 1
        return self.folder() / f"{self._files}.parquet"

    def __enter__(self) -> Self:
        """Itself, for as long as the block lasts."""
        return self

    def __exit__(self, *_: object) -> None:
        """Remove the folder."""
        self._end()


def _nothing() -> None:
    """There is nothing to remove."""


def _made(parent: Path | None) -> Path:
    """A new folder: in the parent, in the parent's where that is not there yet, among the temporary files where it cannot be."""
    for place in [parent, parent.parent] if parent is not None else []:
        if place.is_dir():
            sweep_spools(place)
            with suppress(OSError):
                return Path(tempfile.mkdtemp(prefix=_NEW, dir=place))
    sweep_spools(Path(tempfile.gettempdir()))
    return Path(tempfile.mkdtemp(prefix=_NEW))


def sweep_spools(parent: Path) -> None:
    """Remove the user's folders of plans whose process has ended without doing so."""
    for folder in sorted(parent.glob(f"{PREFIX}*")):
        try:
            if not _own(folder):
                continue
            lock = (folder / _LOCK).open("ab")
        except OSError:
            continue
        if _locked(lock):
            _remove(folder, lock)
        lock.close()


def _own(folder: Path) -> bool:
    """Whether a folder is one and the user's: among the temporary files anybody can put what looks like a plan's."""
    told = folder.lstat()
    return stat.S_ISDIR(told.st_mode) and (os.name != "posix" or told.st_uid == os.getuid())


def _locked(lock: BinaryIO) -> bool:
    """Take a lock that ends with the process; False where another has it, or the system has none to give."""
    if os.name != "posix":
        return False
    import fcntl  # noqa: PLC0415  not there on other systems

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _remove(folder: Path, lock: BinaryIO) -> None:
    """Remove a folder whose lock is held."""
    shutil.rmtree(folder, ignore_errors=True)
    lock.close()
