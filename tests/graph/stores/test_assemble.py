"""From facts to the waist: people, their holdings, published shares."""

from __future__ import annotations

from typing import Any

import pytest

from graph.facts import MemoryFacts
from graph.stores import MemoryStore
from graph.stores.assemble import shares
from tests.graph.facts_builder import facts, table


def case(**more: list[dict[str, Any]]) -> MemoryFacts:
    """Two victims of two cases and a comparison person, each with an order."""
    people = ("n:01", "n:02", "n:03")
    return facts(
        victims=[{"person_id": p, "first_contact": "2024-05-02", "case_no": f"A{p[-1]}"} for p in people[:2]],
        comparisons=[{"person_id": people[2], "reference_time": "2024-05-02"}],
        orders=[
            {"person_id": p, "order_no": f"O{p[-1]}", "order_time": "2024-04-20", "merchant": "甲店"}
            for p in (*people, "n:04")
        ],
        **more,
    )


def test_only_victims_and_comparison_people_have_holdings() -> None:
    """Orders of others stay in the facts."""
    exposures = MemoryStore(case()).exposures()

    assert exposures.victims == 2
    assert sorted(exposures.holdings["person"]) == ["p:01", "p:02", "p:03"]


def test_a_case_keeps_its_victims_alone() -> None:
    """With their holdings, and the comparison people."""
    exposures = MemoryStore(case()).exposures("A2")

    assert sorted(exposures.people.select("person", "role").rows()) == [("p:02", "victim"), ("p:03", "comparison")]
    assert sorted(exposures.holdings["person"]) == ["p:02", "p:03"]


@pytest.mark.parametrize(
    ("shops", "told"),
    [
        ([("快单", None), ("易单", "2024-04-20")], 2),
        ([("快单", None), ("易单", "2024-04-21")], 0),
        ([("快单", None), ("快单", "2024-04-20")], 0),
        ([], 0),
    ],
    ids=["two at once", "one after the other", "the same twice", "no table of shops"],
)
def test_victims_whose_shop_two_served_are_counted(shops: list[tuple[str, str | None]], told: int) -> None:
    """Neither is taken, so that a source among them would not be seen; comparison people are not counted."""
    rows = [{"merchant": "甲店", "erp": erp, "valid_from": since} for erp, since in shops]

    assert MemoryStore(case(merchants=rows)).exposures().contested == told


def test_orders_after_the_call_are_no_reason_to_look() -> None:
    """They cannot have leaked."""
    late = facts(
        victims=[{"person_id": "n:01", "first_contact": "2024-05-02", "case_no": "A1"}],
        orders=[{"person_id": "n:01", "order_no": "1", "order_time": "2024-05-03", "merchant": "甲店"}],
        merchants=[{"merchant": "甲店", "erp": "快单"}, {"merchant": "甲店", "erp": "易单"}],
    )

    assert MemoryStore(late).exposures().contested == 0


def test_an_empty_store_has_empty_exposures() -> None:
    """Of the right columns, which Exposures itself checks."""
    exposures = MemoryStore(facts()).exposures()

    assert (exposures.people.height, exposures.holdings.height, exposures.shares.height) == (0, 0, 0)


@pytest.mark.parametrize(
    ("said", "share"),
    [
        ([("", 0.2), ("莆田", 0.9)], 0.2),
        ([("福州", 0.25), ("莆田", 0.75)], 0.5),
        ([("", 0.2), ("", 0.2), ("", 0.4)], 0.3),
        ([(None, 0.2)], 0.2),
    ],
    ids=[
        "that of the country goes first",
        "of regions the mean",
        "a row told twice counts once",
        "no region is the country",
    ],
)
def test_a_holder_has_one_published_share(said: list[tuple[str | None, float]], share: float) -> None:
    """Whatever was published where."""
    rows = [{"holder_kind": "courier", "holder": "顺达", "region": region, "share": value} for region, value in said]

    found = shares(table("shares", rows))
    assert found.rows() == [("courier", "顺达", pytest.approx(share))]
