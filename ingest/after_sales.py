"""Sheets of cancelled, returned and refunded orders beside the orders of their workbook.

Such an order was held by the platform like any other, so it counts; but the same number is the same order, not another.
"""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from ingest.planned import PlannedTable

ORDERS = "orders"
WORDS = ("售后", "退款", "退货", "退单", "取消", "关闭", "作废")
"""In the name of a sheet: it lists what became of orders."""


def set_apart(tables: list[PlannedTable]) -> tuple[list[PlannedTable], list[PlannedTable]]:
    """The tables of one workbook that are taken, and sheets left out as every row is about an order of another sheet.

    Only sheets that list what became of orders are left out, and only whole. Of any other it is told how many rows are
    about orders that another sheet has too.
    """
    if sum(table.kind == ORDERS for table in tables) < 2:
        return tables, []
    numbers, told = pl.Series(dtype=pl.String), dict[int, int]()
    listing = {place for place, table in enumerate(tables) if _lists_after_sales(table)}
    for place in sorted(range(len(tables)), key=lambda place: (place in listing, place)):
        if tables[place].kind == ORDERS and tables[place].taken:
            here = _numbers(tables[place])
            told[place] = int(here.is_in(numbers.implode()).sum())
            numbers = pl.concat([numbers, here])
    left_out = {place for place in listing & told.keys() if _is_all(tables[place], told[place])}
    taken = [
        replace(table, same_orders=told.get(place, 0)) for place, table in enumerate(tables) if place not in left_out
    ]
    return taken, [tables[place] for place in sorted(left_out)]


def _is_all(table: PlannedTable, rows: int) -> bool:
    """Whether so many rows are all that a table has."""
    return rows == table.taken == table.rows - table.dropped


def _lists_after_sales(table: PlannedTable) -> bool:
    """Whether a sheet is named as one of these."""
    return any(word in table.sheet for word in WORDS)


def _numbers(table: PlannedTable) -> pl.Series:
    """The order numbers of the rows taken."""
    return pl.concat([pl.Series(dtype=pl.String), *(frame["order_no"] for frame in table.fact_frames)])
