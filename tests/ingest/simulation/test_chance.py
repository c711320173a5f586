"""The draws: what they promise for any seed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.simulation import chance
from ingest.simulation.calendar import DAY, HOUR, office_hours

SEEDS = st.integers(0, 2**32)


def rng(seed: int) -> np.random.Generator:
    """The generator a simulation uses."""
    return np.random.Generator(np.random.PCG64(seed))


@given(SEEDS, st.lists(st.floats(1e-6, 1e6), min_size=1, max_size=30), st.integers(0, 200))
def test_a_pick_is_an_index_of_its_weights(seed: int, weights: list[float], size: int) -> None:
    """Never one too far, whatever the rounding of the sums."""
    drawn = chance.pick(rng(seed), np.array(weights), size)

    assert len(drawn) == size
    assert ((drawn >= 0) & (drawn < len(weights))).all()


def test_picks_follow_their_weights() -> None:
    """Three to one is three to one."""
    drawn = chance.pick(rng(3), np.array([3.0, 1.0]), 40_000)

    assert (drawn == 0).mean() == pytest.approx(0.75, abs=0.01)


@given(SEEDS, st.integers(-50, 50), st.integers(0, 40), st.integers(1, 100))
def test_whole_numbers_include_both_ends_and_nothing_beyond(seed: int, low: int, span: int, size: int) -> None:
    """From low to high."""
    drawn = chance.whole(rng(seed), low, low + span, size)

    assert drawn.min() >= low
    assert drawn.max() <= low + span
    assert set(chance.whole(rng(seed), 0, 1, 200).tolist()) == {0, 1}


@given(SEEDS, st.integers(1, 400))
def test_distinct_numbers_are_distinct(seed: int, size: int) -> None:
    """Also where the range is only a little wider than what is asked."""
    drawn = chance.distinct(rng(seed), 0, 999, size)

    assert len(set(drawn.tolist())) == size
    assert set(drawn.tolist()) <= set(range(1000))


@given(SEEDS, st.lists(st.integers(-5, 5), max_size=40))
def test_shuffling_loses_and_adds_nothing(seed: int, items: list[int]) -> None:
    """The same items, in another order."""
    assert sorted(chance.shuffled(rng(seed), np.array(items, dtype=np.int64)).tolist()) == sorted(items)


def test_lags_have_the_mean_and_the_shape_that_is_asked_for() -> None:
    """Gamma of shape 2: its variance is half the square of its mean."""
    lags = chance.gamma2(rng(1), 9.0, 100_000)

    assert lags.min() >= 0
    assert lags.mean() == pytest.approx(9, rel=0.02)
    assert lags.var() == pytest.approx(9 * 9 / 2, rel=0.05)


def test_zipf_weights_fall_with_the_rank_and_add_to_one() -> None:
    """The second is half the first where the exponent is 1."""
    weights = chance.zipf(50, 1.0)

    assert weights.sum() == pytest.approx(1)
    assert weights[1] == pytest.approx(weights[0] / 2)


@given(SEEDS, st.lists(st.integers(0, 100 * DAY), min_size=1, max_size=50))
def test_callers_wait_for_the_morning_but_never_call_early(seed: int, times: list[int]) -> None:
    """A call moves to the next working hours, at most a day and a half later; those in the day stay where they are."""
    before = np.array(times, dtype=np.int64)
    after = office_hours(rng(seed), before)
    hour = after % DAY // HOUR

    assert ((hour >= 8) & (hour <= 20)).all()
    assert (after >= before).all()
    assert (after - before <= 23 * HOUR).all()
