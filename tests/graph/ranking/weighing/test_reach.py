"""Risk exposures, shares and the scan, by hand and against slow plain versions."""

from __future__ import annotations

import numpy as np
import pytest

from graph.index import index_of
from graph.ranking.expected.windows import Windows
from graph.ranking.material.case import Case
from graph.ranking.material.prepare import prepare
from graph.ranking.plain.scans import expected, observed, scan_scores
from graph.ranking.weighing.reach import Reach
from graph.ranking.weighing.timefactor import time_factors
from graph.ranking.weighing.volume import volumes
from tests.graph.ranking.made_up import Holding, exposures, person, random_case


def reach_of(case: Case, cap: int = 30) -> Reach:
    """The reach of a case under a cap."""
    return Reach(case, Windows(case.day[case.mine]), cap)


@pytest.fixture(name="reach", params=[1, 2])
def random_reach(request: pytest.FixtureRequest) -> Reach:
    """A reach of a random case."""
    return reach_of(prepare(index_of(random_case(request.param))).case, 90)


def test_risk_exposures_lie_within_the_cap() -> None:
    """A day before the call is near enough, 31 days before it are not; those are the reference."""
    rows: list[Holding] = [("p:1", f"r{d}", "m", d, d) for d in ("2024-06-09", "2024-05-11", "2024-05-10")]
    case = prepare(index_of(exposures([person("p:1")], rows))).case
    reach = reach_of(case)

    assert sorted(case.lag[reach.rows]) == [1, 30]
    assert case.lag[reach.compared].tolist() == [31]


def test_a_named_record_leaves_the_others_to_the_reference() -> None:
    """Whoever called knew that record; all holders of it are at risk, nobody else."""
    rows: list[Holding] = [
        ("p:1", r, k, f"{k}{r}", "2024-06-01") for r in ("o1", "o2") for k in ("courier", "merchant")
    ]
    case = prepare(index_of(exposures([person("p:1", named="o2")], rows))).case
    reach = reach_of(case)

    assert {case.names[j][1] for j in case.holder[reach.rows]} == {"couriero2", "merchanto2"}
    assert {case.names[j][1] for j in case.holder[reach.compared]} == {"couriero1", "merchanto1"}


def test_national_and_regional_shares_by_hand() -> None:
    """8 of 12 comparison orders through a: (8 + 1/2) / (12 + 2/2); all of the north's 6: drawn to that with 10."""
    rows: list[Holding] = []
    people = [person("p:v", region="north")]
    for n in range(12):
        region, shop = ("north", "a") if n < 6 else ("south", "a" if n < 8 else "b")
        people.append(person(f"p:{n}", role="comparison", region=region))
        rows.append((f"p:{n}", f"o{n}", "merchant", shop, "2024-05-01"))
    rows.append(("p:v", "o", "merchant", "a", "2024-06-01"))
    reach = reach_of(prepare(index_of(exposures(people, rows))).case)
    s = 8.5 / 13

    assert reach.shares.share[0, 0] == pytest.approx(s * 16 / (6 * s + 10))
    assert reach.shares.share[1, 0] == pytest.approx(s * 12 / (6 * s + 10))
    assert reach.shares.behind[0] == pytest.approx(6 + 1 / (0.1 + 1 / 8.5))


def test_a_published_share_weighs_400_records() -> None:
    """(0 + 400 x .02) / (1 + 400), where the one comparison order went elsewhere."""
    people = [person("p:v"), person("p:o", role="comparison")]
    rows: list[Holding] = [("p:v", "o1", "merchant", "a", "2024-06-01"), ("p:o", "o2", "merchant", "b", "2024-06-01")]
    case = prepare(index_of(exposures(people, rows, [("merchant", "a", 0.02)]))).case
    s = 8 / 401

    assert reach_of(case).shares.share[0, 0] == pytest.approx(s * 10 / (s + 10))


def test_shares_of_a_branch_are_its_part_of_the_hub(reach: Reach) -> None:
    """The branches of a hub have no more than the hub together, in people of the region."""
    case, share = reach.case, reach.shares.share
    for hub in case.of_kind("hub"):
        branches = np.flatnonzero(case.parent == hub)

        assert (share[:, branches].sum(1) <= share[:, hub] * 1.5).all()
        assert (share[:, branches] > 0).any()


