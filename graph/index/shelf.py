"""The indexes of a workspace: one directory each, named after what it was built from, made anew wherever it is missing.

Two processes may build the same one at once, the first to finish wins; nothing half written is ever found under its name;
deleting any of it loses nothing.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from graph.index.files import Unreadable, read, write
from graph.index.index import Index

BUILDING = ".building-"
LONG = 86_400.0
"""Seconds after which nobody is building any more."""
KEPT = 16
"""Indexes kept of the same facts, one a case: the last used."""


class Shelf:
    """The directory that holds indexes. `facts`: a digest of all the facts there are; a case adds its own to the name."""

    def __init__(self, root: Path, facts: str) -> None:
        self.root, self.facts = root, facts

    def find(self, case: str, build: Callable[[], Index]) -> Index:
        """The index of a case: the one on disk, else built and put there; only built where nothing can be written."""
        place = self.root / f"{self.facts}-{case}"
        with suppress(Unreadable):
            found = read(place)
            _used(place)
            return found
        index = build()
        try:
            self._put(index, place)
            return read(place)
        except (OSError, Unreadable):
            return index

    def _put(self, index: Index, place: Path) -> None:
        """Write it beside and give it its name in one step; what is damaged there gives way."""
        self.root.mkdir(exist_ok=True)
        self._clear()
        self._make_room()
        beside = Path(tempfile.mkdtemp(prefix=BUILDING, dir=self.root))
        try:
            write(index, beside / place.name)
            if place.exists():
                place.rename(beside / "damaged")
            # Another process may have put the same there meanwhile: then its index stays.
            with suppress(OSError):
                (beside / place.name).rename(place)
        finally:
            shutil.rmtree(beside, ignore_errors=True)

    def _clear(self) -> None:
        """Remove indexes of facts that are no longer all there are, and what processes that died left."""
        for old in self.root.iterdir():
            left = old.name.startswith(BUILDING) and old.stat().st_mtime < time.time() - LONG
            if left or not old.name.startswith((self.facts, BUILDING)):
                shutil.rmtree(old, ignore_errors=True)

    def _make_room(self) -> None:
        """Remove those longest unused, so that with the one that comes there are KEPT of these facts."""
        mine = [place for place in self.root.iterdir() if place.name.startswith(self.facts)]
        used = sorted(mine, key=lambda place: (place.stat().st_mtime, place.name), reverse=True)
        for place in used[KEPT - 1 :]:
            shutil.rmtree(place, ignore_errors=True)


def _used(place: Path) -> None:
    """Note that an index was used now; of a workspace nobody may write to, nothing is noted."""
    with suppress(OSError):
        os.utime(place)
