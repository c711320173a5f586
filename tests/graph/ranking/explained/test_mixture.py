"""The mixture against its plain definition."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.ranking.explained.mixture import Parts, background, best_parts, explained, fit_weights, region_factor
from graph.ranking.settings import PARTS


def plainly(ratio: np.ndarray, m: np.ndarray, here: np.ndarray, who: np.ndarray, a: float) -> float:
    """The gain of one part and window, victim by victim."""
    inside, outside = region_factor(here, np.array([a]))
    full = np.zeros(len(here))
    full[who] = ratio
    b = np.where(here, inside[0], outside[0])
    return float(np.log(((1 - a) * m * b + a * full) / m).sum())


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), n=st.integers(2, 40), living=st.floats(0.05, 1), scale=st.floats(0.1, 60))
def test_the_best_part_is_that_of_a_search_over_all(seed: int, n: int, living: float, scale: float) -> None:
    """Parts whose gain has begun to fall are skipped; nothing is lost by that, wherever the victims live."""
    rng = np.random.default_rng(seed)
    here = rng.random(n) < living
    here[0] = True
    who = np.flatnonzero(here & (rng.random(n) < 0.7) | (np.arange(n) == 0))
    m = rng.uniform(0.1, 5, n)
    ratio = rng.exponential(scale, (len(who), 4)) * (rng.random((len(who), 4)) < 0.6)
    table = np.array([[plainly(ratio[:, w], m, here, who, a) for w in range(4)] for a in PARTS])

    gains = best_parts(ratio / m[who, None], Parts.at(here, len(who)))

    assert gains.gain == pytest.approx(table.max(0), abs=1e-8)
    assert table[gains.part, range(4)] == pytest.approx(table.max(0), abs=1e-8)


def test_a_holder_that_explains_all_gains_most_from_the_largest_part() -> None:
    """Ten victims, each a hundred times likelier under the source."""
    gains = best_parts(np.full((10, 1), 100.0), Parts.at(np.ones(10, bool), 10))

    assert PARTS[gains.part[0]] == 0.94
    assert gains.gain[0] == pytest.approx(10 * np.log(0.06 + 94))


def test_living_near_neither_convicts_nor_acquits() -> None:
    """If all victims of the place come from the source, nobody else is left who lives there."""
    inside, outside = region_factor(np.array([True, False, False, False]), np.array([0.25, 0.1]))

    assert inside[0] == pytest.approx(0.02 / 0.25)
    assert outside[0] == pytest.approx(0.98 / 0.75)
    assert 0.25 * inside[1] * 0.9 + 0.1 == pytest.approx(0.25)


def test_the_background_is_that_of_where_a_victim_lives() -> None:
    """Of those who live at the place of a source fewer are left to the background, elsewhere more."""
    here = np.array([True, True, False, False])
    gains = best_parts(np.array([[50.0], [40.0]]), Parts.at(here, 2))
    usual = background(here, int(gains.part[0]))

    assert usual[0] == usual[1] < 1 < usual[2]


def test_who_is_not_touched_is_not_explained() -> None:
    """Probabilities follow the ratio."""
    _, share = explained(np.array([200.0, 200.0, 0.0]), np.ones(3), np.ones(3))

    assert share[0] > 0.99
    assert share[2] == 0


def test_em_finds_the_weights_of_a_clear_mixture() -> None:
    """Half of the victims from each of two sources that share nobody."""
    densities = np.array([[1.0, 50, 0]] * 5 + [[1.0, 0, 50]] * 5)
    density, share = fit_weights(densities)

    assert share.mean(0) == pytest.approx([0, 0.5, 0.5], abs=0.03)
    assert density == pytest.approx(np.full(10, 25), rel=0.05)
    assert share.sum(1) == pytest.approx(np.ones(10))
