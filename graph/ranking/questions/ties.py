"""Who cannot be told apart by the orders traced so far shares the chance of them all, as in the verdict (step 10)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from graph.ranking.arrays import Floats
from graph.ranking.questions.scales import UNSEEN, Scales, Weight
from graph.ranking.settings import NEAR, NEAR_SHARE, OVERLAP, TIE_WIDTH


def shared(scales: Scales, weights: Sequence[Weight], chance: Floats) -> Floats:
    """The chances of all that was weighed, each group's divided among it by 1/e for every TIE_WIDTH nats."""
    out = chance.copy()
    for group in _groups(scales, weights):
        value = np.array([weights[i].value for i in group])
        part = np.exp((value - value.max()) / TIE_WIDTH)
        out[group] = chance[group].sum() * part / part.sum()
    return out


def _groups(scales: Scales, weights: Sequence[Weight]) -> Iterator[list[int]]:
    """Each that leads those left, with those that cannot be told apart from it."""
    left = [i for i, weight in enumerate(weights) if weight.holder != UNSEEN]
    left.sort(key=lambda i: -round(weights[i].value, 9))
    while left:
        group = [i for i in left if i == left[0] or not_told_apart(scales, weights[left[0]], weights[i])]
        left = [i for i in left if i not in group]
        yield group


def not_told_apart(scales: Scales, first: Weight, other: Weight) -> bool:
    """The very same traced orders, or nearly its value and half of them shared."""
    a, b = scales.through(first.holder), scales.through(other.holder)
    near = first.value - max(NEAR, NEAR_SHARE * first.value)
    return bool(np.array_equal(a, b) or (other.value >= near and (a & b).sum() >= OVERLAP * (a | b).sum()))
