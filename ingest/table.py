"""One raw table and its layout to a planned table, piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field

import polars as pl

from graph.facts import HINTS, fact_schema
from graph.schema import RECORDS
from ingest.books import HintBook, TokenBook, hints
from ingest.collecting import Collector
from ingest.earlier import Earlier
from ingest.headers import Layout
from ingest.joining import joined
from ingest.keys import Key
from ingest.masking import KEPT_ALONE
from ingest.piece import Piece, Said, read_piece
from ingest.planned import PROBLEMS, Overlap, PlannedTable
from ingest.progress import Meter
from ingest.readers import RawTable, TablePieces
from ingest.repairs import ANSWERS
from ingest.samples import column_plans
from ingest.secrets import REFUSED, SECRETS
from ingest.spool import Spool

ROWS = 100_000
"""Rows that are read at once."""
AHEAD = 2
"""Pieces that are being read while another is gathered."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a table is planned with, besides its own rows; `meter` hears of every piece that is begun."""

    key: Key
    spool: Spool
    said: Said
    earlier: Earlier
    meter: Meter


def plan_table(pieces: TablePieces, layout: Layout, setting: Setting) -> PlannedTable:
    """Read a table: furniture off, cells cleaned, rows completed, each judged, identities to tokens, known rows set apart."""
    groups = _groups(pieces, layout.first)
    first = next(groups)
    with closing(_Gathered(layout.kind, setting)) as gathered:
        for piece in _read(first, groups, layout, setting):
            gathered.add(piece)
        return gathered.table(pieces, layout, first)


def _groups(pieces: TablePieces, skipped: int) -> Iterator[RawTable]:
    """The rows of data, `ROWS` and more at once; at least one group, which may be empty."""
    group = [pieces.head.part(skipped)]
    for piece in pieces.rest:
        if sum(one.cells.height for one in group) >= ROWS:
            yield joined(group)
            group = []
        group.append(piece)
    yield joined(group)


def _read(first: RawTable, rest: Iterator[RawTable], layout: Layout, setting: Setting) -> Iterator[Piece]:
    """The pieces read, in order; where there are several, some ahead of their turn."""

    def read(raw: RawTable) -> Piece:
        return read_piece(raw, layout, setting.key, setting.said)

    setting.meter.piece(first.cells)
    second = next(rest, None)
    if second is None:
        yield read(first)
        return
    with ThreadPoolExecutor(AHEAD) as pool:
        waiting: list[Future[Piece]] = [pool.submit(read, first), pool.submit(read, second)]
        for raw in rest:
            setting.meter.piece(raw.cells)
            waiting.append(pool.submit(read, raw))
            yield waiting.pop(0).result()
        for future in waiting:
            yield future.result()


@dataclass(slots=True)
class _Counts:
    """Rows by fate."""

    rows: int = 0
    flagged: int = 0
    refused: int = 0
    repeated: int = 0
    dropped: int = 0


