"""HTML and XML that systems export as .xls are read as the tables that a reader sees."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadInput
from ingest.readers import RawTable, Source
from ingest.readers.html_tables import html_tables
from tests.ingest.readers.whole import whole_tables

HTML = """<html><head><meta charset="{0}"><style>td {{ mso-number-format:"\\@" }}</style></head><body>
<!-- <table><tr><td>unseen</td></tr></table> -->
<table border=1><tr><td colspan="3"><b>某店订单</b></td></tr>
<tr><th>订单号<th>收货人<th>备注</tr>
<tr><td rowspan=2>1</td><td>韩&nbsp;朔澜 &lt;甲&gt;</td><td>a<br>b</td></tr>
<tr><td>沈鹤<span>归</span></td></tr></table></body></html>"""

XML = """<?xml version="1.0" encoding="{0}"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="订单"><Table>
<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">某店</Data></Cell><Cell><Data ss:Type="String">右</Data></Cell></Row>
<Row ss:Index="4"><Cell ss:MergeDown="1"><Data ss:Type="Number">230718123456789012</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="DateTime">2024-05-01T08:20:00.000</Data></Cell></Row>
<Row><Cell ss:Index="2"><Data ss:Type="String">&lt;b&#20840;</Data></Cell></Row>
</Table></Worksheet><Worksheet ss:Name="空"><Table/></Worksheet></Workbook>"""

Make = Callable[..., Source]


def tables(source: Source) -> list[RawTable]:
    """The tables of a source."""
    return [table for table in whole_tables(source) if isinstance(table, RawTable)]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_page_is_read_as_it_is_seen(source_of: Make, encoding: str) -> None:
    """Spans keep their places, what is hidden is not read, entities are text."""
    (table,) = tables(source_of(HTML.format(encoding).encode(encoding), "导出.xls"))

    assert table.cells.rows() == [
        ("某店订单", None, None), ("订单号", "收货人", "备注"), ("1", "韩\xa0朔澜 <甲>", "a\nb"), ("1", "沈鹤归", None),
    ]  # fmt: skip
    assert table.is_merged("0").to_list() == [False, False, False, True]
    assert table.encoding == encoding


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_sheet_of_2003_is_read_with_its_places(source_of: Make, encoding: str) -> None:
    """Rows and columns that say where they stand, merged cells, numbers known as numbers."""
    table, empty = tables(source_of(XML.format(encoding).encode(encoding), "a.xls"))

    assert table.sheet == "订单"
    assert table.cells.rows() == [
        ("某店", None, "右"), (None, None, None), (None, None, None),
        ("230718123456789012", None, "2024-05-01 08:20:00"), ("230718123456789012", "<b全", None),
    ]  # fmt: skip
    assert table.is_number("0").to_list() == [False, False, False, True, False]
    assert empty.cells.height == 0


def test_tables_of_one_page_are_told_apart(source_of: Make) -> None:
    """Also a table within a cell of another, as pages are laid out."""
    page = "<table><tr><td><table><tr><td>a<td>b</table></td></tr></table><table><tr><td>c</table><table></table>"

    assert [(t.sheet, t.cells.rows()) for t in tables(source_of(page.encode()))] == [
        ("table 1", [(None,)]),
        ("table 2", [("a", "b")]),
        ("table 3", [("c",)]),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<html><body>登录超时</body></html>", "without a table in it"),
        (XML.format("utf-8")[:-40], "XML that is broken"),
        (XML.format("utf-8").replace('Index="4"', 'Index="99999999"'), "XML that is broken"),
        (XML.format("utf-8").replace('Index="3"', 'Index="3000"'), "more than 1,000 columns"),
        ('<!DOCTYPE x [<!ENTITY a "b">]>' + XML.format("utf-8").partition("?>")[2], "defines entities of its own"),
        ("<table>" + "<td colspan=99999999>a" * 3, "more than 1,000 columns"),
        ("<table><tr>" + "<td>a" * 1000 + "<tr>" * 40_000 + "<td>b", "more cells than can be held"),
    ],
    ids=["no table", "cut", "row", "column", "entities", "span", "cells"],
)
def test_what_is_no_table_is_refused_in_one_line(source_of: Make, text: str, told: str) -> None:
    """With the name of the file."""
    with pytest.raises(BadInput, match=rf"a\.xls.*{told}"):
        tables(source_of(text.encode(), "a.xls"))


BITS = ["<td", "<td>", "<table>", "<tr>", "</table", ">", "<!--", "-->", " ", "rowspan=2", "colspan=3", "a", "&lt;"]


@given(st.lists(st.sampled_from(BITS)))
def test_any_markup_at_all_is_read(bits: list[str]) -> None:
    """No text makes an error, and each cell stands within its table."""
    for grid in html_tables("".join(bits), "a.xls"):
        assert all(set(row) <= set(range(grid.width)) for row in grid.rows)
