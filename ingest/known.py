"""What a workspace knows already, as far as importing asks: files, rows, people and callers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from graph.facts import HINTS, fact_schema
from graph.ledger import withdrawals
from graph.workspace import Workspace
from ingest.called import Vaulted
from ingest.keys import Key
from ingest.own_calls import PEOPLE
from ingest.parquet import parquet_frames
from ingest.vault.file import NAME


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


def _nothing(kind: str, *columns: str) -> Iterator[pl.DataFrame]:  # noqa: ARG001
    """No facts."""
    return iter(())


@dataclass(frozen=True, slots=True)
class Known:
    """Files by SHA-256, and the facts of a record kind, frame by frame, all columns or some; of imports that count.

    `after`: the files of facts they lie in, None where none were looked up; `withdrawn`: the runs that do not count; `root`: of
    the workspace, `hints` what suggests who is who in it.
    """

    files: Mapping[str, KnownFile] = field(default_factory=dict)
    facts: Callable[..., Iterator[pl.DataFrame]] = _nothing
    after: frozenset[str] | None = None
    withdrawn: tuple[str, ...] = ()
    root: Path | None = None
    hints: Callable[[], pl.DataFrame] = HINTS.to_frame

    def vaulted(self, key: Key) -> Vaulted | None:
        """Those whom the vault knows; None where there is none yet."""
        if self.root is None or not (self.root / NAME).is_file():
            return None
        return Vaulted(
            self.root, key, lambda: self._different(("orders",), "platform").append(pl.Series([""])), self._names
        )

    def _names(self) -> pl.Series:
        """The tokens of the names of victims and comparison people."""
        lists = [sha256 for sha256, file in self.files.items() if any(table.kind in PEOPLE for table in file.tables)]
        named = (pl.col("column") == "name") & pl.col("source_file").is_in(lists)
        return self.hints().filter(named)["token"].unique()

    def people(self) -> pl.Series:
        """The tokens of phones of victims and comparison people."""
        return self._different(PEOPLE, "phone")

    def callers(self) -> pl.Series:
        """The calling numbers of calls, in plain, as they stand there."""
        return self._different(("calls",), "calling_number")

    def _different(self, kinds: tuple[str, ...], column: str) -> pl.Series:
        said = [frame[column].drop_nulls().unique() for kind in kinds for frame in self.facts(kind, column)]
        return pl.concat([pl.Series(column, dtype=pl.String), *said]).unique()


NOTHING = Known()
NEW_WORKSPACE = Known(after=frozenset())
"""What there is to know where no workspace is yet."""
_FILES = "SELECT sha256, run, published_at || ' ' || file AS since FROM evidence JOIN runs USING (run)"
_TABLES = (
    'SELECT sha256, run, sheet, kind, encoding, mapping, taken + refused + repeated AS "rows" FROM tables '
    "ORDER BY sha256, sheet, kind, entry"
)


def known_files(workspace: Workspace) -> Known:
    """What counts in a workspace at this moment."""
    published = workspace.published()
    with workspace.connect() as db:
        taken_back = withdrawals(db).of
        since: dict[str, str] = {}
        for sha256, run, told in db.execute(_FILES):
            if run not in taken_back:
                since[sha256] = min(told, since.get(sha256, told))
        tables: dict[str, dict[tuple[str, str], KnownTable]] = {sha256: {} for sha256 in since}
        for sha256, run, sheet, kind, encoding, mapping, rows in db.execute(_TABLES):
            if run not in taken_back:
                table = KnownTable(sheet, kind, encoding, json.loads(mapping), rows)
                tables[sha256].setdefault((sheet, kind), table)

    def facts(kind: str, *columns: str) -> Iterator[pl.DataFrame]:
        schema = fact_schema(kind)
        asked = pl.Schema({name: schema[name] for name in columns or schema})
        for of, name, _ in published:
            if of == kind:
                yield from parquet_frames(workspace.facts_file(kind, name), asked)

    return Known(
        {sha256: KnownFile(since[sha256], tuple(read.values())) for sha256, read in tables.items()}, facts,
        frozenset(name for _, name, _ in published), tuple(sorted(taken_back)), workspace.root, workspace.hints,
    )  # fmt: skip
