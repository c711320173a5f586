"""Problem rows of a plan: grouped for the screen, one by one for the download."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from io import StringIO

from graph.verdict import Text
from ingest.planned import PlannedTable

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """One row that was refused, or taken with a flag. `value` is masked."""

    file: str
    sheet: str
    row: int
    column: str
    value: str
    reason: Text
    remedy: Text
    refused: bool


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """Rows of one table and column with the same problem: the first of them and how many there are."""

    first: ProblemRow
    rows: int


def problem_rows(tables: Iterable[PlannedTable]) -> Iterator[ProblemRow]:
    """All of them: a table's refusals, then its flags."""
    for table in tables:
        headed = cache(table.headed)
        for problems, refused in ((table.refusals, True), (table.flags, False)):
            for one in problems:
                column = headed(one.column or "")
                yield ProblemRow(table.file, table.sheet, one.row, column, one.value, one.reason, one.remedy, refused)


def grouped(rows: Iterable[ProblemRow]) -> list[ProblemGroup]:
    """Rows with the same problem together, in the order in which they first occur, refusals first."""
    first: dict[tuple[object, ...], ProblemRow] = {}
    count: dict[tuple[object, ...], int] = {}
    for row in rows:
        same = (not row.refused, row.file, row.sheet, row.column, row.reason, row.remedy)
        first.setdefault(same, row)
        count[same] = count.get(same, 0) + 1
    return [ProblemGroup(first[same], count[same]) for same in sorted(first, key=lambda same: same[0] is True)]


def as_csv(rows: Iterable[ProblemRow], head: tuple[str, ...], fates: tuple[str, str], lang: str) -> bytes:
    """A CSV for Excel: UTF-8 with BOM, no cell that Excel would run as a formula. `fates`: refused, flagged."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        told = (row.reason.zh, row.remedy.zh) if lang == "zh" else (row.reason.en, row.remedy.en)
        cells = (row.file, row.sheet, str(row.row), row.column, row.value, *told, fates[0 if row.refused else 1])
        writer.writerow([_inert(cell) for cell in cells])
    return text.getvalue().encode("utf-8-sig")


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
