"""The rule by which questions are ranked, with figures that can be checked by hand."""

from __future__ import annotations

from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.ranking.questions.gain import RARE, entropy, information, surprise

CHANCE = st.floats(0, 1)


def told(chance: float, if_so: float, otherwise: float) -> float:
    """The information of one answer."""
    return float(information(chance, np.array(if_so), np.array(otherwise)))


def test_an_answer_that_settles_an_even_chance_tells_ln_2() -> None:
    """Yes only if it is the source, no only if it is not: one bit."""
    assert told(0.5, 1.0, 0.0) == pytest.approx(log(2))


def test_an_answer_by_hand() -> None:
    """P = 1/2, q = 3/4, s = 1/4: m = 1/2, and both KL are 3/4 ln 3/2 + 1/4 ln 1/2."""
    assert told(0.5, 0.75, 0.25) == pytest.approx(0.75 * log(1.5) + 0.25 * log(0.5))


@given(CHANCE, CHANCE, CHANCE)
def test_information_is_never_negative_and_never_more_than_is_open(p: float, q: float, s: float) -> None:
    """Mutual information of a yes or no with "is it the source"."""
    assert -1e-9 <= told(p, q, s) <= entropy(p) + 1e-9


@given(CHANCE, CHANCE)
def test_an_answer_that_is_as_likely_either_way_tells_nothing(p: float, q: float) -> None:
    """Nobody needs to ask it."""
    assert told(p, q, q) == pytest.approx(0, abs=1e-9)


def test_a_holder_nobody_has_met_is_worth_more_the_likelier_the_order_leaked() -> None:
    """By hand: pi = 1 is ln(1/s0) - (1 - s0); pi = 0 is nothing."""
    worth = surprise(np.array([0.0, 0.1, 0.5, 1.0]))

    assert worth[0] == pytest.approx(0)
    assert worth[-1] == pytest.approx(log(1 / RARE) - (1 - RARE))
    assert (np.diff(worth) > 0).all()
