"""A program of its own: merged cells (`Merges`, in `marshal`) and a workbook on standard input to its cells on standard output, under bounds.

The parser of workbooks is native code that ends its process where memory runs out, and a few bytes can make it ask for
half a terabyte: two cells in opposite corners of a sheet, or one long text that a million cells refer to. So it runs
apart from the importer (`workbooks.py`), with bounds on memory and processor time, and imports next to nothing.

Standard output gets, in `marshal`: ("sheet", name, whether it is hidden), then any number of ("rows", first column, columns), and in the end
("end",); or ("error", message). A column is its texts joined by NUL, and twice a byte a row, or nothing where none
would be 1: 1 where the cell was a number, 1 where it was filled from a merged one.
"""

from __future__ import annotations

import gc
import io
import itertools
import marshal
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import BinaryIO, cast

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

Cell = int | float | str | bool | time | date | datetime | timedelta
Merge = tuple[tuple[int, int], tuple[int, int]]
"""First and last (row, column) of a merged cell, counted from 0."""
Merges = dict[str, list[Merge]]
"""Merged cells by sheet, of workbooks whose merges the parser does not tell of."""
BATCH = 20_000
HEADER_ROWS = 10
"""Rows in which a second row of headers is looked for."""


def main(memory: int, seconds: int) -> None:
    """Read the workbook."""
    _bound(memory, seconds)
    gc.disable()  # millions of cells are made and dropped, none of them in a ring
    try:
        _read(sys.stdin.buffer, sys.stdout.buffer)
        marshal.dump(("end",), sys.stdout.buffer)
    except BaseException as error:
        marshal.dump(("error", " ".join(str(error).split())), sys.stdout.buffer)


def _read(given: BinaryIO, out: BinaryIO) -> None:
    """The sheets, in order. ValueError where a sheet of which merged cells are told is not there."""
    merges: Merges = marshal.load(given)  # noqa: S302 - written by the importer
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(given.read()))
    if not merges.keys() <= set(workbook.sheet_names):
        msg = "merged cells of a sheet that is not there"
        raise ValueError(msg)
    for sheet in workbook.sheets_metadata:
        if sheet.typ is SheetTypeEnum.WorkSheet:
            marshal.dump(("sheet", sheet.name, sheet.visible is not SheetVisibleEnum.Visible), out)
            _write(workbook.get_sheet_by_name(sheet.name), merges.get(sheet.name), out)


def _bound(memory: int, seconds: int) -> None:
    """Have the system end this process where it takes more; not every system can."""
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    for what, wanted in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        most = resource.getrlimit(what)[1]
        limit = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(what, (limit, limit))


def _write(sheet: CalamineSheet, given: list[Merge] | None, out: BinaryIO) -> None:
    """The rows of a sheet, from its first, so that numbers are those Excel shows."""
    left = 0 if sheet.start is None else sheet.start[1]
    merges = [((a, b - left), (c, d - left)) for (a, b), (c, d) in given or sheet.merged_cell_ranges or ()]
    rows = sheet.iter_rows()
    if not merges:
        while batch := list(itertools.islice(rows, BATCH)):
            marshal.dump(("rows", left, [_column(cells, b"") for cells in zip(*batch, strict=True)]), out)
        return
    marked = filled(rows, merges)
    while told := list(itertools.islice(marked, BATCH)):
        columns = enumerate(zip(*(row for row, _ in told), strict=True))
        put = [bytes(place in places for _, places in told) for place in range(len(told[0][0]))]
        marshal.dump(("rows", left, [_column(cells, put[place]) for place, cells in columns]), out)


def filled(rows: Iterable[list[Cell]], merges: list[Merge]) -> Iterator[tuple[list[Cell], list[int]]]:
    """Rows in which what stands in a cell merged over several rows stands in each, and the columns it was put in.

    A row below group headers gets the group's name before those of its headers that stand there twice.
    """
    down = {(first[0], first[1]): last[0] for first, last in merges if last[0] > first[0]}
    starts: dict[int, list[int]] = {}
    for first, column in sorted(down):
        starts.setdefault(first, []).append(column)
    groups = {first: last[1] for first, last in merges if first[0] == last[0] < HEADER_ROWS}
    open_cells: dict[int, tuple[Cell, int]] = {}
    above: list[Cell] = []
    for number, row in enumerate(rows):
        open_cells = {column: cell for column, cell in open_cells.items() if cell[1] >= number}
        put = [column for column in open_cells if row[column] == ""]
        for column in put:
            row[column] = open_cells[column][0]
        if put and number <= HEADER_ROWS:
            _name_groups(row, above, {c: end for (r, c), end in groups.items() if r == number - 1})
        open_cells |= {c: (row[c], down[number, c]) for c in starts.get(number, ()) if 0 <= c < len(row)}
        above = row
        yield row, put


def _name_groups(row: list[Cell], above: list[Cell], groups: dict[int, int]) -> None:
    """Put the group's header before headers that stand in the row twice."""
    twice = {cell for cell in row if cell != "" and row.count(cell) > 1}
    for first, last in groups.items():
        for column in range(max(first, 0), min(last + 1, len(row))):
            if row[column] in twice:
                row[column] = f"{above[first]}{row[column]}"


def _column(cells: tuple[Cell, ...], put: bytes) -> tuple[bytes, bytes, bytes]:
    """A column as it is told. ValueError for NUL in a cell, which no text has."""
    if set(map(type, cells)) == {str}:
        joined, numbers = "\0".join(cast("tuple[str, ...]", cells)), b""
    else:
        joined = "\0".join([cell if type(cell) is str else _text(cell) for cell in cells])
        numbers = bytes([type(cell) is float or type(cell) is int for cell in cells])
    if joined.count("\0") != len(cells) - 1:
        msg = "a cell holds binary data"
        raise ValueError(msg)
    return joined.encode(errors="replace"), numbers if any(numbers) else b"", put if any(put) else b""


def _text(cell: Cell) -> str:
    """A cell as text: whole numbers without a point, times as ISO, durations as hours, minutes and seconds."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    return str(cell)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