def test_observed_counts_each_victim_once_a_window(reach: Reach) -> None:
    """Against a count of distinct victims, window by window."""
    u = np.random.default_rng(0).uniform(0.02, 1, reach.case.n)
    got = observed(reach.risk, reach.windows, reach.candidates, u)
    for c, j in enumerate(reach.candidates):
        r = reach.through(int(j))
        for w in range(0, len(reach.windows), 7):
            first, last = reach.windows.first[w], reach.windows.last[w]
            who = {int(reach.person[e]) for e in r if first <= reach.bin[e] <= last}

            assert got[c, w] == pytest.approx(sum(u[i] for i in who))


def test_expected_is_the_sum_of_chances(reach: Reach) -> None:
    """Against the formula, victim by victim, wherever a window may score best."""
    case, windows = reach.case, reach.windows
    tau, u = time_factors(reach), np.random.default_rng(0).uniform(0.02, 1, case.n)
    everywhere = np.full(tau.shape, 1e9)
    got = expected(reach.risk, windows, reach.usual(tau), u, everywhere)
    for c, j in list(enumerate(reach.candidates))[::3]:
        for w in range(0, len(windows), 31):
            s = np.clip(reach.shares.share[case.region[: case.n], j] * tau[c, w], 0, 0.95)
            s = case.odds * s / (1 + (case.odds - 1) * s)
            n = reach.between(int(case.kind[j]), *windows.span(w))

            wanted = (u * (1 - (1 - s) ** np.minimum(n, 12))).sum()
            assert got[c, w] == pytest.approx(wanted) or np.isinf(got[c, w])
    assert np.isfinite(got).any(1).all()


def test_time_factors_are_about_one_where_nothing_happens(reach: Reach) -> None:
    """Orders at random over the year have no festivals."""
    assert np.median(time_factors(reach)) == pytest.approx(1, abs=0.25)


def test_volumes_are_orders_per_person() -> None:
    """Ten victims with an order each every day: about one a day within the cap."""
    rows: list[Holding] = [
        (f"p:{i}", f"o{i}-{d}", "merchant", "a", f"2024-05-{d:02}") for i in range(10) for d in range(1, 32)
    ]
    case = prepare(index_of(exposures([person(f"p:{i}", call="2024-06-01") for i in range(10)], rows))).case
    upto = volumes(reach_of(case))[0]

    assert upto[31] - upto[1] == pytest.approx(30, rel=0.1)


def test_the_scan_looks_for_more_than_expected() -> None:
    """What is expected or less has no score, nor has what two victims share."""
    many, few = np.array([[20.0]]), np.array([[2.0]])
    behind, price = np.array([500.0]), np.array([0.0])

    assert scan_scores(many, np.array([[5.0]]), behind, price)[0] > 5
    assert scan_scores(many, np.array([[25.0]]), behind, price)[0] == 0
    assert scan_scores(few, np.array([[0.1]]), behind, price)[0] == 0
    few_behind = scan_scores(many, np.array([[5.0]]), np.array([5.0]), price)[0]

    assert few_behind < scan_scores(many, np.array([[5.0]]), behind, price)[0]


def test_kinds_with_the_very_same_records_are_counted_once(reach: Reach) -> None:
    """Each exposure stands under its kind; kinds stand together where each victim's lie in the same bins."""
    risk = reach.risk

    def cells(rows: np.ndarray) -> list[tuple[int, int]]:
        return list(zip(risk.person[rows].tolist(), risk.bin[rows].tolist(), strict=True))

    by_hand = {int(kind): cells(np.flatnonzero(risk.named_kind == kind)) for kind in np.unique(risk.named_kind)}
    found = {kind: cells(rows) for kinds, rows in risk.by_kind for kind in kinds}

    assert found == {kind: rows for kind, rows in by_hand.items() if kind >= 0}
    assert len(risk.by_kind) == len({tuple(rows) for rows in found.values()})