@dataclass(slots=True)
class _Gathered:
    """What the pieces of a table come to."""

    kind: str
    setting: Setting
    counts: _Counts = field(default_factory=_Counts)
    books: dict[str, TokenBook] = field(default_factory=dict)
    told: dict[str, HintBook] = field(default_factory=dict)
    overlaps: dict[str, int] = field(default_factory=dict)
    otherwise: dict[str, int] = field(default_factory=dict)
    facts: Collector = field(init=False)
    repeated: Collector = field(init=False)
    hints: Collector = field(init=False)
    secrets: Collector = field(init=False)
    problems: Collector = field(init=False)
    refused_rows: Collector = field(init=False)
    answers: Collector = field(init=False)

    def __post_init__(self) -> None:
        """Nothing yet."""
        spool = self.setting.spool
        self.facts, self.hints = Collector(fact_schema(self.kind), spool), Collector(HINTS, spool)
        self.repeated, self.problems = Collector(fact_schema(self.kind), spool), Collector(PROBLEMS, spool)
        self.secrets, self.refused_rows = Collector(SECRETS, None), Collector(REFUSED, None)
        self.answers = Collector(ANSWERS, None)

    def add(self, piece: Piece) -> None:
        """A piece that follows those before."""
        said = {
            name: values for name, values in (piece.plain | piece.hints).items() if values.null_count() < values.len()
        }
        codes = {name: self._book(name).codes(values) for name, values in said.items()}
        tokens = [self.books[name].tokens.gather(codes[name]).alias(name) for name in piece.plain if name in codes]
        facts = piece.facts.with_columns(tokens)
        self._add_hints(piece, facts, codes)
        earlier = self._known(facts, piece.as_written)
        problems = self._add_facts(facts, earlier, piece.problems)
        self.problems.add(problems)
        self.refused_rows.add(piece.refused_rows)
        self.answers.add(piece.answers)
        self.counts.rows += piece.rows
        self.counts.dropped += piece.dropped
        self.counts.refused += piece.refused_rows.height
        if any(book.full for book in self.books.values()):
            self._turn_page()

    def _known(self, facts: pl.DataFrame, as_written: dict[str, pl.Series]) -> pl.Series:
        """The file in which each row stood first, null for new rows: an earlier file may not have told whom a text names."""
        earlier = self.setting.earlier
        known = earlier.of(facts)
        if not as_written:
            return known
        written = facts.with_columns(values.alias(name) for name, values in as_written.items())
        return known.zip_with(known.is_not_null(), earlier.of(written))

    def _book(self, name: str) -> TokenBook:
        """The book of a column."""
        if name not in self.books:
            self.books[name] = TokenBook(self.setting.key, name)
        return self.books[name]

    def _add_facts(self, facts: pl.DataFrame, earlier: pl.Series, problems: pl.DataFrame) -> pl.DataFrame:
        """Take the rows that are new; the problems that are left when the others are not looked at."""
        if earlier.null_count() < earlier.len():
            known = facts.filter(earlier.is_not_null())
            problems = problems.filter(pl.col("refused") | ~pl.col("row").is_in(known["source_row"].implode()))
            facts = facts.filter(earlier.is_null())
            self.repeated.add(known.filter(earlier.drop_nulls() != known["source_file"]))
            self.counts.repeated += known.height
            _count(self.overlaps, earlier)
        _count(self.otherwise, self.setting.earlier.otherwise(facts))
        self.counts.flagged += int((facts["flags"] != "").sum())
        self.facts.add(facts)
        return problems

    def _add_hints(self, piece: Piece, facts: pl.DataFrame, codes: dict[str, pl.Series]) -> None:
        """Keep what each person's rows hint at and did not before."""
        every = RECORDS[self.kind].tokens
        names = [name for name in every if name in codes]
        if not names:
            self._add_kept_alone(piece, facts, codes)
            return
        numbers = [codes[name] * len(every) + place for place, name in enumerate(every) if name in codes]
        person = pl.select(pl.coalesce(numbers)).to_series()
        for name in (name for name in piece.hints if name in codes):
            new = self.told.setdefault(name, HintBook()).new(person, codes[name])
            tokens = self.books[name].tokens.gather(codes[name].gather(new))
            rows = facts[new]
            self.hints.add(hints(rows, rows.select(pl.coalesce(names)).to_series(), name, tokens))
        unnamed = facts.select(pl.all_horizontal(pl.col(names).is_null())).to_series()
        if unnamed.any():
            self._add_kept_alone(piece, facts, codes, unnamed)

    def _add_kept_alone(
        self, piece: Piece, facts: pl.DataFrame, codes: dict[str, pl.Series], where: pl.Series | None = None
    ) -> None:
        """Keep what rows that name nobody leave to the vault alone: it is found by its row."""
        for name in (name for name in piece.hints if name in codes and name.startswith(KEPT_ALONE)):
            there = codes[name].is_not_null()
            rows = (there if where is None else there & where).arg_true()
            nobody = pl.repeat(None, rows.len(), dtype=pl.String, eager=True)
            self.hints.add(hints(facts[rows], nobody, name, self.books[name].tokens.gather(codes[name].gather(rows))))

    def _turn_page(self) -> None:
        """Put away what was remembered of values."""
        for book in self.books.values():
            self.secrets.add(book.secrets())
            book.begin_anew()
        self.told.clear()

    def table(self, pieces: TablePieces, layout: Layout, first: RawTable) -> PlannedTable:
        """The plan; nothing is added after this."""
        self._turn_page()
        facts, counts = self.facts.frames(), self.counts
        return PlannedTable(
            file=pieces.file, sha256=pieces.sha256, sheet=pieces.sheet, kind=self.kind, encoding=pieces.encoding,
            columns=column_plans(layout, first), rows=counts.rows, taken=facts.height, flagged=counts.flagged,
            refused=counts.refused, repeated=counts.repeated, dropped=counts.dropped, repeats=None,
            recognition=layout.recognition,
            overlaps=tuple(Overlap(file, rows) for file, rows in sorted(self.overlaps.items())),
            otherwise=tuple(Overlap(file, rows) for file, rows in sorted(self.otherwise.items())),
            problem_frames=self.problems.frames(), fact_frames=facts, repeated_frames=self.repeated.frames(),
            hint_frames=self.hints.frames(), secret_frames=self.secrets.frames(), refused_frames=self.refused_rows.frames(),
            answers=self.answers.frames().whole(),
        )  # fmt: skip

    def close(self) -> None:
        """Be done with files that were begun."""
        for collector in (self.facts, self.repeated, self.hints, self.problems):
            collector.close()


def _count(rows: dict[str, int], files: pl.Series) -> None:
    """Count rows by the file that is told of each, if any is."""
    if files.null_count() < files.len():
        for file, count in files.drop_nulls().value_counts(sort=True).iter_rows():
            rows[file] = rows.get(file, 0) + count
