"""Sums of unequal chances."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.ranking.expected.ranges import distribution, range_of

CHANCES = st.lists(st.floats(0, 1), max_size=8)


def placed(chances: np.ndarray) -> np.ndarray:
    """P(sum = 0, 1, … as many as there are)."""
    start, known = distribution(chances)
    out = np.zeros(len(chances) + 1)
    out[start : start + len(known)] = known
    return out


@given(CHANCES)
def test_the_distribution_is_that_of_all_outcomes(chances: list[float]) -> None:
    """Against the sum over every combination."""
    slow = np.zeros(len(chances) + 1)
    for outcome in product((0, 1), repeat=len(chances)):
        slow[sum(outcome)] += np.prod([p if hit else 1 - p for hit, p in zip(outcome, chances, strict=True)])

    assert placed(np.array(chances)) == pytest.approx(slow, abs=1e-12)


@given(CHANCES)
def test_the_range_holds_95_percent(chances: list[float]) -> None:
    """No more than 2.5 % lie below it, no more than 2.5 % above."""
    low, high = range_of(np.array(chances))
    exact = placed(np.array(chances))

    assert 0 <= low <= high <= len(chances)
    assert exact[:low].sum() <= 0.025 + 1e-9
    assert exact[high + 1 :].sum() <= 0.025 + 1e-9


def test_it_is_the_binomial_where_all_chances_are_equal() -> None:
    """100 fair coins: 40 to 60, as in every table."""
    assert range_of(np.full(100, 0.5)) == (40, 60)


def test_certain_events_are_certain() -> None:
    """Nothing strays where nothing is open."""
    assert range_of(np.array([1.0, 1.0, 0.0])) == (2, 2)
    assert range_of(np.array([])) == (0, 0)


@given(st.integers(300, 900), st.integers(0, 10_000), st.integers(1, 6))
@settings(max_examples=15, deadline=None)
def test_many_events_are_reckoned_round_their_mean_alone(events: int, seed: int, rare: int) -> None:
    """Against the convolution of one event after another."""
    chances = np.random.default_rng(seed).random(events) ** rare
    slow = np.ones(1)
    for chance in chances:
        slow = np.convolve(slow, [1 - chance, chance])

    assert placed(chances) == pytest.approx(slow, abs=1e-13)
    assert len(distribution(chances)[1]) < events
