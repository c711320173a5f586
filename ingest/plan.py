"""Files to a plan: read, recognise, clean and judge every table; write nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import BadInput
from graph.schema import RECORDS
from ingest.formats import after_sales
from ingest.headers import FEWEST, Layout, best_layout, check_mapping
from ingest.keys import Key
from ingest.mappings import NO_MAPPINGS, SavedMapping
from ingest.own_calls import refuse_own_calls
from ingest.planned import Plan, PlannedFile, PlannedTable, Skipped
from ingest.readers import NotATable, RawTable, Source, read_tables, sources
from ingest.reasons import reason
from ingest.table import plan_table, repeated_table

OTHER_MARKS = "|;；，、"
"""Marks that part cells in files made by hand, and that are not understood (a semicolon: where few lines have it)."""
Progress = Callable[[str], None]


def plan_files(
    paths: Sequence[Path],
    *,
    key: Key,
    known: Mapping[str, str] | None = None,
    kind: str | None = None,
    mapping: Mapping[str, str] | None = None,
    saved: Mapping[str, SavedMapping] = NO_MAPPINGS,
    progress: Progress | None = None,
) -> Plan:
    """What importing files, folders and zips would do.

    `known` tells of files imported before (SHA-256 → when); `kind` reads every table as that record kind; `mapping`
    (header → column, "" leaves it out) goes before the lists of synonyms, as does, without either, the one of `saved` (by
    header set) for a table's headers; `progress` hears the name of each file.
    BadInput where a file cannot be read at all, nothing in it is recognised, or the mapping names no column.
    """
    if kind is not None and kind not in RECORDS:
        msg = f"there is no record kind {kind!r}. Kinds: {', '.join(RECORDS)}"
        raise BadInput(msg)
    check_mapping(mapping or {}, kind)
    planner = _Planner(key, known or {}, kind, mapping or {}, saved)
    for source in sources(paths):
        if progress is not None:
            progress(source.file)
        planner.add(source)
    return planner.plan()


@dataclass(slots=True)
class _Planner:
    """Gathers a plan, file by file."""

    key: Key
    known: Mapping[str, str]
    kind: str | None
    mapping: Mapping[str, str]
    saved: Mapping[str, SavedMapping]
    files: list[PlannedFile] = field(default_factory=list)
    tables: list[PlannedTable] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    seen: dict[str, str] = field(default_factory=dict)  # SHA-256 → file of this batch

    def add(self, source: Source) -> None:
        """Read one file and plan its tables."""
        read = list(read_tables(source))
        raws = [table for table in read if isinstance(table, RawTable)]
        self.skipped += [_skipped(table.file, "", table.code) for table in read if isinstance(table, NotATable)]
        if not raws:
            return
        layouts = [best_layout(raw, kind=self.kind, mapping=self.mapping, saved=self.saved) for raw in raws]
        if not any(layout is not None and layout.fits for layout in layouts):
            self._unrecognised(source, raws, layouts)
        sheets = [raw.sheet for raw in raws]
        for raw, layout in zip(raws, layouts, strict=True):
            if after_sales(raw.sheet, sheets):
                self.skipped.append(_skipped(raw.file, raw.sheet, "after_sales_sheet"))
            elif layout is None:
                self.skipped.append(_skipped(raw.file, raw.sheet, "empty_sheet"))
            elif layout.fits:
                self._take(self._table(raw, layout))
            else:
                self.skipped.append(_skipped(raw.file, raw.sheet, "not_data"))
        size = sum(map(len, source.blocks()))
        self.files.append(PlannedFile(source.file, raws[0].sha256, size, source.archive, source.archive_sha256))
        self.seen.setdefault(raws[0].sha256, source.file)

    def _take(self, table: PlannedTable) -> None:
        """Take a table; of one that has headers and nothing else, say so."""
        self.tables.append(table)
        if table.rows == table.dropped:
            self.skipped.append(_skipped(table.file, table.sheet, "no_rows"))

    def _table(self, raw: RawTable, layout: Layout) -> PlannedTable:
        """The plan of one table; of a file that is there already only that it is."""
        where = self.known.get(raw.sha256) or self.seen.get(raw.sha256)
        return repeated_table(raw, layout, where) if where else plan_table(raw, layout, self.key)

    def _unrecognised(self, source: Source, raws: list[RawTable], layouts: list[Layout | None]) -> None:
        """BadInput for a file that was meant as data: named by itself, or with headers that nearly are."""
        nearest = max((one for one in layouts if one), key=lambda one: (one.known, one.hinted), default=None)
        if nearest is None or (nearest.known < FEWEST and not source.named):
            return
        msg = (
            f"{source.file}: no table was recognised. {_why_not(raws, nearest)}. "
            "Name the headers with --mapping, or the kind with --kind"
        )
        raise BadInput(msg)

    def plan(self) -> Plan:
        """The whole. BadInput where no file held a table."""
        if not self.tables:
            listed = "; ".join(f"{one.file}: {one.reason.en}" for one in self.skipped)
            msg = f"no table was found ({listed}). Name files with data, as CSV, XLSX or a zip of them"
            raise BadInput(msg)
        tables = refuse_own_calls(self.tables, self.key)
        return Plan(tuple(self.files), tables, tuple(self.skipped), self.key)


def _skipped(file: str, sheet: str, code: str) -> Skipped:
    """What is left out, with its reason."""
    return Skipped(file, sheet, code, reason(code))


def _why_not(raws: list[RawTable], nearest: Layout) -> str:
    """Why no table of a file was recognised, as far as can be told."""
    heads = [raw.cells.row(0)[0] or "" for raw in raws if raw.cells.width == 1]
    marks = [mark for mark in OTHER_MARKS if any(mark in head for head in heads)]
    if marks:
        return f"Its cells seem to be parted by {' or '.join(marks)}; understood are comma, tab and semicolon"
    if not nearest.known:
        return "None of its headers is known"
    return f"Nearest is {nearest.kind}, which also needs {', '.join(nearest.missing) or 'more known columns'}"
