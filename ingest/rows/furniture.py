"""Rows that are no data: blank ones, totals, section lines across the table, the header once more on a new page."""

from __future__ import annotations

import polars as pl

_TOTAL = r"(?i)^(?:(?:本页|本月|本日|分类|总)?(?:合计|总计|小计|共计|累计)|(?:grand ?)?(?:sub)?total)[::]?\d*$"
NARROW = 3
"""Tables of fewer columns have no section lines: there a single cell may be all a row has to say."""


def is_furniture(cells: pl.DataFrame, header: tuple[str, ...]) -> pl.Series:
    """Which rows of the cleaned cells are furniture (Boolean); `header` are the cells of the header row."""
    filled = pl.sum_horizontal(pl.all().is_not_null().cast(pl.Int32))
    first = pl.coalesce(pl.all())
    lead = pl.col(cells.columns[0])
    blank = filled == 0
    total = first.str.replace_all(" ", "").str.contains(_TOTAL)
    section = (filled == 1) & lead.is_not_null() & ~lead.str.contains(r"^[\w-]*\d[\w-]*$") & (cells.width >= NARROW)
    again = pl.all_horizontal(
        [pl.col(name).fill_null("") == text for name, text in zip(cells.columns, header, strict=True)]
    )
    return cells.select((blank | total.fill_null(value=False) | section | again).fill_null(value=False)).to_series()
