"""How surely a table is of its kind and a column what it is taken for: told in figures and in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadInput
from ingest.keys import Key
from ingest.plan import plan_files
from ingest.planned import ColumnPlan, PlannedTable
from ingest.recognition import DOUBTFUL, by_headers
from ingest.saving import edited

Planned = Callable[..., PlannedTable]
ORDERS = ["订单号", "下单时间", "手机", "店铺名称", "商品名称", "实付金额"]
ORDER = ["1", "2024-05-01", "13800138000", "某店", "书", "9"]


def column(table: PlannedTable, header: str) -> ColumnPlan:
    """What one header is taken for."""
    return next(one for one in table.columns if one.header == header)


def test_many_known_headers_make_it_sure_and_few_do_not(planned: Planned) -> None:
    """The reason names the figures, in both languages."""
    sure = planned([ORDERS, ORDER]).recognition
    unsure = planned([["手机", "接通时间"], ["13800138000", "2024-05-01"]], "b.csv").recognition

    assert sure.confidence > 0.9 > unsure.confidence
    assert "6 个表头中 6 个属于订单" in sure.reason.zh
    assert "6 of 6 headers are of orders" in sure.reason.en


def test_a_kind_that_another_fits_as_well_is_in_doubt_and_names_it(planned: Planned) -> None:
    """The file's name takes away half of the doubt."""
    rows = [["phone", "first_contact", "reference_time"], ["13800138000", "2024-05-01", "2024-05-01"]]
    doubt, named = planned(rows, "x.csv").recognition, planned(rows, "controls.csv").recognition

    assert doubt.confidence < named.confidence
    assert doubt.confidence < DOUBTFUL
    assert {doubt.rival, named.rival} == {"comparisons", "victims"}


def test_a_known_export_and_what_is_asked_are_surest(planned: Planned) -> None:
    """By its name, or as asked."""
    table = planned([["订单号", "商品名称", "下单时间", "京东价", "下单帐号"], ["1", "书", "2024-05-01", "9", "u"]])

    assert (table.recognition.confidence, table.recognition.reason.en) == (
        0.99,
        "the headers are those of a JD order export",
    )
    assert planned([ORDERS, ORDER], "b.csv", kind="orders").recognition.asked


def test_a_column_is_as_sure_as_its_cells_can_be_read(planned: Planned) -> None:
    """Masked cells are what the column holds; others are not."""
    cells = ["2024-05-01", "昨天", "2024-05-03", "前天"]
    rows = [
        [str(i), time, phone]
        for i, (time, phone) in enumerate(zip(cells, ["13800138000", "138****8000"] * 2, strict=True))
    ]
    table = planned([["订单号", "下单时间", "手机"], *rows])

    assert (column(table, "下单时间").confidence, column(table, "手机").confidence) == (0.47, 0.95)
    assert column(table, "下单时间").why.en.endswith("2 of 4 cells could be read")


def test_an_unknown_header_is_left_out_and_what_its_cells_look_like_is_said(planned: Planned) -> None:
    """Nothing is taken for a person's number by its looks alone."""
    table = planned([[*ORDERS, "客服联络", "杂项"], [*ORDER, "13900139000", "x"]])

    assert (column(table, "客服联络").column, column(table, "客服联络").confidence) == (None, 0.0)
    assert "phone" in column(table, "客服联络").why.en
    assert "phone" not in column(table, "杂项").why.en


def test_a_mapping_that_lacks_what_its_kind_needs_cannot_be_saved(planned: Planned) -> None:
    """One line says what; nor can one to a column that is none."""
    table = planned([ORDERS, ORDER])

    with pytest.raises(BadInput, match="also needs order_time, person_id"):
        edited(table, "orders", {"订单号": "order_no"})
    with pytest.raises(BadInput, match="which is no column"):
        edited(table, "orders", {"订单号": "orderno"})
    assert (
        edited(table, "orders", dict(zip(ORDERS[:3], ["order_no", "order_time", "phone"], strict=True))).kind
        == "orders"
    )


@given(st.integers(0, 30), st.integers(0, 30), st.booleans())
def test_confidence_is_a_share_and_falls_with_the_rival(known: int, rival: int, hinted: bool) -> None:
    """Whatever the figures."""
    rival = min(known, rival)
    alone = by_headers("orders", known, known, None, 0, hinted=hinted)
    beside = by_headers("orders", known, known, "waybills", rival, hinted=hinted)

    assert 0 <= beside.confidence <= alone.confidence <= 1


@pytest.mark.parametrize(
    ("text", "why"),
    [("240501,13800138000,2024-05-01\n240502,13800138001,2024-05-02\n", "第一行像是数据"),
     ("订单号   手机号    下单时间\n1   13800138000   2024-05-01\n", "空格分隔")],
)  # fmt: skip
def test_a_file_without_headers_or_marks_is_told_what_it_lacks(tmp_path: Path, text: str, why: str) -> None:
    """Not merely that nothing is known."""
    (tmp_path / "a.csv").write_text(text, "utf-8")

    with pytest.raises(BadInput, match=why):
        plan_files([tmp_path / "a.csv"], key=Key(b"k" * 32))
