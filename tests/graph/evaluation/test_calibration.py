"""Stated probabilities against what happened."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.evaluation import Claim, calibration


def claims(probability: float, right: int, wrong: int) -> list[Claim]:
    """So many right and wrong claims of the same probability."""
    return [Claim(probability, right=True)] * right + [Claim(probability, right=False)] * wrong


def test_nothing_claimed_is_nothing_to_judge() -> None:
    """No figure is made up."""
    assert calibration([]) is None


def test_what_is_right_as_often_as_stated_has_no_error() -> None:
    """Of ten at .7 seven are right, of five at .2 one is."""
    found = calibration([*claims(0.7, 7, 3), *claims(0.2, 1, 4)])

    assert found
    assert found.ece == pytest.approx(0)
    assert found.brier == pytest.approx((10 * 0.7 * 0.3 + 5 * 0.2 * 0.8) / 15)
    assert [(one.low, one.high, one.claims) for one in found.bins] == [(0.2, 0.3, 5), (0.7, 0.8, 10)]


def test_the_error_is_weighted_by_claims() -> None:
    """Off by .3 in two of ten claims and by .1 in eight: .06 + .08."""
    found = calibration([*claims(0.7, 2, 0), *claims(0.1, 0, 8)])

    assert found
    assert found.ece == pytest.approx(0.14)
    assert [(one.stated, one.right) for one in found.bins] == [(pytest.approx(0.1), 0), (pytest.approx(0.7), 1)]


def test_certainty_belongs_to_the_last_bin() -> None:
    """There is no bin above 1."""
    found = calibration([*claims(1.0, 1, 0), *claims(0.95, 0, 1)])

    assert found
    assert [(one.low, one.claims) for one in found.bins] == [(0.9, 2)]


CLAIMS = st.lists(st.builds(Claim, st.floats(0, 1), right=st.booleans()), min_size=1)


@given(CLAIMS, st.randoms())
def test_errors_lie_between_0_and_1_whatever_the_order(made: list[Claim], chance: object) -> None:
    """Every claim stands in one bin, whose mean lies inside it."""
    found = calibration(made)

    assert found
    assert 0 <= found.ece <= 1
    assert 0 <= found.brier <= 1
    assert sum(one.claims for one in found.bins) == len(made)
    assert all(one.low - 1e-9 <= one.stated <= one.high + 1e-9 for one in found.bins)
    again = calibration(made[::-1])
    assert again
    assert again.ece == pytest.approx(found.ece)
