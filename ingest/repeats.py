"""Files that are there already: their tables are not read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.errors import BadInput
from graph.facts import HINTS, fact_schema
from graph.verdict import Text
from ingest.frames import frames_of
from ingest.headers import Layout
from ingest.kept_headers import fits
from ingest.known import KnownFile, KnownTable
from ingest.planned import PROBLEMS, ColumnPlan, PlannedTable
from ingest.readers import TablePieces
from ingest.recognition import Recognition
from ingest.repairs import ANSWERS
from ingest.secrets import REFUSED, SECRETS

BEFORE = Text("此前已导入，按当时的方式读取", "imported before, and read as it was then")


def of_workspace(file: str, sha256: str, known: KnownFile) -> list[PlannedTable]:
    """The tables of a file that was imported before, as the ledger has them."""
    return [_repeated(file, sha256, table, known.since) for table in known.tables]


def of_batch(file: str, tables: Sequence[PlannedTable]) -> list[PlannedTable]:
    """The tables of a file that stands in the batch already, under another name."""
    return [
        replace(
            _repeated(file, table.sha256, _known(table), table.repeats or table.file),
            columns=table.columns,
            recognition=table.recognition,
        )
        for table in tables
    ]


def _known(table: PlannedTable) -> KnownTable:
    """What the ledger would know of a table."""
    mapping = {column.header: column.column for column in table.columns}
    return KnownTable(table.sheet, table.kind, table.encoding, mapping, table.rows - table.dropped)


def _repeated(file: str, sha256: str, known: KnownTable, where: str) -> PlannedTable:
    """A table whose rows are there already; `where` says since when or in which file."""
    return PlannedTable(
        file=file, sha256=sha256, sheet=known.sheet, kind=known.kind, encoding=known.encoding,
        columns=tuple(ColumnPlan(header, column, "", "repeated", place, 1.0, BEFORE)
                      for place, (header, column) in enumerate(known.mapping.items())),
        recognition=Recognition(1.0, BEFORE),
        rows=known.rows, taken=0, flagged=0, refused=0, repeated=known.rows, dropped=0, repeats=where, overlaps=(), otherwise=(),
        problem_frames=frames_of(schema=PROBLEMS), fact_frames=frames_of(schema=fact_schema(known.kind)),
        repeated_frames=frames_of(schema=fact_schema(known.kind)),
        hint_frames=frames_of(schema=HINTS), secret_frames=frames_of(schema=SECRETS),
        refused_frames=frames_of(schema=REFUSED), answers=ANSWERS.to_frame(),
    )  # fmt: skip


def same_reading(pieces: TablePieces, layout: Layout, known: Sequence[PlannedTable]) -> PlannedTable:
    """The table of a known file that a layout reads as it was read then. BadInput: it was read otherwise, and stays so."""
    mapping: Mapping[str, str | None] = {header.text: header.column for header in layout.headers if header.text}
    for table in known:
        if table.kind == layout.kind and fits(table.sheet, pieces.sheet) and _as_then(table, mapping):
            return replace(table, recognition=layout.recognition)
    kinds = " and ".join(sorted({table.kind for table in known}))
    msg = (
        f"{pieces.file} was imported before as {kinds} with another mapping or kind. "
        "Take that import back first: headwater imports names it, headwater withdraw takes it back"
    )
    raise BadInput(msg)


def _as_then(table: PlannedTable, mapping: Mapping[str, str | None]) -> bool:
    """Whether a table's headers mean what they meant; those that name somebody were kept masked."""
    then = {column.header: column.column for column in table.columns}
    pairs = zip(then.items(), mapping.items(), strict=False)
    return len(then) == len(mapping) and all(was == now and fits(kept, text) for (kept, was), (text, now) in pairs)
