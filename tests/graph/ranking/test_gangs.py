"""Who called: evidence gang by gang."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.ranking import gangs, mixture
from graph.ranking.gangs import Gangs
from graph.ranking.settings import GANG_PARTS, GANG_RATES, GANG_SOME

RATIOS = st.lists(st.floats(0, 50), min_size=6, max_size=6)
LABELS = st.lists(st.integers(-1, 3), min_size=6, max_size=6)


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


@given(RATIOS, LABELS)
def test_the_gain_is_that_of_the_formula(ratios: list[float], labels: list[int]) -> None:
    """Of several windows at once, of all victims or of those touched only."""
    who, x = Gangs.of(np.array(labels)), np.array(ratios)
    touched = np.flatnonzero(x > 0)
    expected = pytest.approx(plain_gain(who.number, x), abs=1e-9)

    assert list(who.gains(np.arange(6), np.stack([x, x], 1))) == [expected] * 2
    assert list(who.gains(touched, x[touched, None])) == [expected]
    assert who.explained(x, np.ones(6), np.ones(6))[0] == expected


@pytest.mark.parametrize("rate", GANG_RATES)
def test_gangs_accuse_nobody_when_nothing_leaked(rate: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mean of the likelihood ratio over all that chance could do is 1, whatever the gangs."""
    monkeypatch.setattr(gangs, "GANG_RATES", np.array([rate]))
    who, p = Gangs.of(np.array([0, 0, 0, 1, 1, -1])), 0.2
    mean = 0.0
    for touched in product((0, 1), repeat=6):
        x = np.array(touched) / p
        chance = np.prod(np.where(x > 0, p, 1 - p))
        mean += chance * float(np.exp(who.gains(np.arange(6), x[:, None])[0]))

    assert mean == pytest.approx(1)


def test_victims_whose_caller_is_unknown_are_gangs_of_their_own() -> None:
    """And the numbers of gangs say no more than who belongs together."""
    assert len(np.unique(Gangs.of(np.array([-1, 4, -1, 4, 0])).number)) == 4
    assert Gangs.of(np.array([7, 7, 2])).number.tolist() == [1, 1, 0]


def test_who_shares_a_gang_with_explained_victims_is_explained_sooner() -> None:
    """The very same records mean more where the caller bought from the source."""
    ratio = np.array([9.0, 9, 9, 2, 2, 0, 0, 0])
    share = gangs.explained(Gangs.of(np.array([0, 0, 0, 0, 1, 1, 1, 1])), ratio, np.ones(8), np.ones(8))[1]

    assert share[3] > share[4] + 0.2


def test_without_gangs_all_victims_are_alike() -> None:
    """Nothing is known of who called: figures are those of the mixture."""
    ratio, ones = np.array([9.0, 9, 2, 0]), np.ones(4)
    densities = np.column_stack([ones, ratio])

    assert gangs.together(None, ratio, ones, ones) == 0
    for found, expected in (
        (gangs.explained(None, ratio, ones, ones), mixture.explained(ratio, ones, ones)),
        (gangs.fit_weights(None, densities), mixture.fit_weights(densities)),
    ):
        assert all(np.array_equal(a, b) for a, b in zip(found, expected, strict=True))


def test_gangs_take_away_no_more_than_the_price_of_asking() -> None:
    """A source whose victims were called by everybody loses ln 2."""
    ratio = np.array([9.0, 0] * 6)
    lost = gangs.together(Gangs.of(np.repeat(np.arange(6), 2)), ratio, np.ones(12), np.ones(12))

    assert -np.log(2) <= lost < 0


@given(RATIOS.filter(any))
def test_weights_of_gangs_of_one_are_those_of_all(ratios: list[float]) -> None:
    """A victim does not count towards her own weights."""
    densities = np.column_stack([np.ones(6), ratios])
    density, share = Gangs.of(np.full(6, -1)).fit_weights(densities)
    plain_density, plain_share = mixture.fit_weights(densities)

    assert share == pytest.approx(plain_share, abs=0.02)
    assert density == pytest.approx(plain_density, rel=0.05)
