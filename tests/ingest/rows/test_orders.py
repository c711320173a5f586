"""An order whose time was left blank may carry its day in its number."""

from __future__ import annotations

from collections.abc import Callable

from ingest.planned import PlannedTable

Planned = Callable[..., PlannedTable]
HEADER = ["订单号", "手机", "拼单成功时间", "商品"]


def test_the_day_is_read_from_the_number_and_flagged(planned: Planned) -> None:
    """Only where nothing was written as time."""
    table = planned(
        [
            HEADER,
            ["240302-233935330465536\t", "13800138000", "", "书"],
            ["240302-233935330465537", "13800138000", "2024/3/3 9:00", "书"],
        ]
    )

    assert table.facts["order_time"].to_list() == ["2024-03-02", "2024-03-03T09:00:00"]
    assert table.facts["flags"].to_list() == ["time_from_order_number", ""]
    assert (table.taken, table.flagged) == (2, 1)


def test_a_time_that_is_wrong_is_not_replaced(planned: Planned) -> None:
    """What was written is refused, not repaired."""
    table = planned([HEADER, ["240302-233935330465536", "13800138000", "2024-02-30 25:61:00", "书"]])

    assert [one.code for one in table.refusals] == ["no_such_time"]


def test_a_number_without_a_real_day_gives_none(planned: Planned) -> None:
    """30 February is no day in a number either, nor is another number's beginning one."""
    table = planned(
        [
            HEADER,
            ["240230-233935330465536", "13800138000", "", "书"],
            ["240302233935330465536", "13800138000", "", "书"],
        ]
    )

    assert [(one.row, one.code) for one in table.refusals] == [(2, "missing"), (3, "missing")]


def test_sub_orders_of_one_order_are_all_taken(planned: Planned) -> None:
    """One order, two goods, two rows."""
    rows = [
        ["6174593207334627760", "13800138000", "2024-03-03", "书"],
        ["6174593207334627760", "13800138000", "2024-03-03", "笔"],
    ]

    table = planned([HEADER, *rows])

    assert table.facts["item"].to_list() == ["书", "笔"]
    assert table.facts["order_no"].n_unique() == 1
