"""Who called: evidence gang by gang."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.exposures import Exposures
from graph.ranking import rank
from graph.ranking.explained import gangs, mixture
from graph.ranking.explained.evidence import Evidence
from graph.ranking.explained.gangs import Gangs
from graph.ranking.settings import EM_ROUNDS, GANG_PARTS, GANG_RATES, GANG_SOME
from graph.ranking.weighing.lags import within_gang
from tests.graph.ranking.made_up import day, random_case

RATIOS = st.lists(st.floats(0, 50), min_size=6, max_size=6)
LABELS = st.lists(st.integers(-1, 3), min_size=6, max_size=6)


ALL = np.ones(6, bool)


def evidence(ratio: Sequence[float], here: Sequence[bool] | None = None) -> Evidence:
    """Evidence of one window, of victims who all live where the holder could reach them unless told otherwise."""
    n, at = len(ratio), np.ones(len(ratio), bool) if here is None else np.array(here)
    return Evidence(0.0, 0.0, 0, 0, 0.0, np.array(ratio), np.ones(n), at.mean() * np.array(ratio), at)


def plain_gain(number: np.ndarray, x: np.ndarray) -> float:
    """The formula as it stands, one gang after another."""
    best = -np.inf
    for rate in GANG_RATES:
        weights = ((1 - rate) * (1 - GANG_SOME), (1 - rate) * GANG_SOME, rate)
        of_gangs = [
            sum(w * np.prod(1 - a + a * x[number == g]) for w, a in zip(weights, GANG_PARTS, strict=True))
            for g in np.unique(number)
        ]
        best = max(best, float(np.log(of_gangs).sum()))
    return best


@settings(deadline=None)
@given(RATIOS, LABELS)
def test_the_gain_is_that_of_the_formula(ratios: list[float], labels: list[int]) -> None:
    """Of several windows at once, of all victims or of those touched only."""
    who, x = Gangs.of(np.array(labels)), np.array(ratios)
    touched = np.flatnonzero(x > 0)
    expected = pytest.approx(plain_gain(who.number, x), abs=1e-9)

    assert list(who.gains(np.arange(6), np.stack([x, x], 1), ALL)) == [expected] * 2
    assert list(who.gains(touched, x[touched, None], ALL)) == [expected]
    assert who.explained(x, np.ones(6), ALL)[0] == expected


@pytest.mark.parametrize("rate", GANG_RATES)
def test_gangs_accuse_nobody_when_nothing_leaked(rate: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mean of the likelihood ratio over all that chance could do is 1, whatever the gangs."""
    monkeypatch.setattr(gangs, "GANG_RATES", np.array([rate]))
    who, p = Gangs.of(np.array([0, 0, 0, 1, 1, -1])), 0.2
    mean = 0.0
    for touched in product((0, 1), repeat=6):
        x = np.array(touched) / p
        chance = np.prod(np.where(x > 0, p, 1 - p))
        mean += chance * float(np.exp(who.gains(np.arange(6), x[:, None], ALL)[0]))

    assert mean == pytest.approx(1)


def test_victims_whose_caller_is_unknown_are_gangs_of_their_own() -> None:
    """And the numbers of gangs say no more than who belongs together."""
    assert len(np.unique(Gangs.of(np.array([-1, 4, -1, 4, 0])).number)) == 4
    assert Gangs.of(np.array([7, 7, 2])).number.tolist() == [1, 1, 0]


def test_who_shares_a_gang_with_explained_victims_is_explained_sooner() -> None:
    """The very same records mean more where the caller bought from the source."""
    who = Gangs.of(np.array([0, 0, 0, 0, 1, 1, 1, 1]))
    share = gangs.explained(who, evidence([9, 9, 9, 2, 2, 0, 0, 0]), np.ones(8))[1]

    assert share[3] > share[4] + 0.2


