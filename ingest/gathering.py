"""A plan being gathered, file by file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from ingest.after_sales import set_apart
from ingest.called import Vaulted
from ingest.earlier import Earlier
from ingest.headers import Layout, best_layout, nameless
from ingest.keys import Key
from ingest.known import Known
from ingest.mappings import SavedMapping
from ingest.named_before import told_of_earlier
from ingest.naming import Hider
from ingest.own_calls import PEOPLE, own_calls
from ingest.piece import Said
from ingest.planned import Overlap, Plan, PlannedFile, PlannedTable, Skipped
from ingest.progress import Meter, Progress, Step
from ingest.readers import NotATable, Source, TablePieces, content_of, read_pieces
from ingest.reasons import reason
from ingest.repeats import of_batch, of_workspace, same_reading
from ingest.spool import Spool
from ingest.table import Setting, plan_table
from ingest.tokens import tokens
from ingest.unrecognised import check_recognised, no_table


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are to be read, and what is known before; see `plan_files`."""

    key: Key
    known: Known
    kind: str | None
    mapping: Mapping[str, str]
    saved: Mapping[str, SavedMapping]
    progress: Progress

    @property
    def told(self) -> bool:
        """Whether somebody said how tables are to be read, so that they might be read otherwise than before."""
        return self.kind is not None or bool(self.mapping)


