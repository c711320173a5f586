"""What to think of each holder while chains are still unknown: an order not traced yet says nothing for or against it.

The verdict counts an order of unknown holders as none. That is right where few are missing, and far too sure where
only four orders were traced, chosen for their lag: so questions rest on the same evidence (step 6 of the method) with

    LR_i(W, f) = sum over i's orders r in W of w_r f(lag_r)/g(T_i) z_rj / vol(W)

z = 1/odds(s_j; G) for an order through j, 0 for one through another holder of the kind, 1 where the holder is unknown;
vol counts all orders. Beside the holders seen stands one through whom no traced order went (z = 0 for all of them).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from graph.ranking.arrays import log_sum
from graph.ranking.expected.shares import Shares
from graph.ranking.material.case import Case
from graph.ranking.questions.chains import Chains
from graph.ranking.questions.scales import Scales, Weight
from graph.ranking.questions.ties import shared
from graph.ranking.settings import PRIOR

MOST_WEIGHED = 24
"""Holders that are weighed: those that stand out most."""


@dataclass(frozen=True, slots=True)
class Belief:
    """A holder (or UNSEEN of a kind) and the chance that it is the source, as all that was weighed has it."""

    weight: Weight
    chance: float


def beliefs(
    case: Case, shares: Shares, orders: Chains, known: Collection[int] = (), most: int = MOST_WEIGHED
) -> tuple[Scales, tuple[Belief, ...]]:
    """All that is weighed, likeliest first, those `known` among the `most` that are; ties by kind, then name, then what is unseen.

    Chances are those of one source alone; what is left of 1 is "no source", PRIOR nats strong.
    """
    scales = Scales(case, shares, orders, known, most)
    weights = scales.all_()
    every = log_sum(np.array([PRIOR, *(weight.value for weight in weights)]))
    chances = shared(scales, weights, np.exp(np.array([weight.value for weight in weights]) - every))
    found = [Belief(weight, float(chance)) for weight, chance in zip(weights, chances, strict=True)]
    last = len(case.names)
    return scales, tuple(
        sorted(found, key=lambda q: (-round(q.chance, 9), q.weight.holder % (last + 1), q.weight.kind))
    )
