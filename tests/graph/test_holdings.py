"""Which holder held which record of whom, from when: the data dictionary's table."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.facts import Facts, MemoryFacts
from graph.holdings import HELD, held, holdings
from graph.identity import resolve
from graph.schema import HOLDER_KINDS, RECORDS, Type
from tests.graph.facts_builder import facts
from tests.graph.plain_cases import plain_case
from tests.graph.plain_holdings import Plain

WHAT = ("person", "record", "kind", "holder")
BUYER = {"phone": "h:01"}
ORDER = {**BUYER, "order_no": "O1", "order_time": "2024-05-01"}
PARCEL = {"waybill_no": "W1", "order_no": "O1", "courier": "顺达", "branch": "城南"}


def of_everybody(given_: Facts) -> pl.DataFrame:
    """The holdings of all persons there are, sorted."""
    persons = resolve(given_)
    return holdings(given_, persons, persons.of.select("person").unique()).sort(WHAT)


def seen(**tables: list[dict[str, Any]]) -> dict[tuple[str, str], tuple[str | None, bool]]:
    """(record, holder) → from when, and whether that is assumed."""
    return {
        (r["record"], r["holder"]): (r["seen_from"], r["assumed"]) for r in of_everybody(facts(**tables)).to_dicts()
    }


# ----------------------------------------------------------------------------------------------------- against the plain
def _text(*choices: str) -> st.SearchStrategy[str]:
    return st.sampled_from(choices)


DAY = _text("2024-05-01", "2024-05-01T09:00:00", "2024-05-02", "2024-05-03T12:00:00")
OPTIONS: dict[str, st.SearchStrategy[Any]] = {
    "phone": _text("h:01", "h:02"), "waybill_no": _text("W1", "W2"), "order_no": _text("O1", "O2"),
    "merchant": _text("M1", "M2"), "platform": _text("P1", "P2"), "scan_type": _text("pickup", "arrive", "deliver", "?"),
    "site": _text("S1", "S2"), "holder_kind": _text("school", "branch"), "record": _text("r1", "r2"),
}  # fmt: skip


def rows_of(kind: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    """A few rows of a record kind: what it needs is there, the rest may be; few values, so that rows meet."""
    record, need, may = RECORDS[kind], {}, {}
    for column in record.kept:
        values = OPTIONS.get(column.name, DAY if column.type is Type.TIME else _text("S1", "S2"))
        if column.name in record.required or (column.name == "phone" and record.needs_person):
            need[column.name] = values
        elif column.type in (Type.TEXT, Type.TIME) and (column.name == "phone" or not column.identity):
            may[column.name] = values
    return st.lists(st.fixed_dictionaries(need, optional=may), max_size=3)


KINDS = ("orders", "waybills", "scans", "merchants", "exposures")


@settings(max_examples=40, deadline=None)
@given(st.fixed_dictionaries({kind: rows_of(kind) for kind in KINDS}))
def test_holdings_are_those_of_the_plain_reference(tables: dict[str, list[dict[str, Any]]]) -> None:
    """Row by row in plain Python, for any few rows of every kind."""
    given_ = facts(**tables)
    found = of_everybody(given_).select("person", "record", "kind", "holder", "seen_from", "assumed")

    assert found.rows() == [tuple(one) for one in Plain(given_).holdings()]


@settings(max_examples=25, deadline=None)
@given(st.fixed_dictionaries({kind: rows_of(kind) for kind in KINDS}))
def test_asking_for_one_person_leaves_out_nothing_of_hers(tables: dict[str, list[dict[str, Any]]]) -> None:
    """Rows that cannot concern her are not looked at; that must not show."""
    given_ = facts(**tables)
    hers = pl.DataFrame({"person": ["p:01"]})

    found = holdings(given_, resolve(given_), hers).sort(WHAT)
    assert found.equals(of_everybody(given_).filter(pl.col("person") == "p:01"))


def test_no_two_holdings_are_of_one_person_record_and_holder() -> None:
    """Overlapping files and sub-orders tell of one order twice; the source is the least of the rows."""
    found = of_everybody(facts(orders=[{**ORDER, "merchant": "甲店"}, {**ORDER, "merchant": "甲店", "item": "杯"}]))

    assert found.select("record", "holder", "source_row").rows() == [("order:O1", "甲店", 2)]


def test_the_order_of_rows_and_their_split_into_files_mean_nothing() -> None:
    """Of a whole case, reversed."""
    case = plain_case("easy_merchant-100")
    turned = MemoryFacts({kind: case.table(kind).reverse() for kind in RECORDS})

    assert of_everybody(case).equals(of_everybody(turned))


# ------------------------------------------------------------------------------------------------------- rule by rule
@pytest.mark.parametrize("kind", [k for k in HOLDER_KINDS if k in {c.name for c in RECORDS["orders"].holders}])
def test_every_holder_an_order_names_holds_it(kind: str) -> None:
    """From the order's time where nothing better is known."""
    assert seen(orders=[{**ORDER, kind: "某某"}])["order:O1", "某某"][0] == "2024-05-01"