@dataclass(slots=True)
class Gathering:
    """What files come to; `people` are tokens of phones, of people met so far and of those known to come."""

    reading: Reading
    spool: Spool
    people: pl.Series = field(default_factory=lambda: pl.Series(dtype=pl.String))
    files: list[PlannedFile] = field(default_factory=list)
    tables: list[PlannedTable] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    layouts: list[Layout] = field(default_factory=list)  # of all tables, those that are not taken too
    seen: dict[str, list[PlannedTable]] = field(default_factory=dict)  # by SHA-256
    earlier: dict[str, tuple[Earlier, int]] = field(default_factory=dict)  # by record kind; how many tables it has seen
    vaulted: Vaulted | None = field(init=False)

    def __post_init__(self) -> None:
        """Ask the vault, where there is one, for nobody yet."""
        self.vaulted = self.reading.known.vaulted(self.reading.key)

    def add(self, source: Source) -> None:
        """Read one file and plan its tables; of one imported before only its digest is made, where that will do."""
        self.reading.progress(Step(source.file))
        if self._is_known(source):
            return
        read: list[tuple[TablePieces, Layout | None]] = []
        found: list[PlannedTable] = []
        for pieces in read_pieces(source):
            if isinstance(pieces, NotATable):
                self._skip(pieces.file, "", pieces.code)
                continue
            layout = self._layout(pieces)
            read.append((pieces, layout))
            if layout is None:
                self._skip(pieces.file, pieces.sheet, "empty_sheet")
            elif layout.fits:
                found.append(self._table(pieces, layout))
            else:
                self._skip(pieces.file, pieces.sheet, "not_data")
        if read:
            check_recognised(source, read)
            first = read[0][0]
            self._add_file(source, first.sha256, first.size, self._orders(found))

    def _layout(self, pieces: TablePieces) -> Layout | None:
        """How a table is read."""
        reading = self.reading
        layout = best_layout(pieces.head, kind=reading.kind, mapping=reading.mapping, saved=reading.saved)
        self.layouts += [layout] if layout else []
        return layout

    def _orders(self, found: list[PlannedTable]) -> list[PlannedTable]:
        """The tables of a file but sheets that list orders of another once more, which are told."""
        taken, left_out = set_apart(found)
        for table in left_out:
            self._skip(table.file, table.sheet, "after_sales_sheet")
        return taken

    def _is_known(self, source: Source) -> bool:
        """Whether a file was imported before and is to be read as it was then, so that it need not be; it then is taken."""
        files = self.reading.known.files
        if not files or self.reading.told or source.left_out is not None:
            return False
        content = content_of(source)
        if content.sha256 not in files or not files[content.sha256].tables:
            return False
        found = of_workspace(source.file, content.sha256, files[content.sha256])
        self._add_file(source, content.sha256, content.size, found)
        return True

    def _add_file(self, source: Source, sha256: str, size: int, found: list[PlannedTable]) -> None:
        """Take a file and its tables."""
        self.files.append(PlannedFile(source.file, sha256, size, source.archive, source.archive_sha256))
        self.tables += found
        self.seen.setdefault(sha256, found)
        self.people = pl.concat([self.people, *(_phones(table) for table in found if table.kind in PEOPLE)]).unique()

    def _table(self, pieces: TablePieces, layout: Layout) -> PlannedTable:
        """The plan of one table; of a file that is there already only that it is."""
        if known := self._repeated(pieces):
            return same_reading(pieces, layout, known)
        planned = plan_table(pieces, layout, self._setting(pieces, layout.kind))
        table = replace(planned, hidden=pieces.hidden, nameless=nameless(pieces.head, layout))
        if table.rows == table.dropped:
            self._skip(table.file, table.sheet, "no_rows")
        if table.answers.height:  # rows of several files in one workbook, of which some may be the same row
            self._earlier(table.kind).add(table.fact_frames)
        return table

    def _repeated(self, pieces: TablePieces) -> list[PlannedTable]:
        """The tables of a file that was imported before, or stands in the batch before; none of one that is new."""
        known = self.reading.known.files
        if pieces.sha256 in known:
            return of_workspace(pieces.file, pieces.sha256, known[pieces.sha256])
        return of_batch(pieces.file, self.seen.get(pieces.sha256, []))

    def _skip(self, file: str, sheet: str, code: str) -> None:
        """Leave something out, with its reason."""
        self.skipped.append(Skipped(file, sheet, code, reason(code)))

    def _setting(self, pieces: TablePieces, kind: str) -> Setting:
        """What a table of this kind is planned with."""
        reading, none = self.reading, pl.Series(dtype=pl.String)
        people = pl.concat([self.people, reading.known.people()]) if kind == "calls" else none
        callers = tokens(reading.key, "phone", reading.known.callers()) if kind in PEOPLE else none
        meter = Meter(pieces.file, pieces.size, reading.progress)
        return Setting(reading.key, self.spool, Said(people, callers), self._earlier(kind), meter)

    def _earlier(self, kind: str) -> Earlier:
        """The rows of a kind that are facts, or will be by the files before."""
        if kind not in self.earlier:
            self.earlier[kind] = Earlier(kind, self.vaulted.frame if self.vaulted else None), 0
            self.earlier[kind][0].add(self.reading.known.facts(kind))
        earlier, seen = self.earlier[kind]
        for table in self.tables[seen:]:
            if table.kind == kind:
                earlier.add(table.fact_frames)
        self.earlier[kind] = earlier, len(self.tables)
        return earlier

    def calls_of_later_people(self) -> bool:
        """Whether calls were planned before the people who made them were met."""
        calls = (frame for table in self.tables if table.kind == "calls" for frame in table.fact_frames)
        return any(
            own_calls(frame["calling_number"], self.people, self.reading.key).is_not_null().any() for frame in calls
        )

    def plan(self) -> Plan:
        """The whole. BadInput where no file held a table."""
        if not self.tables:
            raise no_table(self.skipped)
        told = told_of_earlier(self.tables, self.reading.known, self.reading.key)
        hider = Hider(self.tables, self._labels(), self.reading.key, self.vaulted)
        return Plan(
            tuple(replace(one, file=hider.name(one.file), archive=hider.name(one.archive)) for one in self.files),
            tuple(self._named(hider.table(table), hider) for table in told),
            tuple(replace(one, file=hider.name(one.file), sheet=hider.name(one.sheet)) for one in self.skipped),
            self.reading.key,
            self.reading.known.after,
            self.reading.known.withdrawn,
        )

    def _labels(self) -> set[str]:
        """The names of files and sheets, and headers."""
        files = {name for one in self.files for name in (one.file, one.archive)}
        files |= {column.header for table in self.tables for column in table.columns}
        return files | {name for told in (self.tables, self.skipped) for one in told for name in (one.file, one.sheet)}

    def _named(self, table: PlannedTable, hider: Hider) -> PlannedTable:
        """A table whose overlaps say what the files are called."""
        known = {sha256: file.since.partition(" ")[2] for sha256, file in self.reading.known.files.items()}
        names = known | {one.sha256: hider.name(one.file) for one in self.files}

        def told(every: tuple[Overlap, ...]) -> tuple[Overlap, ...]:
            return tuple(replace(one, file=names.get(one.sha256, "")) for one in every)

        return replace(table, overlaps=told(table.overlaps), otherwise=told(table.otherwise))


def _phones(table: PlannedTable) -> pl.Series:
    """The tokens of the phones of a table."""
    return pl.concat([pl.Series(dtype=pl.String), *(frame["phone"].drop_nulls() for frame in table.fact_frames)])
