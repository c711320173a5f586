"""Rows that hold headers: one row, a row of names below a row of groups, and what a row of units below says of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from ingest.readers import RawTable
from ingest.synonyms import listed
from ingest.text import header_text
from ingest.units import is_hint, is_measure, is_of_others, is_unit, unit_of, unit_told

LONGEST_HEADER = 200
"""Characters; a longer cell is no header, and is shown cut."""
LONGEST_GROUP = 12
"""Characters of a header over several; what is longer, has digits or a colon is a title."""

SAY_LITTLE = ("名称", "编号", "时间")
"""Names of columns that could be anybody's."""


@dataclass(frozen=True, slots=True)
class Head:
    """Headers: the text over each column, "" where there is none, and the first row of data below, counted from 0.

    `unit` is that of all amounts, as a title above says.
    """

    texts: tuple[str, ...]
    first: int
    unit: str = ""


def heads(raw: RawTable, row: int) -> Iterator[Head]:
    """The headers that a row may hold: its own, told apart by their groups, and together with those above that go on in it."""
    above = _cells(raw, row - 1) if row else ()
    here = _cells(raw, row)
    names = _grouped(here, above) if row else here
    unit = _unit_above(raw, row)
    yield _with_units(raw, names, row + 1, unit)
    if row and _go_on(above, here):
        yield _with_units(raw, tuple(name or over for name, over in zip(names, above, strict=True)), row + 1, unit)


def _cells(raw: RawTable, row: int) -> tuple[str, ...]:
    """The cells of a row, "" where nothing stands."""
    return tuple(cell or "" for cell in raw.cells.row(row))


def _grouped(names: tuple[str, ...], above: Sequence[str]) -> tuple[str, ...]:
    """Names that stand several times, each behind its group where that tells them all apart; those of other people always.

    So are names that say little by themselves, where a list knows them behind their group (店铺 over 名称).
    """
    if not _are_groups(above):
        return names
    groups = list(accumulate(above, _carried))
    found = list(names)
    for name in {name for name in names if name.strip() and names.count(name) > 1}:
        places = [place for place, other in enumerate(names) if other == name]
        over = [groups[place].strip() for place in places]
        if all(over) and len(set(over)) == len(over):
            for place, group in zip(places, over, strict=True):
                found[place] = f"{group}{name.strip()}"
    for place, (name, group) in enumerate(zip(names, groups, strict=True)):
        alone = header_text(name)
        known = alone in SAY_LITTLE and header_text(group + name) in listed()
        if found[place] == name and (known or is_of_others(alone, header_text(group))):
            found[place] = f"{group.strip()}{name.strip()}"
    return tuple(found)


def _carried(before: str, cell: str) -> str:
    """A group reaches as far as the next."""
    return cell if cell.strip() else before


def _are_groups(above: Sequence[str]) -> bool:
    """Whether a row can be one of groups: a few short words, over some of the columns only."""
    filled = [header_text(cell) for cell in above if cell.strip()]
    return 1 < len(filled) < len(above) and all(_is_word(cell) for cell in filled)


def _is_word(cell: str) -> bool:
    """Whether a cell can be a header at all."""
    return len(cell) <= LONGEST_GROUP and not any(mark.isdigit() or mark == ":" for mark in cell)


def _go_on(above: Sequence[str], here: Sequence[str]) -> bool:
    """Whether two rows are headers only together: each has some where the other has none, and all are short words."""
    pairs = [(over.strip(), name.strip()) for over, name in zip(above, here, strict=True)]
    alone = {bool(over) for over, name in pairs if bool(over) != bool(name)}
    return len(alone) > 1 and all(_is_word(header_text(cell)) for pair in pairs for cell in pair if cell)


def _unit_above(raw: RawTable, row: int) -> str:
    """The first unit that a cell above a row says to be that of the table; "" where none does."""
    cells = (cell for above in range(row) for cell in _cells(raw, above) if "单位" in cell or "金额" in cell)
    told = (unit_told(header_text(cell)) for cell in cells)
    return next(filter(is_measure, told), "")


def _with_units(raw: RawTable, names: tuple[str, ...], first: int, unit: str) -> Head:
    """Headers with the units that stand in a row of their own below them."""
    below = [header_text(cell[: LONGEST_HEADER + 1]) for cell in _cells(raw, first)] if first < raw.cells.height else []
    if not any(below) or not all(is_hint(cell) for cell in below if cell):
        return Head(names, first, unit)
    told = (
        f"{name.strip()}({cell.strip('()')})"
        if name.strip() and is_unit(cell) and not unit_of(header_text(name))
        else name
        for name, cell in zip(names, below, strict=True)
    )
    return Head(tuple(told), first + 1, unit)