@pytest.mark.parametrize("kind", [c.name for c in RECORDS["waybills"].holders])
def test_every_holder_a_parcel_names_holds_its_order(kind: str) -> None:
    """Under the order's record and from its time, which is assumed."""
    found = seen(orders=[ORDER], waybills=[{"waybill_no": "W1", "order_no": "O1", kind: "某某"}])

    assert found == {("order:O1", "某某"): ("2024-05-01", True)}


def test_a_warehouse_sees_the_order_when_its_label_is_issued() -> None:
    """Not when it was placed; that would have to be assumed."""
    orders = [{**ORDER, "warehouse": "一号仓", "platform": "淘多"}]
    found = seen(orders=orders, waybills=[{"waybill_no": "W1", "order_no": "O1", "label_time": "2024-05-02"}])

    assert found["order:O1", "一号仓"] == ("2024-05-02", False)
    assert found["order:O1", "淘多"] == ("2024-05-01", False)


def test_a_branch_sees_the_parcel_at_its_scan_else_when_its_route_is_planned() -> None:
    """The scan is its time, the label's time is assumed; the courier's system knows at the label."""
    parcel = {**PARCEL, "label_time": "2024-05-02"}
    scan = {"waybill_no": "W1", "scan_type": "deliver", "site": "城南", "scanned_at": "2024-05-04T08:00:00"}

    assert seen(orders=[ORDER], waybills=[parcel])["order:O1", "城南"] == ("2024-05-02", True)
    found = seen(orders=[ORDER], waybills=[parcel], scans=[scan])
    assert found["order:O1", "城南"] == ("2024-05-04T08:00:00", False)
    assert found["order:O1", "顺达"] == ("2024-05-02", False)


@pytest.mark.parametrize("side", ["orders", "waybills"])
def test_order_and_parcel_are_linked_by_either(side: str) -> None:
    """The order file may name the parcel, or the courier file the order."""
    order, parcel = dict(ORDER), {k: v for k, v in PARCEL.items() if k != "order_no"}
    (order if side == "orders" else parcel).update(waybill_no="W1", order_no="O1")

    assert ("order:O1", "顺达") in seen(orders=[order], waybills=[parcel])


def test_one_parcel_with_two_orders_is_held_because_of_both() -> None:
    """And two parcels of one order hold it once each."""
    orders = [{**ORDER, "waybill_no": "W1"}, {**ORDER, "order_no": "O2", "waybill_no": "W1"}]
    waybills = [{"waybill_no": "W1", "courier": "顺达"}, {"waybill_no": "W2", "order_no": "O1", "courier": "远通"}]

    assert set(seen(orders=orders, waybills=waybills)) == {
        ("order:O1", "顺达"),
        ("order:O1", "远通"),
        ("order:O2", "顺达"),
    }


def test_a_parcel_with_a_receiver_and_no_order_is_a_record_of_its_own() -> None:
    """Known from its label on; without any time it was known all along."""
    found = seen(waybills=[{"waybill_no": "W1", **BUYER, "courier": "顺达"}])

    assert found == {("waybill:W1", "顺达"): (None, False)}


def test_who_receives_for_another_is_known_to_the_courier_and_the_buyer_to_the_shop() -> None:
    """The courier's side never sees the buyer."""
    orders, parcel = [{**ORDER, "merchant": "甲店"}], {**PARCEL, "phone": "h:02"}
    found = of_everybody(facts(orders=orders, waybills=[parcel]))

    assert set(found.select("person", "holder").rows()) == {("p:01", "甲店"), ("p:02", "顺达"), ("p:02", "城南")}


def test_a_parcel_of_nobody_is_held_but_in_nobodys_holdings() -> None:
    """It is in the graph, where it may later find its person."""
    given_ = facts(waybills=[{"waybill_no": "W1", "courier": "顺达"}])

    assert of_everybody(given_).is_empty()
    assert held(given_, resolve(given_)).select("person", "told_of", "holder").rows() == [(None, "W1", "顺达")]


SHOPS = [
    {"merchant": "甲店", "erp": "快单", "valid_to": "2024-04-30"},
    {"merchant": "甲店", "erp": "易单", "warehouse": "一号仓", "valid_from": "2024-05-01"},
]


@pytest.mark.parametrize(
    ("time", "erp"),
    [("2024-04-30T23:00:00", "快单"), ("2024-05-01", "易单"), ("2024-05-01T00:00:01", "易单")],
)
def test_what_an_order_leaves_open_the_table_of_shops_tells(time: str, erp: str) -> None:
    """By the day of the order; days of validity are whole days."""
    found = seen(orders=[{**ORDER, "order_time": time, "merchant": "甲店"}], merchants=SHOPS)

    assert ("order:O1", erp) in found
    assert len({h for _, h in found} & {"快单", "易单"}) == 1


