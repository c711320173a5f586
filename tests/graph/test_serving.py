"""Who served a shop when an order was placed: by the interval in which that was so, and never by a guess."""

from __future__ import annotations

from typing import Any

import pytest

from graph.serving import contested, served, with_several
from tests.graph.facts_builder import Row, table

ORDER: Row = {"order_no": "1", "merchant": "甲店", "order_time": "2024-05-01T12:00:00"}
MAY: Row = {"merchant": "甲店", "erp": "快单", "valid_from": "2024-05-01", "valid_to": "2024-05-31"}


def erp(order: dict[str, Any], *shops: Row) -> str | None:
    """The ERP of one order of 甲店."""
    filled = served(table("orders", [{**ORDER, **order}]), table("merchants", shops))
    found: str | None = filled["erp"].item()
    return found


@pytest.mark.parametrize(
    ("time", "within"),
    [("2024-04-30T23:59:59", False), ("2024-05-01T00:00:00", True), ("2024-05-01", True), ("2024-05-31", True),
     ("2024-05-31T23:59:59", True), ("2024-06-01T00:00:00", False), ("2024-06-01", False)],
)  # fmt: skip
def test_days_are_whole_days(time: str, within: bool) -> None:
    """From the first moment of the first to the last of the last."""
    assert erp({"order_time": time}, MAY) == ("快单" if within else None)


@pytest.mark.parametrize(
    ("time", "within"),
    [("2024-05-01T09:59:59", False), ("2024-05-01T10:00:00", True), ("2024-05-01T18:00:00", True),
     ("2024-05-01T18:00:01", False), ("2024-05-01", True), ("2024-05-02", False)],
)  # fmt: skip
def test_hours_count_where_they_are_known(time: str, within: bool) -> None:
    """An order of the day without an hour may have been placed within them."""
    shop = {**MAY, "valid_from": "2024-05-01T10:00:00", "valid_to": "2024-05-01T18:00:00"}

    assert erp({"order_time": time}, shop) == ("快单" if within else None)


@pytest.mark.parametrize("time", ["1999-01-01", "2024-05-01T12:00:00", "2050-12-31"])
def test_an_open_end_has_no_end(time: str) -> None:
    """Either, or both."""
    assert erp({"order_time": time}, {**MAY, "valid_from": None, "valid_to": None}) == "快单"
    assert erp({"order_time": time}, {**MAY, "valid_from": None}) == ("快单" if time < "2024-06" else None)
    assert erp({"order_time": time}, {**MAY, "valid_to": None}) == ("快单" if time >= "2024-05" else None)


def test_two_at_once_are_not_chosen_from() -> None:
    """Overlapping rows, and the day of a change; what they agree on is taken."""
    before, after = (
        {**MAY, "warehouse": "一号仓"},
        {"merchant": "甲店", "erp": "易单", "warehouse": "一号仓", "valid_from": "2024-05-20"},
    )

    assert [erp({"order_time": f"2024-05-{day}"}, before, after) for day in ("19", "20", "31")] == ["快单", None, None]
    assert erp({"order_time": "2024-06-01"}, before, after) == "易单"
    on_both = served(table("orders", [{**ORDER, "order_time": "2024-05-25"}]), table("merchants", [before, after]))
    assert on_both.select("erp", "warehouse").row(0) == (None, "一号仓")


def test_orders_for_which_two_are_named_are_told() -> None:
    """Only where the order itself leaves open which of them it was."""
    before, after = MAY, {**MAY, "erp": "易单", "valid_from": "2024-05-20", "valid_to": None}
    other = {**MAY, "merchant": "乙店"}
    shops = table("merchants", [before, after, other])
    orders = table("orders", [
        {**ORDER, "order_no": "19", "order_time": "2024-05-19"}, {**ORDER, "order_no": "20", "order_time": "2024-05-20"},
        {**ORDER, "order_no": "said", "order_time": "2024-05-20", "erp": "快单"},
        {**ORDER, "order_no": "other", "merchant": "乙店"},
    ])  # fmt: skip

    assert contested(orders, shops)["order_no"].to_list() == ["20"]
    assert with_several(shops)["merchant"].to_list() == ["甲店", "甲店"]
    assert contested(orders, with_several(shops)).equals(contested(orders, shops))


def test_the_same_twice_is_not_two() -> None:
    """A row that stands in two files."""
    assert erp({}, MAY, MAY, {**MAY, "valid_to": None}) == "快单"


def test_what_the_order_says_itself_stays() -> None:
    """Each of its columns by itself: what it leaves open is filled beside it."""
    shop = {**MAY, "label_vendor": "速签", "platform": "拼好"}
    filled = served(table("orders", [{**ORDER, "erp": "自研"}]), table("merchants", [shop]))

    assert filled.select("erp", "label_vendor", "platform").row(0) == ("自研", "速签", "拼好")


def test_a_shop_of_another_platform_is_another_shop() -> None:
    """Unless either does not say on which it is."""
    shop = {**MAY, "platform": "拼好"}

    assert erp({"platform": "淘好"}, shop) is None
    assert erp({"platform": "拼好"}, shop) == erp({}, shop) == erp({"platform": "淘好"}, MAY) == "快单"


@pytest.mark.parametrize(
    "shop", [{**MAY, "merchant": "乙店"}, {**MAY, "valid_from": "2024-05-31", "valid_to": "2024-04-01"}]
)
def test_a_row_of_no_time_or_no_such_shop_tells_nothing(shop: Row) -> None:
    """One that ends before it begins is never in force; a shop without a name is no shop."""
    assert erp({}, shop) is None
    assert erp({"merchant": None}, MAY) is None


def test_orders_stay_in_their_order_and_number() -> None:
    """However many rows tell of their shops."""
    orders = table(
        "orders", [{**ORDER, "order_no": str(i), "order_time": f"2024-05-{i % 28 + 1:02}"} for i in range(60)]
    )

    filled = served(orders, table("merchants", [MAY, {**MAY, "valid_to": None}, {**MAY, "merchant": "乙店"}]))

    assert filled["order_no"].to_list() == orders["order_no"].to_list()
    assert set(filled["erp"]) == {"快单"}
