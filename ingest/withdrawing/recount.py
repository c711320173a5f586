"""What each import adds, given which count: rows that several hold count once, as the first of them has them.

An import keeps the rows that were facts already beside those it took, so that the former count on when the import that
had them first is withdrawn. What comes of it is what importing the others alone, in the same order, would have left.
Rows are read piece by piece and again when they are needed again: in memory are 20 bytes of each, and which are new.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

import polars as pl

from graph.ledger import facts_files
from graph.workspace import KEPT_HINTS, Workspace
from ingest.earlier import Earlier
from ingest.withdrawing.compared import Compared
from ingest.withdrawing.imports import Brought, Import
from ingest.withdrawing.stored import Stored

Read = Callable[[], Iterator[pl.DataFrame]]


@dataclass(frozen=True, slots=True)
class NewRows:
    """The rows of a file that no import before has; iterating reads them again."""

    read: Read
    new: tuple[pl.Series, ...]

    def are_first(self, count: int) -> bool:
        """Whether they are so many rows of the file, the first that are read."""
        new = pl.concat([pl.Series(dtype=pl.Boolean), *self.new])
        return bool(new.head(count).all()) and new.sum() == count

    def __iter__(self) -> Iterator[pl.DataFrame]:
        """Piece by piece."""
        for frame, new in zip(self.read(), self.new, strict=True):
            yield frame.filter(new)


@dataclass(frozen=True, slots=True)
class Added:
    """What an import adds of one kind, where that is not what its own file holds."""

    run: str
    rows: tuple[NewRows, ...]


def recounted(
    db: sqlite3.Connection, workspace: Workspace, kind: str, standing: tuple[Import, ...], of: Collection[str],
    compared: Compared | None,
) -> Iterator[Added]:  # fmt: skip
    """What the runs in `of` add of a kind, given the imports that count, in order. DamagedWorkspace.

    `compared`: rows as they are compared; what is read is what stands in the files.
    """
    there = _There(kind, compared)
    stored = Stored(workspace, kind, {(one.kind, one.run): one for one in facts_files(db) if one.own})
    for one in standing:
        own, added = stored.counts(one.run), list[NewRows]()
        unchanged = True
        for table in _files(one, kind):
            if table.sha256 in there.files:
                unchanged &= table.sha256 not in own or bool(table.read_in)
                continue
            rows = there.new(table.sha256, _reader(stored, one.reading(table), table.sha256))
            unchanged &= rows.are_first(0 if table.read_in else own.get(table.sha256, 0))
            added.append(rows)
        if one.run in of and not unchanged:
            yield Added(one.run, tuple(added))


def _reader(stored: Stored, run: str, file: str) -> Read:
    return lambda: stored.of_file(run, file)


def _files(one: Import, kind: str) -> list[Brought]:
    """A table for each file with rows of a kind that an import brought, in order."""
    return list({table.sha256: table for table in one.tables if kind in {table.kind, KEPT_HINTS}}.values())


@dataclass(slots=True)
class _There:
    """The rows of a kind that count already, as imports are gone through in order."""

    kind: str
    compared: Compared | None
    files: set[str] = field(default_factory=set)
    _earlier: Earlier | None = field(init=False)

    def __post_init__(self) -> None:
        self._earlier = None if self.kind == KEPT_HINTS else Earlier(self.kind, self.compared)

    def new(self, file: str, read: Read) -> NewRows:
        """The rows of a file that are not there yet; they are from now on. Hints are not compared."""
        self.files.add(file)
        if self._earlier is None:
            return NewRows(read, tuple(pl.repeat(value=True, n=frame.height, eager=True) for frame in read()))
        found = NewRows(read, tuple(self._earlier.of(frame).is_null() for frame in read()))
        self._earlier.add(found)
        return found
