"""What is to be known of a table beside its figures is said, and nothing is left out without a word."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from ingest.keys import Key
from ingest.plan import plan_files
from ingest.remarks import remarks

KEY = Key(b"k" * 32)
HEADER = ["订单号", "手机号", "下单时间", "备注", "价格(美元)"]


def said(file: Path) -> list[tuple[str, str]]:
    """The remarks on the tables of a file, in both languages."""
    return [(text.zh, text.en) for table in plan_files([file], key=KEY).tables for text in remarks(table)]


def test_columns_left_out_and_rows_that_are_no_data_are_told(tmp_path: Path) -> None:
    """A detective sees what is missing."""
    file = tmp_path / "orders.csv"
    rows = [HEADER, ["1", "13800138000", "2024-05-01", "a", "3"], ["合计", "", "", "", "3"]]
    file.write_text("\n".join(",".join(row) for row in rows) + "\n", "utf-8")

    (no_data, left_out) = said(file)

    assert no_data[0].startswith("1 行是空行、合计、小标题")
    assert left_out[0] == "未取的列（不认识的表头，或单位不同）：备注、价格(美元)"
    assert left_out[1] == "columns left out (unknown headers, or another unit): 备注、价格(美元)"


def test_a_hidden_sheet_is_told(tmp_path: Path) -> None:
    """And how to do without it."""
    book = openpyxl.Workbook()
    for name, number in (("订单", "1"), ("旧", "2")):
        sheet = book.create_sheet(name)
        sheet.append(HEADER[:3])
        sheet.append([number, "13800138000", "2024-05-01"])
    del book["Sheet"]
    book["旧"].sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")

    ((zh, en),) = said(tmp_path / "a.xlsx")

    assert zh.startswith("这是隐藏的工作表")
    assert en.startswith("a hidden sheet")


def test_columns_without_a_header_in_which_something_stands_are_told(tmp_path: Path) -> None:
    """By their place; empty ones are nothing to speak of."""
    book = openpyxl.Workbook()
    book.active.append(["某店订单", *[None] * 26, "第1页"])
    book.active.append(["订单号", None, "手机号", None, "下单时间"])
    book.active.append(["1", None, "13800138000", "加急", "2024-05-01", *[None] * 21, " ", "存疑"])
    book.save(tmp_path / "a.xlsx")

    ((zh, en),) = said(tmp_path / "a.xlsx")

    assert zh == "这些列没有表头而有内容，未取；如需要，请加上表头：D (4)、AB (28)"
    assert en.endswith("D (4), AB (28)")
