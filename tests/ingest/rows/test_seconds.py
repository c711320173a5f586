"""Two columns of one meaning: the first is taken, and a second that says something else is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.planned import PlannedTable

Planned = Callable[..., PlannedTable]
HEADER = ["订单号", "下单时间", "手机", "电话", "应付金额", "实付金额", "收货人", "姓名"]


@pytest.mark.parametrize(
    ("mobile", "phone", "flags"),
    [("13800138000", "13900139000", "second_differs"), ("13800138000", "+86 138-0013-8000", ""), ("13800138000", "", ""),
     ("", "13900139000", ""), ("13800138000", "138****8000", "")],
)  # fmt: skip
def test_only_what_says_something_else_is_told(planned: Planned, mobile: str, phone: str, flags: str) -> None:
    """The same number written otherwise is the same; one that is masked says nothing else. Amounts and names may differ."""
    table = planned([HEADER, ["1", "2024-05-01", mobile, phone, "10", "9", "韩朔澜", "陆棠"]])

    assert table.facts["flags"].to_list() == [flags]
    assert table.facts["price"].to_list() == [9.0]


def test_the_flag_stands_on_the_rows_that_differ_and_on_no_other(planned: Planned) -> None:
    """However many there are."""
    rows = [[str(i), "2024-05-01", "13800138000", f"1390013900{i}" if i % 3 else "", "", "", "", ""] for i in range(9)]

    table = planned([HEADER, *rows])

    assert [bool(flags) for flags in table.facts["flags"]] == [i % 3 > 0 for i in range(9)]
