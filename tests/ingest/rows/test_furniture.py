"""Blank rows, totals, section lines and repeated headers are no data; everything else is."""

from __future__ import annotations

import polars as pl
import pytest

from ingest.rows.furniture import is_furniture

HEADER = ("序号", "姓名", "金额", "备注")


def furniture(*rows: tuple[str | None, ...]) -> list[bool]:
    """Which rows are furniture."""
    return is_furniture(pl.DataFrame(rows, schema=dict.fromkeys("0123", pl.String), orient="row"), HEADER).to_list()


@pytest.mark.parametrize(
    "row",
    [(None, None, None, None), ("合计", None, "31771.38", None), ("总 计:", None, "1", None), (None, "小计", "1", None),
     ("本页合计", "3", "1", "x"), ("5月1日小计", None, "1", None), ("2024-05合计", None, "1", None),
     ("总计(元)", None, "1", None), ("合计:3笔", None, "1", None), ("云岫市合计", None, "1", None), ("Total", None, "5", None), ("六、续表", None, None, None), ("云岫市", None, None, None), HEADER,
     ("审核人:", "韩朔澜", None, None), ("填表人:韩朔澜", None, "2024年5月1日", None), ("制 表:", None, "复核:", None)],
)  # fmt: skip
def test_these_are_furniture(row: tuple[str | None, ...]) -> None:
    """As ledgers and exports have them."""
    assert furniture(row) == [True]


@pytest.mark.parametrize(
    "row",
    [("1", "韩朔澜", "3.5", None), ("17", None, None, None), ("1,13800138000,2024-05-01", None, None, None), ("XM178473984503", None, None, None), (None, None, "12", None),
     (None, "韩朔澜", None, None), ("1", "合计", "5", None), ("合计金额不明", "韩朔澜", "1", None),
     ("审核中", "韩朔澜", "1", None), ("1", "审核人:韩", "1", None)],
)  # fmt: skip
def test_these_are_data(row: tuple[str | None, ...]) -> None:
    """A row that says little is still a row: it is refused with its reason, not dropped."""
    assert furniture(row) == [False]


def test_a_narrow_table_has_no_section_lines() -> None:
    """There one cell may be all there is to say."""
    cells = pl.DataFrame({"0": ["某店"], "1": [None]}, schema={"0": pl.String, "1": pl.String})

    assert is_furniture(cells, ("店铺", "打单软件")).to_list() == [False]
