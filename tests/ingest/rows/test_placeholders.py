"""A word for "as above" and the error of a formula are no names and no numbers."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from ingest.keys import Key
from ingest.plan import plan_files
from ingest.rows.placeholders import without_placeholders
from ingest.rows.telling import TOLD


@pytest.mark.parametrize("rows", [1, 60_000])
def test_they_are_empty_and_told(rows: int) -> None:
    """Few or very many; what else stands there is left alone."""
    short, long = "#####", "#########"
    texts = pl.DataFrame(
        {
            "row": range(5 * rows),
            "merchant": ["同上", "#N/A", short, "同上海", None] * rows,
            "item": [long, *"abcd"] * rows,
        }
    )

    found = without_placeholders(texts)

    assert found["item"].to_list() == [None, *"abcd"] * rows

    assert found["merchant"].to_list() == [None, None, None, "同上海", None] * rows
    assert found[TOLD + "merchant"].to_list() == ["ditto", "formula_error", "formula_error", None, None] * rows


def test_texts_without_any_stay_as_they_are() -> None:
    """Nothing is told either."""
    texts = pl.DataFrame({"row": [1], "merchant": ["云岫书店"], "told:item": ["同上"]})

    assert without_placeholders(texts).equals(texts)


def test_parcels_of_a_failed_look_up_are_not_one_parcel(tmp_path: Path) -> None:
    """A required cell refuses its row with that reason; any other is empty, and flagged."""
    file = tmp_path / "orders.csv"
    rows = [
        "1,13800138000,2024-05-01,#N/A,同上",
        "2,13800138001,2024-05-01,#N/A,云岫书店",
        "3,#REF!,2024-05-01,,",
        "4,13800138003,〃,,",
    ]
    file.write_text("订单号,手机号,下单时间,快递单号,店铺名称\n" + "\n".join(rows) + "\n", "utf-8")

    (table,) = plan_files([file], key=Key(b"k" * 32)).tables

    assert table.facts.select("waybill_no", "merchant").rows() == [(None, None), (None, "云岫书店")]
    assert [(one.row, one.column, one.code) for one in table.flags] == [
        (2, "merchant", "ditto"), (2, "waybill_no", "formula_error"), (3, "waybill_no", "formula_error"),
    ]  # fmt: skip
    assert [(one.row, one.column, one.code) for one in table.refusals] == [
        (4, "phone", "formula_error"), (5, "order_time", "ditto"),
    ]  # fmt: skip
