"""How much an answer is expected to tell, in nats (the rule of METHOD's next best question)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from graph.ranking.arrays import Floats, Ints, x_log
from graph.ranking.material.case import Case
from graph.ranking.questions.beliefs import Belief
from graph.ranking.questions.chains import Chains
from graph.ranking.questions.scales import UNSEEN, Scales, Weight
from graph.verdict import Chance

LEADING = 12
"""Holders whose standing an answer may change."""
LEADS = 0.01
"""Chance from which a holder is spoken of."""
TELLS = 0.05
"""By how much one answer must be able to move the chance of a holder that is spoken of; nobody is asked for less."""
HARDLY = 1e-6
"""Chance below which a holder is passed over."""
RARE = 0.003
"""s0: share of a holder nobody has met yet."""
BEHIND = 0.5
"""Of the chance of a holder, the part that belongs to somebody not known yet behind the same orders, where the holders
of another kind are unknown: everybody who leaked a shop's orders also seems to be its platform."""


def information(chance: Floats | float, if_so: Floats, otherwise: Floats) -> Floats:
    """I(P; q, s) = P KL(q|m) + (1 - P) KL(s|m), m = P q + (1 - P) s: what a yes or no tells of a holder.

    `if_so`, `otherwise`: q, s, the probability of a yes if the holder is the source, and if it is not.
    """
    mean = chance * if_so + (1 - chance) * otherwise
    return np.asarray(chance * _divergence(if_so, mean) + (1 - chance) * _divergence(otherwise, mean), np.float64)


def _divergence(q: Floats, m: Floats) -> Floats:
    """KL(q|m) of two chances."""
    return x_log(q, m) + x_log(1 - q, 1 - m)


def entropy(chance: float) -> float:
    """Nats that a sure yes or no would tell."""
    return float(-x_log(np.array([chance, 1 - chance]), np.ones(2)).sum())


def surprise(chance: Floats) -> Floats:
    """Nats for a holder nobody has met: p ln(p/s0) - (p - s0), p = pi + (1 - pi) s0; `chance`: pi."""
    p = chance + (1 - chance) * RARE
    return np.asarray(p * np.log(p / RARE) - (p - RARE), np.float64)


def leaked(scales: Scales, weight: Weight, orders: Ints) -> Floats:
    """For these orders of unknown holders, pi_r: the probability that it is the one that leaked, if this is the source."""
    grid, person = scales.grid, scales.orders.person[orders]
    among = (1 - weight.part) * weight.background + weight.part * weight.ratio
    density = grid.density[weight.law, orders] * grid.within(weight.window, orders) * weight.here[person]
    volume = grid.volume[weight.window] * weight.here.mean()
    return np.asarray(np.clip(weight.part * density / volume / among[person], 0, 1), np.float64)


def order_gains(scales: Scales, believed: Sequence[Belief], rates: Floats) -> Floats:
    """R: nats expected of tracing each order; `rates`: K, how often tracing tells a kind at all."""
    orders = scales.orders
    missing = rates * ~orders.known
    rows = np.flatnonzero(orders.open_ & (missing > 0).any(1))
    out = np.zeros(len(orders.record))
    for belief in [q for q in believed if q.weight.holder != UNSEEN][:LEADING]:
        out[rows] += _of_seen(scales, belief, rows, missing)
    unseen = [q for q in believed if q.weight.holder == UNSEEN]
    if unseen:
        pi = leaked(scales, unseen[0].weight, rows)
        out[rows] += sum(q.chance for q in unseen) * missing[rows].max(1, initial=0) * surprise(pi)
    return out


def _of_seen(scales: Scales, belief: Belief, rows: Ints, missing: Floats) -> Floats:
    """What these orders tell of a holder that was met, or of somebody behind its orders; `missing`: R x K."""
    weight, chance = belief.weight, belief.chance
    if chance < HARDLY:
        return np.zeros(len(rows))
    share = scales.shares.share[scales.region[scales.orders.person[rows]], weight.holder]
    pi = leaked(scales, weight, rows)
    of_it = missing[rows, weight.kind] * information(chance, pi + (1 - pi) * share, share)
    through = scales.through(weight.holder)
    # Of a kind that most of its orders name nobody can be behind them all.
    hidden = (missing[through] > 0).mean(0) > BEHIND
    if not hidden.any():
        return np.asarray(of_it, np.float64)
    behind = np.clip(pi / weight.share, 0, 1) * through[rows]
    worth = (missing[rows] * hidden).max(1, initial=0) * through[rows]
    return np.asarray(of_it + BEHIND * chance * worth * surprise(behind), np.float64)


def outcome(case: Case, belief: Belief, if_so: float, otherwise: float) -> Chance | None:
    """What a yes and a no would make of the chance of a holder (Bayes); None: neither moves it by as much as TELLS."""
    kind, holder = case.names[belief.weight.holder]
    p, mean = belief.chance, belief.chance * if_so + (1 - belief.chance) * otherwise
    yes = p * if_so / mean if mean > 0 else p
    no = p * (1 - if_so) / (1 - mean) if mean < 1 else p
    tells = p >= LEADS and max(yes - p, p - no) >= TELLS
    return Chance(kind, holder, p, yes, no) if tells else None


def batch(gain: Floats, orders: Chains, size: int) -> list[int]:
    """The `size` best orders, at most one of a victim; ties by person, then the earlier, then record."""
    taken: list[int] = []
    asked: set[int] = set()
    for r in np.lexsort((orders.record, orders.day, orders.person, -np.round(gain, 9))):
        if len(taken) == size or gain[r] <= 0:
            break
        if int(orders.person[r]) not in asked:
            asked.add(int(orders.person[r]))
            taken.append(int(r))
    return taken
