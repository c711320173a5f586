"""How obvious methods rank one holder."""

from __future__ import annotations

import numpy as np
import pytest

from graph.ranking.naive.pagerank import pagerank
from graph.ranking.naive.touches import Touches
from graph.ranking.told.agreement import Opinion, opinions
from tests.graph.ranking.made_up import exposures, person, random_case
from tests.graph.ranking.naive.test_naive import METHODS, case_of


def told(holder: tuple[str, str]) -> dict[str, Opinion]:
    """Opinions on a holder of a plain leak at shop:3, by method."""
    case = case_of(random_case(1))
    return {opinion.method: opinion for opinion in opinions(case, case.names.index(holder))}


def test_every_method_says_where_the_source_stands_and_who_is_first() -> None:
    """Those that compare agree; those that count put the courier first that everybody uses."""
    found = told(("merchant", "shop:3"))

    assert list(found) == [*METHODS, "pagerank"]
    for method in METHODS[3:]:
        assert (found[method].rank, found[method].why, found[method].first.holder) == (1, "agrees", "shop:3")
    assert found["pagerank"].rank
    assert {found[method].why for method in ("shared_count", "coverage")} <= {"agrees", "degree"}


def test_whoever_is_not_first_reads_why_the_first_need_not_be_the_source() -> None:
    """High degree; else blind to time, as the first is no holder of few people here."""
    found = told(("merchant", "shop:0"))

    assert found["shared_count"].rank != 1
    assert {method: opinion.why for method, opinion in found.items()} == {
        method: "degree" if method in {"shared_count", "coverage", "pagerank"} else "blind" for method in found
    }


def test_a_first_of_few_people_is_told_as_such() -> None:
    """Two victims of a rare shop; the choice among many is not priced by these methods."""
    people = [person(f"p:{i:02}", role="victim" if i < 6 else "comparison") for i in range(12)]
    rows = [(f"p:{i:02}", f"o{i}", "merchant", "rare" if i < 2 else "usual", "2024-06-01") for i in range(12)]
    case = case_of(exposures(people, rows))
    found = {opinion.method: opinion for opinion in opinions(case, case.names.index(("merchant", "usual")))}

    assert (found["odds_ratio"].first.holder, found["odds_ratio"].why) == ("rare", "few")
    assert found["jlh"].rank is None


def test_pagerank_is_the_walk_written_out() -> None:
    """Power iteration on the matrix: start over at victims with .15, else to any neighbour."""
    case = case_of(random_case(2, victims=6, others=8))
    touches = Touches(case)
    people, size = len(case.call), len(case.call) + len(case.names)
    step = np.zeros((size, size))
    step[touches.holder + people, touches.person] = step[touches.person, touches.holder + people] = 1
    step = step / np.maximum(step.sum(0), 1)
    start = np.zeros(size)
    start[np.unique(touches.person[touches.person < case.n])] = 1
    start /= start.sum()
    walk = start
    for _ in range(500):
        walk = 0.85 * step @ walk + 0.15 * start

    assert pagerank(touches) == pytest.approx(walk[people:], abs=1e-4)


def test_without_victims_with_records_nobody_is_ranked() -> None:
    """There is nowhere to start from."""
    people = [person("p:1"), person("p:2", role="comparison")]
    case = case_of(exposures(people, [("p:2", "o", "merchant", "a", "2024-06-01")]))

    assert opinions(case, 0) == ()
    assert pagerank(Touches(case)).tolist() == [0.0]
