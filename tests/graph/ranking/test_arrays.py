"""The small arithmetic that the steps share."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.ranking.arrays import counted, cumulated, log_product, log_sum, odds_times, x_log

FACTORS = st.lists(st.floats(1e-6, 1e12), min_size=0, max_size=60)


def test_cumulated_sums_have_a_leading_zero() -> None:
    """So that a window is a difference of two places."""
    assert cumulated(np.array([[1.0, 2, 3]])).tolist() == [[0, 1, 3, 6]]


@given(share=st.floats(0, 0.95), factor=st.floats(0.01, 100))
def test_the_odds_are_multiplied(share: float, factor: float) -> None:
    """Odds times the factor are the odds of the result."""
    got = float(odds_times(np.array(share), factor))

    assert got * (1 - share) == pytest.approx(factor * share * (1 - got), abs=1e-9)


def test_a_share_of_everything_keeps_odds_that_are_finite() -> None:
    """Shares are cut at .95."""
    assert odds_times(np.array([1.0]), 1.0) == pytest.approx([0.95])


@given(st.lists(st.floats(-700, 700), min_size=1, max_size=20))
def test_log_sum_is_that_of_numpy(values: list[float]) -> None:
    """Without overflow, in one pass."""
    assert log_sum(np.array(values)) == pytest.approx(np.logaddexp.reduce(values), abs=1e-9)


def test_x_log_is_zero_where_nothing_is() -> None:
    """0 ln 0 = 0, as a limit."""
    assert x_log(np.array([0.0, 2.0]), np.array([1.0, 1.0])).tolist() == [0, pytest.approx(2 * np.log(2))]


@given(FACTORS)
def test_log_products_are_sums_of_logs(factors: list[float]) -> None:
    """Multiplying a few before each logarithm is only quicker."""
    x = np.array(factors).reshape(-1, 1)

    assert log_product(x) == pytest.approx(np.log(x).sum(0), abs=1e-8)


def test_counted_gives_every_cell() -> None:
    """Cells that nobody names are 0."""
    assert counted(np.array([0, 5, 5]), 2, 3).tolist() == [[1, 0, 0], [0, 0, 2]]