def test_without_gangs_all_victims_are_alike() -> None:
    """Nothing is known of who called: figures are those of the mixture."""
    ratio, ones = [9.0, 9, 2, 0], np.ones(4)
    densities = np.column_stack([ones, ratio])

    assert gangs.together(None, evidence(ratio), ones).gangs == 0
    gain, share = gangs.explained(None, evidence(ratio), ones)
    alike, plain = mixture.explained(np.array(ratio), ones, ones)
    assert (gain, share.tolist()) == (alike, plain.tolist())
    assert np.array_equal(gangs.fit_weights(None, densities)[1], mixture.fit_weights(densities)[1])


def test_gangs_take_away_no_more_than_the_price_of_asking() -> None:
    """A source whose victims were called by everybody loses ln 2."""
    lost = gangs.together(Gangs.of(np.repeat(np.arange(6), 2)), evidence([9, 0] * 6), np.ones(12))

    assert -np.log(2) <= lost.value == lost.gangs < 0


def test_a_gang_that_calls_one_city_is_no_evidence_for_a_holder_of_that_city() -> None:
    """Where its victims live is known: half of those there touched the holder in either gang, as everybody does there."""
    here = [True] * 6 + [False] * 18
    ratio = [8.0, 0, 8, 0, 8, 0] + [0.0] * 18
    one_city, everywhere = (Gangs.of(np.array(of)) for of in ([0] * 6 + [1] * 18, [0, 1] * 12))
    local, mixed = (gangs.together(who, evidence(ratio, here), np.ones(24)).gangs for who in (one_city, everywhere))

    assert local < mixed + 0.1
    assert one_city.explained(evidence(ratio, here).given, np.ones(24), np.array(here))[0] < 0


def test_a_gang_that_called_for_a_week_only_is_compared_with_that_week() -> None:
    """Its calls are usual then; calls of a gang spread like all others keep their weight."""
    call = np.array([100] * 20 + list(range(40, 160, 2)))
    burst = within_gang(Gangs.of(np.array([0] * 20 + [1] * 60)), call)
    lone = within_gang(Gangs.of(np.full(80, -1)), call)

    assert burst[:20].max() < 0.6
    assert lone == pytest.approx(1)


@settings(deadline=None)
@given(RATIOS.filter(any))
def test_weights_of_gangs_of_one_are_those_of_all(ratios: list[float]) -> None:
    """A victim does not count towards her own weights."""
    densities = np.column_stack([np.ones(6), ratios])
    density, share = Gangs.of(np.full(6, -1)).fit_weights(densities)
    plain = densities / densities.sum(1, keepdims=True)
    weight = plain.mean(0)
    for _ in range(EM_ROUNDS):
        weight = plain.mean(0)
        plain = densities * weight / (densities * weight).sum(1, keepdims=True)

    assert share == pytest.approx(plain, abs=1e-9)
    assert density == pytest.approx((densities * weight).sum(1))


def called_by(case: Exposures, gang: Callable[[int, bool], str]) -> Exposures:
    """The same case with gangs, by number of the victim and whether she ordered at the leaking shop when it leaked."""
    inside = pl.col("seen_from").is_between(pl.lit(day(60)), pl.lit(day(80)))
    there = set(case.holdings.filter(pl.col("holder") == "shop:3", inside)["person"])
    victims = case.people.filter(pl.col("role") == "victim")["person"].to_list()
    label = {person: gang(i, person in there) for i, person in enumerate(victims)}
    return replace(case, people=case.people.with_columns(gang=pl.col("person").replace_strict(label, default=None)))


def test_a_gang_that_bought_from_the_source_gives_it_away() -> None:
    """Too little without knowing who called; the verdict says how much that adds, and its terms still add up."""
    case = random_case(4, victims=24)
    source = rank(called_by(case, lambda i, there: "buyers" if there else f"others:{i % 2}")).sources[0]
    parts = {part.code: part.nats for part in source.parts}

    assert rank(case).sources == ()
    assert source.holder == "shop:3"
    assert parts["gangs"] > 5
    assert sum(parts.values()) == pytest.approx(source.value)


def test_gangs_that_know_nothing_of_the_source_change_little() -> None:
    """Callers dealt out by turns."""
    case = random_case(1, victims=24)
    without, source = (rank(c).sources[0] for c in (case, called_by(case, lambda i, _: f"gang:{i % 3}")))

    assert without.value - 1 < source.value < without.value + 1
