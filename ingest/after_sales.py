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

    A sheet of which some rows are about other orders is taken whole and tells how many are not.
    """
    orders = [table for table in tables if table.kind == ORDERS]
    plain = [table for table in orders if not _lists_after_sales(table)]
    if not plain or len(plain) == len(orders):
        return tables, []
    numbers = pl.concat([_numbers(table) for table in plain])
    taken, left_out = [], []
    for table in tables:
        if table.kind == ORDERS and table.taken and _lists_after_sales(table):
            here = _numbers(table)
            same = int(here.is_in(numbers.implode()).sum())
            if same == table.taken == table.rows - table.dropped:
                left_out.append(table)
                continue
            taken.append(replace(table, same_orders=same))
            numbers = pl.concat([numbers, here])
        else:
            taken.append(table)
    return taken, left_out


def _lists_after_sales(table: PlannedTable) -> bool:
    """Whether a sheet is named as one of these."""
    return any(word in table.sheet for word in WORDS)


def _numbers(table: PlannedTable) -> pl.Series:
    """The order numbers of the rows taken."""
    return pl.concat([pl.Series(dtype=pl.String), *(frame["order_no"] for frame in table.fact_frames)])
