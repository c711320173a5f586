"""What a workspace knows already, as far as importing asks: files, rows, people and callers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import polars as pl

from graph.facts import fact_schema
from graph.workspace import Workspace
from ingest.frames import parquet_frames
from ingest.own_calls import PEOPLE


@dataclass(frozen=True, slots=True)
class KnownTable:
    """A table of a file imported before: how it was read, and how many rows it had but for furniture."""

    sheet: str
    kind: str
    encoding: str
    mapping: Mapping[str, str | None]
    rows: int


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file imported before: when, in ISO time, and under which name (`2026-11-23T01:50:00+00:00 a.csv`)."""

    since: str
    tables: tuple[KnownTable, ...] = ()


def _nothing(_: str) -> Iterator[pl.DataFrame]:
    """No facts."""
    return iter(())


@dataclass(frozen=True, slots=True)
class Known:
    """Files by SHA-256, the facts of a record kind, frame by frame, and the imports they are of; None: not looked up."""

    files: Mapping[str, KnownFile] = field(default_factory=dict)
    facts: Callable[[str], Iterator[pl.DataFrame]] = _nothing
    runs: frozenset[str] | None = None

    def people(self) -> pl.Series:
        """The tokens of phones of victims and comparison people."""
        return self._different(PEOPLE, "phone")

    def callers(self) -> pl.Series:
        """The calling numbers of calls, in plain, as they stand there."""
        return self._different(("calls",), "calling_number")

    def _different(self, kinds: tuple[str, ...], column: str) -> pl.Series:
        said = [frame[column].drop_nulls() for kind in kinds for frame in self.facts(kind)]
        return pl.concat([pl.Series(column, dtype=pl.String), *said]).unique()


NOTHING = Known()
NEW_WORKSPACE = Known(runs=frozenset())
"""What there is to know where no workspace is yet."""
_FILES = "SELECT sha256, min(published_at || ' ' || file) AS since FROM evidence JOIN runs USING (run) GROUP BY sha256"
_TABLES = 'SELECT sha256, sheet, kind, encoding, mapping, taken + refused + repeated AS "rows" FROM tables ORDER BY sha256, sheet, kind'


def known_files(workspace: Workspace) -> Known:
    """What is published in a workspace at this moment."""
    published = workspace.published()
    with workspace.connect() as db:
        since = {row["sha256"]: row["since"] for row in db.execute(_FILES)}
        tables: dict[str, list[KnownTable]] = {sha256: [] for sha256 in since}
        for sha256, sheet, kind, encoding, mapping, rows in db.execute(_TABLES):
            tables.setdefault(sha256, []).append(KnownTable(sheet, kind, encoding, json.loads(mapping), rows))
    files = {sha256: KnownFile(since.get(sha256, ""), tuple(read)) for sha256, read in tables.items()}

    def facts(kind: str) -> Iterator[pl.DataFrame]:
        for of, run, _ in published:
            if of == kind:
                yield from parquet_frames(workspace.facts_file(kind, run), fact_schema(kind))

    return Known(files, facts, frozenset(run for _, run, _ in published))
