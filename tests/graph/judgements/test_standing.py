"""Which judgements hold: a later one against an earlier one, and what is taken back."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadInput
from graph.judgements import NOTHING, Judgement, checked, judged_by, standing


def said(number: int, kind: str, *about: str, undoes: int | None = None) -> Judgement:
    """A judgement of this number."""
    return Judgement(number, "2026-11-23T00:00:00+00:00", "li", kind, about, "seen", undoes)


def states(*judgements: Judgement) -> list[str]:
    """Of each judgement, by number."""
    return [one.state for one in standing(judgements)]


def test_of_two_that_contradict_each_other_the_later_holds() -> None:
    """Whichever it is."""
    same, apart = said(1, "same", "n:01", "n:02"), said(2, "not_same", "n:01", "n:02")

    assert states(same, apart) == ["superseded", "in_force"]
    assert states(said(3, "same", "n:01", "n:02"), apart) == ["superseded", "in_force"]


def test_a_contradiction_over_a_third_person_is_one_too() -> None:
    """1 is 2, 2 is 3, 1 is not 3: the two later ones hold."""
    given_ = (said(1, "same", "n:01", "n:02"), said(2, "same", "n:02", "n:03"), said(3, "not_same", "n:01", "n:03"))

    assert states(*given_) == ["superseded", "in_force", "in_force"]


def test_taking_back_the_later_one_brings_the_earlier_back() -> None:
    """As if it had never been said."""
    same, apart = said(1, "same", "n:01", "n:02"), said(2, "not_same", "n:01", "n:02")

    assert states(same, apart, said(3, "undo", undoes=2)) == ["in_force", "undone"]
    assert judged_by([same, said(2, "undo", undoes=1)]) == NOTHING


PAIRS = st.sampled_from(list(combinations(("n:01", "n:02", "n:03", "n:04", "n:05"), 2)))


@given(st.lists(st.tuples(st.sampled_from(["same", "not_same"]), PAIRS), max_size=12))
def test_what_holds_is_all_that_can_hold_together_the_latest_first(rows: list[tuple[str, tuple[str, str]]]) -> None:
    """As found by trying each, from the last to the first, over the components of a graph."""
    given_ = [said(n, kind, *pair) for n, (kind, pair) in enumerate(rows, start=1)]
    kept: list[Judgement] = []
    for one in reversed(given_):
        people = nx.Graph([k.about for k in (*kept, one) if k.kind == "same"])
        people.add_nodes_from(token for k in given_ for token in k.about)
        if not any(nx.has_path(people, *k.about) for k in (*kept, one) if k.kind == "not_same"):
            kept.append(one)

    assert [one.judgement for one in standing(given_) if one.state == "in_force"] == kept[::-1]


@pytest.mark.parametrize(
    ("kind", "about", "reason", "says"),
    [
        ("friend", ("n:01", "n:02"), "seen", "is no judgement"),
        ("same", ("n:01",), "seen", "is no judgement"),
        ("same", ("n:01", "n:01"), "seen", "name two"),
        ("same", ("n:01", "13800138000"), "seen", "is no token"),
        ("cleared", ("merchant", ""), "seen", "is no holder"),
        ("same", ("n:01", "n:02"), "  ", "needs its reason"),
    ],
)
def test_what_is_no_judgement_is_refused_in_a_line(kind: str, about: tuple[str, ...], reason: str, says: str) -> None:
    """With what is wrong."""
    with pytest.raises(BadInput, match=says):
        checked(kind, about, reason)


def test_two_people_are_written_down_in_order() -> None:
    """So that the same is said in one way only."""
    assert checked("same", ("n:02", "h:01"), "same\n face ") == (("h:01", "n:02"), "same face")
