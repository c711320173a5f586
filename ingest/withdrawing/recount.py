"""What each import adds, given which count: rows that several hold count once, as the first of them has them.

An import keeps the rows that were facts already beside those it took, so that the former count on when the import that
had them first is withdrawn. What comes of it is what importing the others alone, in the same order, would have left.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

import polars as pl

from graph.facts import HINTS, fact_schema, read_checked
from graph.ledger import REPEATED, FactsFile, facts_files
from graph.workspace import KEPT_HINTS, Workspace
from ingest.earlier import Earlier
from ingest.withdrawing.compared import Compared
from ingest.withdrawing.imports import Brought, Import

Rows = dict[str, pl.DataFrame]
"""Rows by the SHA-256 of their file."""


@dataclass(frozen=True, slots=True)
class Added:
    """What an import adds of one kind, where that is not what its own file holds."""

    run: str
    rows: pl.DataFrame


def recounted(
    db: sqlite3.Connection, workspace: Workspace, kind: str, standing: tuple[Import, ...], of: Collection[str],
    compared: Compared | None,
) -> Iterator[Added]:  # fmt: skip
    """What the runs in `of` add of a kind, given the imports that count, in order. DamagedWorkspace.

    `compared`: rows as they are compared; what is read is what stands in the files.
    """
    there = _There(kind, compared)
    stored = _Stored(workspace, kind, {(one.kind, one.run): one for one in facts_files(db) if one.own})
    for one in standing:
        own, added = stored.rows(kind, one.run), list[pl.DataFrame]()
        unchanged = True
        for table in _files(one, kind):
            if table.sha256 in there.files:
                unchanged &= table.sha256 not in own or bool(table.read_in)
                continue
            before = own.get(table.sha256) if not table.read_in else None
            rows = there.new(table.sha256, stored.of_file(one.reading(table), table.sha256))
            unchanged &= rows.height == (before.height if before is not None else 0)
            added.append(rows)
        if one.run in of and not unchanged:
            yield Added(one.run, pl.concat([stored.schema.to_frame(), *added]))


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

    def new(self, file: str, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows of a file that are not there yet; they are from now on. Hints are not compared."""
        self.files.add(file)
        if self._earlier is None:
            return rows
        found = rows.filter(self._earlier.of(rows).is_null())
        self._earlier.add([found])
        return found


@dataclass(slots=True)
class _Stored:
    """The rows that lie in the workspace, of imports that count or not."""

    workspace: Workspace
    kind: str
    files: dict[tuple[str, str], FactsFile]
    _read: dict[tuple[str, str], Rows] = field(default_factory=dict)

    @property
    def schema(self) -> pl.Schema:
        """Their columns."""
        return HINTS if self.kind == KEPT_HINTS else fact_schema(self.kind)

    def of_file(self, run: str, file: str) -> pl.DataFrame:
        """All rows of a file, as the run that read it took them or found them there."""
        kinds = (self.kind, f"{self.kind}{REPEATED}")
        return pl.concat([self.schema.to_frame(), *(r[file] for kind in kinds if file in (r := self.rows(kind, run)))])

    def rows(self, kind: str, run: str) -> Rows:
        """The rows of a run's own file."""
        if (kind, run) not in self._read:
            self._read[kind, run] = self._rows(kind, run)
        return self._read[kind, run]

    def _rows(self, kind: str, run: str) -> Rows:
        one = self.files.get((kind, run))
        if one is None:
            return {}
        frame = read_checked(self.workspace.facts_file(kind, one.name), one.sha256, self.schema, self.kind)
        parts = frame.partition_by("source_file", as_dict=True, maintain_order=True)
        return {str(file): rows for (file,), rows in parts.items()}
