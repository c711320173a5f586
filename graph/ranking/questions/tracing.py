"""Which orders to trace next: those whose holders would tell most."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from graph.ranking.arrays import Floats
from graph.ranking.material.prepare import Prepared
from graph.ranking.questions.beliefs import Belief
from graph.ranking.questions.gain import batch, leaked, order_gains, outcome
from graph.ranking.questions.scales import UNSEEN, Scales
from graph.verdict import Chance, Question
from graph.wording import questions as wording


def orders_to_trace(
    prepared: Prepared, scales: Scales, believed: tuple[Belief, ...], rates: Floats, size: int
) -> Iterator[Question]:
    """The orders of unknown holders that are worth most, one of a victim."""
    gain = order_gains(scales, believed, rates)
    for r in batch(gain, scales.orders, size):
        yield _question(prepared, scales, believed, rates, r, float(gain[r]))


def _question(
    prepared: Prepared, scales: Scales, believed: tuple[Belief, ...], rates: Floats, r: int, gain: float
) -> Question:
    case, orders = prepared.case, scales.orders
    missing = np.flatnonzero(~orders.known[r] & (rates > 0))
    kinds = tuple(case.kinds[k] for k in missing)
    chance = _leading(scales, believed, set(missing.tolist()), r)
    who, record = int(orders.person[r]), prepared.records[orders.record[r]]
    called, ordered = date.fromordinal(int(case.call[who])), date.fromordinal(int(orders.day[r]))
    return Question(
        ask="trace_order", about=record, gain=gain, person=prepared.people[who], record=record, kinds=kinds,
        chance=chance, text=wording.trace_order(called, ordered, kinds, chance),
    )  # fmt: skip


def _leading(scales: Scales, believed: tuple[Belief, ...], missing: set[int], r: int) -> Chance | None:
    """What the answer would do to the likeliest holder that it moves, of a kind that is unknown of this order."""
    seen = (belief for belief in believed if belief.weight.holder != UNSEEN and belief.weight.kind in missing)
    return next(filter(None, (_effect(scales, belief, r) for belief in seen)), None)


def _effect(scales: Scales, belief: Belief, r: int) -> Chance | None:
    """What the answer would do to one holder."""
    share = float(scales.shares.share[scales.region[scales.orders.person[r]], belief.weight.holder])
    pi = float(leaked(scales, belief.weight, np.array([r]))[0])
    return outcome(scales.case, belief, pi + (1 - pi) * share, share)
