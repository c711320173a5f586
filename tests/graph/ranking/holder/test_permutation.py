"""P-values by shuffling who is a victim, or who was called when."""

from __future__ import annotations

from collections import Counter

import numpy as np
import polars as pl
import pytest

from graph.exposures import Exposures
from graph.ranking.holder.permutation import Permutation, permutation, shuffled_calls, shuffled_roles
from graph.ranking.naming.candidates import Field
from tests.graph.ranking.made_up import exposures, person, random_case, shuffled
from tests.graph.ranking.power.test_power import field_of


def p_of(field: Field, kind: str, holder: str) -> Permutation | None:
    """The p-value of a holder by name."""
    return permutation(field.case, field.windows, field.case.names.index((kind, holder)))


def victims_only(case: Exposures) -> Exposures:
    """The same without comparison people."""
    people = case.people.filter(pl.col("role") == "victim")
    return Exposures(people, case.holdings.join(people.select("person"), on="person", how="semi"), case.shares)


def test_the_source_has_the_least_p_there_is_and_the_others_have_not() -> None:
    """One in a thousand: no shuffle says as much for it."""
    field = field_of(random_case(1))

    assert p_of(field, "merchant", "shop:3") == Permutation(0.001, 999, "roles")
    for shop in ("shop:0", "shop:1", "shop:2"):
        found = p_of(field, "merchant", shop)
        assert found
        assert found.p > 0.05


def test_where_nothing_leaked_p_is_spread_over_all_it_can_be() -> None:
    """Of 12 shops of two quiet cases about every other is below a half, and hardly one below one in twenty."""
    fields = [field_of(random_case(seed, leak=None, victims=15, others=30)) for seed in range(2)]
    found = [p_of(field, "merchant", f"shop:{k}") for field in fields for k in range(6)]
    p = np.array([one.p for one in found if one])

    assert len(p) == 12
    assert 2 <= (p < 0.5).sum() <= 10
    assert (p < 0.05).sum() <= 2


def test_without_comparison_people_the_days_of_calls_are_shuffled() -> None:
    """Only timing speaks: who was called when."""
    field = field_of(victims_only(random_case(1, victims=12)))
    source, other = p_of(field, "merchant", "shop:3"), p_of(field, "merchant", "shop:1")

    assert source
    assert other
    assert source.shuffled == "calls"
    assert source.p <= 0.02 < other.p


def test_what_has_no_times_is_shuffled_by_touch_within_matched_sets() -> None:
    """Thirty pairs; the ill ate the soup, and a dish that all ate says nothing."""
    people = [
        person(f"p:{i:02}", role="victim" if i % 2 == 0 else "comparison", matched_set=f"{i // 2}") for i in range(60)
    ]
    ate = [(i, "soup") for i in range(60) if i % 2 == 0 or i % 12 == 1] + [(i, "bread") for i in range(60)]
    field = field_of(exposures(people, [(f"p:{i:02}", dish, "food", dish, None) for i, dish in ate]))

    assert p_of(field, "food", "soup") == Permutation(0.001, 999, "roles_within_sets")
    assert p_of(field, "food", "bread") == Permutation(1.0, 999, "roles_within_sets")


def test_the_order_of_rows_changes_no_p() -> None:
    """The seed is fixed, and people stand by what is known of them."""
    one, other = field_of(random_case(2)), field_of(shuffled(random_case(2), 3))

    for shop in ("shop:0", "shop:3"):
        assert p_of(one, "merchant", shop) == p_of(other, "merchant", shop)


def test_of_a_holder_that_nobody_touched_in_time_there_is_no_p() -> None:
    """Records long before the call only."""
    people = [person(f"p:{i}", role="victim" if i < 4 else "comparison") for i in range(8)]
    rows = [(f"p:{i}", f"o{i}", "merchant", "a", "2024-05-01") for i in range(8)]
    field = field_of(exposures(people, [*rows, ("p:0", "old", "merchant", "b", "2023-06-01")]))

    assert p_of(field, "merchant", "b") is None


@pytest.mark.parametrize("seed", range(3))
def test_roles_are_shuffled_within_strata_and_first_stand_as_they_are(seed: int) -> None:
    """Every stratum keeps its number of victims in every shuffle."""
    chance = np.random.default_rng(seed)
    strata = chance.integers(0, 4, 30)
    roles = shuffled_roles(strata, 10, chance)

    assert roles[0].tolist() == [True] * 10 + [False] * 20
    for stratum in range(4):
        assert len({int(row[strata == stratum].sum()) for row in roles}) == 1
    assert roles[1:].mean(0) == pytest.approx(
        np.bincount(strata[:10], minlength=4)[strata] / np.bincount(strata)[strata], abs=0.08
    )


def test_calls_are_shuffled_within_strata() -> None:
    """Each call falls to exactly one victim of the same stratum."""
    strata = np.array([0, 1, 0, 1, 1, 0, 2])
    calls = shuffled_calls(strata, np.random.default_rng(1))

    assert calls[0].tolist() == list(range(7))
    for row in calls[:50]:
        assert sorted(row.tolist()) == list(range(7))
        assert (strata[row] == strata).all()
    assert set(Counter(calls[1:, 6].tolist())) == {6}
