"""Rows that are no data: blank ones, totals, section lines, who signed, the header once more on a new page."""

from __future__ import annotations

import polars as pl

_TOTAL = (
    r"(?i)^(?:(?:[\d年月日号./-]{1,12}|\p{Han}{1,4})?(?:合计|总计|小计|共计|累计)(?:\([^)]*\))?|(?:grand ?)?(?:sub)?total)"
    r"[::]?\d*[元笔条单件]?$"
)
_SIGNED = (
    r"^(?:审核|复核|审批|核对|填表|填报|制表|编制|报送|经办|单位负责)(?:人|员|单位|时间|日期)?(?:签字|签名|签章)?:"
)
_MAY_BE = "^[本分总合小共累gstGST审复核填制编报经单]"
"""How the first cell begins where it is a total or a signature; one look at a cell tells the others."""
_OF_TOTALS = "计"
"""What a total of something holds, however it begins."""
LONG = 7
"""Digits in a row that no section line has: a row whose cells were parted by another mark is one cell too."""
GAPS = 20
"""Where no more than one row in so many lacks its first cell, those are sooner looked at closely than all for their next."""
NARROW = 3
"""Tables of fewer columns have no section lines: there a single cell may be all a row has to say."""


def is_furniture(cells: pl.DataFrame, header: tuple[str, ...]) -> pl.Series:
    """Which rows of the cleaned cells are furniture (Boolean); `header` are the cells of the header row."""
    lead = pl.col(cells.columns[0])
    few = cells[cells.columns[0]].null_count() * GAPS <= cells.height
    first = lead if few else pl.coalesce(pl.all())
    may_be = first.str.contains(_MAY_BE) | first.str.contains(_OF_TOTALS, literal=True) | (lead == header[0])
    may_be |= lead.is_null() & (few or not header[0])
    if sum(column.null_count() > 0 for column in cells) >= cells.width - 1:
        may_be |= _filled() <= 1
    rows = cells.select(may_be).to_series().arg_true()
    none = pl.repeat(value=False, n=cells.height, dtype=pl.Boolean, eager=True)
    return none if rows.is_empty() else none.scatter(rows, _is_furniture(cells[rows], header))


def _filled() -> pl.Expr:
    """How many cells of a row say something."""
    return pl.sum_horizontal(pl.all().is_not_null().cast(pl.Int32))


def _is_furniture(cells: pl.DataFrame, header: tuple[str, ...]) -> pl.Series:
    """Of rows that may be furniture, which are."""
    first, lead = pl.coalesce(pl.all()), pl.col(cells.columns[0])
    total = first.str.replace_all(" ", "").str.contains(_TOTAL)
    signed = first.str.replace_all(" ", "").str.contains(_SIGNED)
    numbered = lead.str.contains(rf"^[\w-]*\d[\w-]*$|\d{{{LONG}}}")
    section = (_filled() == 1) & lead.is_not_null() & ~numbered & (cells.width >= NARROW)
    again = pl.all_horizontal(
        [pl.col(name).fill_null("") == text for name, text in zip(cells.columns, header, strict=True)]
    )
    found = (_filled() == 0) | (total | signed).fill_null(value=False) | section | again
    return cells.select(found.fill_null(value=False)).to_series()