def test_what_an_order_says_itself_stands() -> None:
    """The table of shops only fills gaps."""
    found = seen(orders=[{**ORDER, "merchant": "甲店", "erp": "自研"}], merchants=SHOPS)

    assert {holder for _, holder in found} == {"甲店", "自研", "一号仓"}


def test_two_answers_of_the_table_of_shops_are_none() -> None:
    """Nothing is guessed; a shop of the same name on another platform is another shop."""
    two = [{"merchant": "甲店", "platform": p, "erp": f"单{p}"} for p in ("淘多", "拼好")]

    assert {h for _, h in seen(orders=[{**ORDER, "merchant": "甲店"}], merchants=two)} == {"甲店"}
    on_one = seen(orders=[{**ORDER, "merchant": "甲店", "platform": "拼好"}], merchants=two)
    assert {h for _, h in on_one} == {"甲店", "拼好", "单拼好"}


@pytest.mark.parametrize(
    ("scan_type", "site", "kind"),
    [("arrive", "北分拨", "hub"), ("deliver", "北分拨", "hub"), ("deliver", "新址", "branch"), ("photo", "新址", None)],
)
def test_a_site_only_a_scan_tells_of_is_what_it_is_elsewhere_or_what_the_scan_says(
    scan_type: str, site: str, kind: str | None
) -> None:
    """A hub stays a hub, whatever is done there; a site nothing is known of and a scan that says nothing: none."""
    scan = {"waybill_no": "W1", "scan_type": scan_type, "site": site, "scanned_at": "2024-05-03"}
    waybills = [PARCEL, {"waybill_no": "W9", "hub": "北分拨"}]
    found = of_everybody(facts(orders=[ORDER], waybills=waybills, scans=[scan])).filter(pl.col("holder") == site)

    assert found["kind"].to_list() == ([] if kind is None else [kind])


def test_exposures_are_taken_as_they_stand() -> None:
    """Any kind of holder, times or none; two dates at one holder are two records, the same row twice is one."""
    rows = [
        {**BUYER, "holder_kind": "clinic", "holder": "康健", "seen_from": day, "seen_to": "2024-06-01", "protected": p}
        for day, p in (("2024-01-01", True), ("2024-02-01", False), ("2024-02-01", False), (None, False))
    ]
    found = of_everybody(facts(exposures=rows)).select("record", "seen_from", "seen_to", "protected", "assumed")

    assert found.rows() == [
        ("exposure:clinic:康健:", None, "2024-06-01", False, False),
        ("exposure:clinic:康健:2024-01-01", "2024-01-01", "2024-06-01", True, False),
        ("exposure:clinic:康健:2024-02-01", "2024-02-01", "2024-06-01", False, False),
    ]


def test_no_facts_are_no_holdings_of_the_right_columns() -> None:
    """An empty workspace is no error."""
    found = of_everybody(facts())

    assert found.is_empty()
    assert dict(found.schema) == HELD


ON_PARCEL = {"courier": "顺达", "courier_account": "顺达01", "pickup_site": "城南", "hub": "北分拨", "branch": "东街",
             "courier_person": "K1", "station": "栖塘"}  # fmt: skip
BY_LABEL = {"pickup_site", "hub", "branch", "courier_person", "station"}


def hidden(order: dict[str, Any], *parcels: dict[str, Any]) -> set[str]:
    """The kinds of holder on one order's parcel that held the record and not the number."""
    waybills = [{"waybill_no": "W1", "order_no": "O1", **ON_PARCEL, **parcel} for parcel in parcels]
    found = of_everybody(
        facts(orders=[{**ORDER, "platform": "拼好", "warehouse": "一号仓", **order}], waybills=waybills)
    )
    return set(found.filter("protected")["kind"])


def test_a_privacy_label_hides_the_number_from_those_who_see_the_label_only() -> None:
    """The company's system, the shop and its warehouse may have it all the same."""
    assert hidden({}, {"privacy_label": True}) == BY_LABEL
    assert hidden({}, {"privacy_label": False}) == hidden({}, {}) == set()


def test_an_order_tells_of_its_parcels_label_where_that_does_not() -> None:
    """What the parcel says itself goes first; rows that differ hide nothing."""
    assert hidden({"privacy_label": True}, {}) == BY_LABEL
    assert hidden({"privacy_label": True}, {"privacy_label": False}) == set()
    assert hidden({}, {"privacy_label": True}, {"privacy_label": False}) == set()


def test_a_site_only_a_scan_tells_of_sees_the_label_too() -> None:
    """Whatever it is called."""
    scan = {"waybill_no": "W1", "scan_type": "deliver", "site": "新址", "scanned_at": "2024-05-03"}
    found = of_everybody(facts(orders=[{**ORDER, "privacy_label": True, "waybill_no": "W1"}], scans=[scan]))

    assert found.select("holder", "protected").rows() == [("新址", True)]
