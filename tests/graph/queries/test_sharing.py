"""Holders that some victims share, beside what comparison people have."""

from __future__ import annotations

from collections import Counter

import pytest

from graph.errors import NotFound
from graph.queries import shared_holders
from graph.stores import MemoryStore
from tests.graph.facts_builder import facts
from tests.graph.plain_cases import plain_case


def orders(*bought: tuple[int, str]) -> list[dict[str, str]]:
    """An order each: person and shop."""
    return [
        {"person_id": f"n:0{who}", "order_no": f"O{n}", "order_time": "2024-04-20", "merchant": shop}
        for n, (who, shop) in enumerate(bought)
    ]


VICTIMS = [{"person_id": f"n:0{n}", "first_contact": "2024-05-02"} for n in (1, 2)]
OTHERS = [{"person_id": f"n:0{n}", "reference_time": "2024-05-02"} for n in (3, 4, 5, 6)]
BOUGHT = orders(
    (1, "甲"), (1, "甲"), (2, "甲"), (3, "甲"), (1, "乙"), (2, "乙"), (3, "乙"), (4, "乙"), (5, "乙"), (1, "丙")
)


def test_the_largest_excess_over_the_comparison_goes_first() -> None:
    """Each person counts once; who is alone with a holder shares nothing."""
    found = shared_holders(MemoryStore(facts(victims=VICTIMS, comparisons=OTHERS, orders=BOUGHT)), ["p:01", "p:02"])

    assert found.select("holder", "observed", "victims", "touched", "comparisons", "expected", "excess").rows() == [
        ("甲", 2, 2, 1, 4, 0.5, 1.5), ("乙", 2, 2, 3, 4, 1.5, 0.5),
    ]  # fmt: skip


def test_without_comparison_people_nothing_is_expected() -> None:
    """Then there is no excess either, and the most shared goes first."""
    found = shared_holders(MemoryStore(facts(victims=VICTIMS, orders=BOUGHT)), ["p:01", "p:02"])

    assert found.select("holder", "expected", "excess").rows() == [("乙", None, None), ("甲", None, None)]


def test_what_came_after_the_call_or_was_protected_is_not_shared() -> None:
    """A time nobody knows counts as before."""
    seen = {"after": "2024-05-03", "before": "2024-05-01", "unknown": None, "hidden": None}
    exposures = [
        {"person_id": f"n:0{n}", "holder_kind": "clinic", "holder": h, "seen_from": t, "protected": h == "hidden"}
        for n in (1, 2) for h, t in seen.items()
    ]  # fmt: skip
    found = shared_holders(MemoryStore(facts(victims=VICTIMS, exposures=exposures)), ["p:01", "p:02"])

    assert found["holder"].to_list() == ["before", "unknown"]


@pytest.mark.parametrize(
    ("asked", "message"),
    [(["p:03"], "no victim has the pseudonym 'p:03'$"), (["p:01", "p:08", "p:09"], r"'p:08' \(nor 1 others\)")],
)
def test_who_is_no_victim_cannot_be_asked_for(asked: list[str], message: str) -> None:
    """A comparison person neither."""
    with pytest.raises(NotFound, match=message):
        shared_holders(MemoryStore(facts(victims=VICTIMS, comparisons=OTHERS)), asked)


def test_counts_of_a_whole_case_are_those_of_plain_counting() -> None:
    """Person by person in Python."""
    exposures = MemoryStore(plain_case("easy_merchant-100")).exposures()
    people = {row["person"]: row for row in exposures.people.to_dicts()}
    victims = [person for person, row in people.items() if row["role"] == "victim"][:20]
    touched = {
        (row["person"], row["kind"], row["holder"])
        for row in exposures.holdings.to_dicts()
        if row["seen_from"] < people[row["person"]]["call"]
    }
    expected = Counter(holder for person, *holder_ in touched if person in victims for holder in [tuple(holder_)])
    found = shared_holders(MemoryStore(plain_case("easy_merchant-100")), victims)

    assert {(k, h): n for k, h, n in found.select("kind", "holder", "observed").iter_rows()} == {
        holder: count for holder, count in expected.items() if count > 1
    }
