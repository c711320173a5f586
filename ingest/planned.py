"""A plan as values: what would be taken, flagged, refused and left out, before anything is written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from graph.facts import HINTS, MemoryFacts, fact_schema
from graph.verdict import Text
from ingest.frames import Frames, frames_of, join_frames
from ingest.keys import Key
from ingest.reasons import reason, remedy
from ingest.recognition import Recognition

PROBLEMS = pl.Schema(
    {"row": pl.Int64, "column": pl.String, "code": pl.String, "value": pl.String, "refused": pl.Boolean}
)
"""A row's problems: where, a code of reasons.py, the cell masked, and whether the row was refused."""


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """One header of a table, what it is taken for (None: left out), a masked sample, and how that is known.

    `reason` is a header's (headers.py) or "second": not used where another column of the same meaning says something.
    `place` counts the columns of the table from 0, those without a header too. `confidence` (0 to 1) is how surely the
    header means the column, given its words and what its first cells read as; `why` says so.
    """

    header: str
    column: str | None
    sample: str
    reason: str
    place: int
    confidence: float
    why: Text


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about one row; the cell is masked. `reason` and `remedy` are for the reader."""

    row: int
    column: str
    code: str
    value: str
    reason: Text
    remedy: Text


@dataclass(frozen=True, slots=True)
class Overlap:
    """So many rows share something with a file imported before or of the same batch: its SHA-256, and its name."""

    sha256: str
    rows: int
    file: str = ""


@dataclass(frozen=True, slots=True)
class PlannedTable:
    """One table of a file and the fate of its rows: rows = taken + refused + repeated + dropped.

    `repeated`: not taken because they are facts already. Where the very file was imported before or stands twice in the
    batch, `repeats` says since when and as which file, or which file of the batch it is, and of how many rows the ledger
    tells; where it is another file that has some of the same rows, `overlaps` says which and how many. `otherwise`: rows
    taken about an order or parcel of which another file has a row too, with other content; both are facts.
    `same_orders`: rows taken about orders of which another sheet of the workbook has a row too. `dropped`: blank rows, totals,
    section lines. `flagged` rows are taken.
    `recognition`: how its kind is known. `nameless`: columns, counted from 1, in whose first rows something stands but no
    header. `hidden`: it is a sheet that its workbook does not show.
    Of the frames, facts, and the rows of `overlaps`, have `fact_schema(kind)`, hints `graph.facts.HINTS`, problems
    `PROBLEMS`, secrets and refused rows the columns that `ingest.secrets` tells; these two are for the vault only.
    `answers`: the refused rows of earlier files that come back here (`ingest.repairs.ANSWERS`). A large table's lie in a
    file of the plan's own; the properties read them whole.
    """

    file: str
    sha256: str
    sheet: str
    kind: str
    encoding: str
    columns: tuple[ColumnPlan, ...]
    rows: int
    taken: int
    flagged: int
    refused: int
    repeated: int
    dropped: int
    repeats: str | None
    recognition: Recognition
    overlaps: tuple[Overlap, ...]
    otherwise: tuple[Overlap, ...]
    problem_frames: Frames = field(repr=False)
    fact_frames: Frames = field(repr=False)
    repeated_frames: Frames = field(repr=False)
    hint_frames: Frames = field(repr=False)
    secret_frames: Frames = field(repr=False)
    refused_frames: Frames = field(repr=False)
    answers: pl.DataFrame = field(repr=False)
    same_orders: int = 0
    hidden: bool = False
    nameless: tuple[int, ...] = ()

    @property
    def problems(self) -> pl.DataFrame:
        """What is the matter with which rows."""
        return self.problem_frames.whole()

    @property
    def facts(self) -> pl.DataFrame:
        """The rows taken."""
        return self.fact_frames.whole()

    @property
    def hints(self) -> pl.DataFrame:
        """What rows taken or repeated hint at, each hint once unless the table is large, with the first row that says so."""
        row = pl.when(pl.col("who").is_null()).then("source_row")  # what names nobody is found by its row alone
        told = self.hint_frames.whole().with_columns(at=row)
        return told.unique(["who", "column", "token", "at"], keep="first", maintain_order=True).drop("at")

    @property
    def secrets(self) -> pl.DataFrame:
        """The plain values behind tokens, each once, sorted by token."""
        return self.secret_frames.whole().unique("token").sort("token")

    @property
    def refused_rows(self) -> pl.DataFrame:
        """Refused rows as they stood."""
        return self.refused_frames.whole()

    @property
    def refusals(self) -> tuple[Problem, ...]:
        """Why rows were refused, by row."""
        return tuple(self._problems(refused=True))

    @property
    def flags(self) -> tuple[Problem, ...]:
        """What is odd about rows that are taken, by row."""
        return tuple(self._problems(refused=False))

    def headed(self, column: str) -> str:
        """A column as its file calls it, with its own name where that is another; where the file has none, that alone."""
        said = "、".join(" ".join(one.header.split()) for one in self.columns if one.column == column)
        return f"{said} ({column})" if said and said != column else column

    def _problems(self, *, refused: bool) -> Iterator[Problem]:
        for row, column, code, value, _ in self.problems.filter(pl.col("refused") == refused).iter_rows():
            yield Problem(row, column, code, value, reason(code), remedy(code))


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or sheet that is not data, and why."""

    file: str
    sheet: str
    code: str
    reason: Text


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file that was read, by its digest; `archive` is the zip it came in, if any, and the digest of that."""

    file: str
    sha256: str
    size: int
    archive: str = ""
    archive_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What importing some files would do; the same value is shown and committed.

    `key` made its tokens and is to seal what the vault keeps. `digest` depends on the files, how they were read and what
    came of it, and on what had been withdrawn, not on the time. `after`: the files of facts it knows of; None where it was
    made without looking.
    """

    files: tuple[PlannedFile, ...]
    tables: tuple[PlannedTable, ...]
    skipped: tuple[Skipped, ...]
    key: Key = field(repr=False)
    after: frozenset[str] | None = None
    withdrawn: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """That of the key its tokens were made with."""
        return self.key.fingerprint

    @property
    def digest(self) -> str:
        """SHA-256 over files, mappings and outcome, in hex; a file imported again after it was withdrawn gives another."""
        told = [
            self.fingerprint,
            [[f.file, f.sha256] for f in self.files],
            [[t.file, t.sha256, t.sheet, t.kind, [[c.header, c.column] for c in t.columns], t.taken, t.flagged,
              t.refused, t.repeated, t.dropped, _digest(t.problem_frames)] for t in self.tables],
            [[s.file, s.sheet, s.code] for s in self.skipped],
            *([self.withdrawn] if self.withdrawn else []),
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()

    @property
    def taken(self) -> int:
        """Rows that would be taken, of all tables."""
        return sum(table.taken for table in self.tables)

    def facts(self) -> dict[str, pl.DataFrame]:
        """The facts of all tables by record kind, in order of the tables, in memory."""
        return {kind: pl.concat(join_frames(parts, fact_schema(kind))) for kind, parts in self.fact_frames().items()}

    def fact_frames(self) -> dict[str, list[Frames]]:
        """The facts of the tables by record kind, in order of the tables."""
        kinds = sorted({table.kind for table in self.tables if table.taken})
        return {kind: [t.fact_frames for t in self.tables if t.kind == kind and t.taken] for kind in kinds}

    def repeated_frames(self) -> dict[str, list[Frames]]:
        """The rows that are facts already from other files, by record kind, in order of the tables."""
        kinds = sorted({table.kind for table in self.tables if table.repeated_frames.height})
        return {kind: [t.repeated_frames for t in self.tables if t.kind == kind] for kind in kinds}

    def hint_frames(self) -> list[Frames]:
        """What suggests who is who, of all tables (columns `graph.facts.HINTS`), in order of the tables."""
        return [
            table.hint_frames if table.hint_frames.file else frames_of(table.hints, schema=HINTS)
            for table in self.tables
        ]


def _digest(problems: Frames) -> str:
    """SHA-256 over all problems but the cells' values, in hex."""
    digest = hashlib.sha256()
    for frame in problems:
        digest.update(frame.drop("value").write_csv(include_header=False).encode())
    return digest.hexdigest()


def facts_in_memory(plan: Plan) -> MemoryFacts:
    """The facts of a plan that is not to be written anywhere."""
    return MemoryFacts(plan.facts())
