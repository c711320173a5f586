"""The property graph: nodes by label and links by type, as the schema declares them."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from graph.facts import Facts, MemoryFacts
from graph.identity import resolve
from graph.links import ENDS, links, nodes
from graph.schema import NODES, RECORDS
from tests.graph.facts_builder import facts
from tests.graph.plain_cases import plain_case

CALL = {"phone": "h:01", "calling_number": "0591123", "call_time": "2024-05-02T09:00:00", "broadband_account": "BB1"}


def small() -> MemoryFacts:
    """One victim, her order, its parcel, a call, a payment, a clinic."""
    return facts(
        victims=[{"phone": "h:01", "first_contact": "2024-05-02", "region": "莆田"}],
        comparisons=[{"phone": "h:02", "reference_time": "2024-05-01"}],
        orders=[{"phone": "h:01", "order_no": "O1", "order_time": "2024-04-20", "merchant": "甲店", "item": "杯"}],
        waybills=[{"waybill_no": "W1", "order_no": "O1", "hub": "北分拨"}, {"waybill_no": "W2", "phone": "h:03"}],
        scans=[{"waybill_no": "W1", "scan_type": "deliver", "site": "城南", "scanned_at": "2024-04-22"}],
        calls=[CALL, CALL, {**CALL, "call_time": "2024-05-03T09:00:00"}],
        lines=[{"number": "0591123", "broadband_account": "BB1", "installer": "工1", "line_type": "landline"}],
        transfers=[
            {"phone": "h:01", "from_account": "s:1", "to_account": "6222", "paid_at": "2024-05-02", "amount": 9.5}
        ],
        exposures=[{"phone": "h:02", "holder_kind": "clinic", "holder": "康健"}],
    )


def linked(given: Facts, type_: str) -> list[tuple[str, str]]:
    """Start and end of the links of a type."""
    return links(given, resolve(given))[type_].select("start", "end").rows()


@pytest.mark.parametrize(
    ("type_", "expected"),
    [
        ("PLACED", [("p:01", "O1")]),
        ("RECEIVED", [("p:03", "W2")]),
        ("SHIPPED_AS", [("O1", "W1")]),
        ("HELD_BY", [("O1", "merchant:甲店"), ("W1", "branch:城南"), ("W1", "hub:北分拨")]),
        ("KNOWN_TO", [("p:02", "clinic:康健")]),
        ("HOSTED_ON", [("0591123", "BB1")]),
        ("INSTALLED_BY", [("BB1", "工1")]),
        ("PAID", [("p:01", "6222")]),
        ("CALLED", [("0591123", "p:01"), ("0591123", "p:01")]),
    ],
)
def test_rows_yield_the_links_that_the_schema_declares(type_: str, expected: list[tuple[str, str]]) -> None:
    """And those to holders, which it tells through its columns."""
    assert linked(small(), type_) == expected


def test_the_same_call_told_twice_is_one_link_and_two_calls_are_two() -> None:
    """`records` counts the rows; the source is the least of them."""
    called = links(small(), resolve(small()))["CALLED"]

    assert called.select("call_time", "records", "source_row").rows() == [
        ("2024-05-02T09:00:00", 2, 2), ("2024-05-03T09:00:00", 1, 4),
    ]  # fmt: skip


def test_a_holder_is_linked_once_to_a_record_at_its_earliest_time() -> None:
    """However many rows say so."""
    orders = [
        {"phone": "h:01", "order_no": "O1", "order_time": t, "merchant": "甲店"} for t in ("2024-05-02", "2024-05-01")
    ]
    given = facts(orders=orders)
    held_by = links(given, resolve(given))["HELD_BY"]

    assert held_by.select("end", "seen_from", "records").rows() == [("merchant:甲店", "2024-05-01", 2)]


def test_persons_carry_their_role_and_holders_their_kind() -> None:
    """Who is neither victim nor comparison person is somebody else."""
    found = nodes(small(), resolve(small()))

    assert found["Person"].rows() == [
        ("p:01", "victim", "2024-05-02", "莆田"), ("p:02", "comparison", "2024-05-01", ""), ("p:03", "other", None, None),
    ]  # fmt: skip
    assert ("hub:北分拨", "hub", "北分拨") in found["Holder"].rows()
    assert found["Number"].rows() == [("0591123", "landline")]
    assert found["Order"].rows() == [("O1", "2024-04-20", "杯")]


def assert_whole(given: Facts) -> None:
    """Every node once, every link between nodes there are, every link with a row of a file behind it."""
    persons = resolve(given)
    found, between = nodes(given, persons), links(given, persons)
    ids = {label: set(frame["id"]) for label, frame in found.items()}
    assert all(frame["id"].n_unique() == frame.height == len(ids[label]) for label, frame in found.items())
    for type_, frame in between.items():
        for end in ("start", "end"):
            for label, part in frame.group_by(f"{end}_label"):
                assert set(part[end]) <= ids[str(label[0])], (type_, end)
        assert frame.select("source_file", "source_row", "records").null_count().sum_horizontal().item() == 0
        assert (frame["records"] > 0).all()


def test_no_link_ends_nowhere() -> None:
    """In the small graph, and in a whole case."""
    assert_whole(small())


def test_no_link_of_a_whole_case_ends_nowhere() -> None:
    """With thousands of orders and parcels."""
    assert_whole(plain_case("easy_branch-100"))


def test_the_order_of_rows_means_nothing() -> None:
    """Reversed tables give the same tables."""
    given = small()
    turned = MemoryFacts({kind: given.table(kind).reverse() for kind in RECORDS})
    pairs = [(f(given, resolve(given)), f(turned, resolve(turned))) for f in (nodes, links)]

    for one, other in pairs:
        assert list(one) == list(other)
        assert all(one[name].equals(other[name]) for name in one)


def test_an_empty_workspace_has_every_table_without_rows() -> None:
    """So that nothing downstream needs a special case."""
    persons = resolve(facts())
    found: dict[str, Any] = {**nodes(facts(), persons), **links(facts(), persons)}

    assert list(nodes(facts(), persons)) == list(NODES)
    assert all(isinstance(frame, pl.DataFrame) and frame.is_empty() for frame in found.values())
    assert {link.type for r in RECORDS.values() for link in r.links} | {"HELD_BY", "KNOWN_TO"} == set(
        links(facts(), persons)
    )
    assert all(set(ENDS) <= set(frame.columns) for frame in links(facts(), persons).values())
