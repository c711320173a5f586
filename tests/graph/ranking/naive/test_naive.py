"""What obvious methods would say."""

from __future__ import annotations

import math

import numpy as np
import pytest

from graph.exposures import Exposures
from graph.index import index_of
from graph.ranking import rank
from graph.ranking.material.case import Case
from graph.ranking.material.prepare import prepare
from graph.ranking.naive.fourfold import Fourfold, g2, jlh, odds_ratio
from graph.ranking.naive.mantel_haenszel import mantel_haenszel
from graph.ranking.naive.radar import breach_radar
from graph.ranking.naive.scores import naive_scores
from graph.ranking.naive.touches import Touches
from tests.graph.ranking.made_up import exposures, person, random_case, shuffled

METHODS = ["shared_count", "odds_ratio", "coverage", "jlh", "g2", "mantel_haenszel", "breach_radar"]
TABLE = Fourfold(np.array([3, 1]), np.array([1, 4]), 4, 5)
"""3 of 4 victims and 1 of 5 others touched the first holder; 1 and 4 the second."""


def case_of(facts: Exposures) -> Case:
    """The case as the method sees it."""
    return prepare(index_of(facts)).case


def test_the_odds_ratio_is_haldanes() -> None:
    """(3.5 x 4.5) / (1.5 x 1.5)."""
    assert odds_ratio(TABLE)[0] == pytest.approx(7.0)


def test_jlh_is_the_change_of_the_share_times_its_factor() -> None:
    """3/4 of the victims and 4/9 of all people; 0 where victims went there less."""
    assert jlh(TABLE) == pytest.approx([(3 / 4 - 4 / 9) * (3 / 4) / (4 / 9), 0])


def test_g2_is_twice_the_log_likelihood_ratio() -> None:
    """Cells 3 1 1 4 against 16/9 20/9 20/9 25/9; negative where victims went there less."""
    cells = [(3, 16 / 9), (1, 20 / 9), (1, 20 / 9), (4, 25 / 9)]

    assert g2(TABLE)[0] == pytest.approx(2 * sum(seen * math.log(seen / mean) for seen, mean in cells))
    assert g2(TABLE)[1] < 0


def test_mantel_haenszel_compares_within_regions() -> None:
    """A shop of one city, where all victims live: first by its odds ratio, nothing within the city.

    Held against the plain formula over regions.
    """
    people = [person(f"v:{i}", region="a") for i in range(6)]
    people += [person(f"c:{i}", role="comparison", region="a" if i < 6 else "b") for i in range(18)]
    holdings = [(f"{who}:{i}", f"o{who}{i}", "merchant", "of a", None) for who in "vc" for i in range(3)]
    case = case_of(exposures(people, [*holdings, ("c:9", "o", "merchant", "of b", None)]))
    score = dict(zip(case.names, mantel_haenszel(Touches(case)), strict=True))

    assert score["merchant", "of a"] == pytest.approx(0)
    assert dict(naive_scores(case))["odds_ratio"][0].score > 2
    assert "mantel_haenszel" in dict(naive_scores(case))


def test_mantel_haenszel_is_the_sum_over_regions_written_out() -> None:
    """Cell by cell, on a random case of two regions."""
    case = case_of(random_case(3))
    score = mantel_haenszel(Touches(case))

    for j in range(len(case.names)):
        excess = variance = 0.0
        for q in range(case.regions):
            touched = np.unique(case.person[(case.holder == j) & (case.region[case.person] == q)])
            people, victims, t = int((case.region == q).sum()), int((case.region[: case.n] == q).sum()), len(touched)
            excess += (touched < case.n).sum() - victims * t / people
            variance += victims * (people - victims) * t * (people - t) / (people**2 * (people - 1))
        assert score[j] == pytest.approx(excess / math.sqrt(variance))


def test_blame_falls_to_the_holder_that_explains_most_victims() -> None:
    """The leaking shop takes it from the courier that everybody uses, and rates stay parts of 1."""
    case = case_of(random_case(1))
    rate = breach_radar(Touches(case))

    assert case.names[int(rate.argmax())] == ("merchant", "shop:3")
    assert ((rate >= 0) & (rate <= 1)).all()


def test_all_methods_find_the_source_of_a_plain_leak_that_compare() -> None:
    """And all have their list, at most ten long."""
    naive = rank(random_case(1)).naive

    assert [method for method, _ in naive] == METHODS
    assert {best[0].holder for method, best in naive if method not in {"shared_count", "coverage"}} == {"shop:3"}
    assert max(len(best) for _, best in naive) == 10


def test_the_scores_do_not_depend_on_the_order_of_rows() -> None:
    """To the last bit."""
    assert rank(random_case(2)).naive == rank(shuffled(random_case(2), 5)).naive


def test_people_are_counted_once_and_the_best_stand_first() -> None:
    """Two orders of one person are one person; ties by kind, then name."""
    people = [person(f"p:{i}", role="victim" if i < 3 else "comparison") for i in range(6)]
    holdings = [
        *((f"p:{i}", f"o{i}-{n}", "merchant", "b", "2024-05-01") for i in range(3) for n in range(2)),
        *((f"p:{i}", f"o{i}-0", "courier", "c", "2024-05-01") for i in range(6)),
        ("p:0", "o0-9", "merchant", "a", "2024-05-01"),
        ("p:5", "o5-9", "merchant", "only of others", "2024-05-01"),
    ]
    naive = dict(rank(exposures(people, holdings)).naive)

    assert [(s.kind, s.holder, s.score) for s in naive["shared_count"]] == [
        ("courier", "c", 3), ("merchant", "b", 3), ("merchant", "a", 1),
    ]  # fmt: skip
    assert [s.holder for s in naive["odds_ratio"]] == ["b", "a", "c"]


def test_without_comparison_people_only_the_victims_can_be_counted() -> None:
    """An odds ratio against nobody is no figure."""
    people = [person(f"p:{i}") for i in range(3)]
    naive = dict(rank(exposures(people, [(f"p:{i}", "o", "merchant", "a", "2024-05-01") for i in range(3)])).naive)

    assert {method for method, best in naive.items() if best} == {"shared_count", "coverage"}
    assert [score.score for score in naive["coverage"]] == [1.0]
