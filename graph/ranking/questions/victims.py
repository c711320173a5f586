"""Whom to ask: victims who could say which order the caller named, and those of whom no order is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import numpy as np

from graph.ranking.arrays import Floats
from graph.ranking.material.prepare import Prepared
from graph.ranking.questions.beliefs import Belief
from graph.ranking.questions.chains import CAP
from graph.ranking.questions.gain import LEADING, information, outcome, surprise
from graph.ranking.questions.ground import TRIED
from graph.ranking.questions.scales import UNSEEN, Scales
from graph.verdict import Chance, Question, Text
from graph.wording import questions as wording

UNKNOWN_PART = float(TRIED[len(TRIED) // 2])
"""Part of the victims a source may explain while nothing is known of it."""


def order_named(prepared: Prepared, scales: Scales, believed: tuple[Belief, ...], size: int) -> Iterator[Question]:
    """Victims with several orders who have not said which one the caller named.

    The answer goes through j with probability e + (1 - e) x if j is the source and e explains the victim, else x: the
    part of her orders that go through j. As many can tell as have told so far.
    """
    case = prepared.case
    told = (int((case.named >= 0).sum()) + 0.5) / (case.n + 1)
    seen, through = _apart(scales, _seen(believed))
    gain = np.zeros(case.n)
    for belief, usual in zip(seen, through, strict=True):
        gain += told * information(belief.chance, _raised(belief, usual), usual)
    gain[(case.named >= 0) | (np.bincount(scales.orders.person, minlength=case.n) < 2)] = 0

    def effect(i: int) -> Chance | None:
        hers = ((q, usual) for q, usual in zip(seen, through, strict=True) if usual[i] > 0)
        effects = (outcome(case, q, float(_raised(q, usual)[i]), float(usual[i])) for q, usual in hers)
        return next(filter(None, effects), None)

    yield from _asked(prepared, "named_order", gain, size, effect, wording.named_order)


def orders_unknown(
    prepared: Prepared, scales: Scales | None, believed: tuple[Belief, ...], size: int
) -> Iterator[Question]:
    """Victims without any record: she has an order through j with probability a + (1 - a) c, or c if it is not j.

    c = 1 - (1 - s_j)^(orders of a victim). All of them tell as much as one; those called first come first.
    """
    case = prepared.case
    without = np.bincount(case.person[case.mine], minlength=len(case.call))[: case.n] == 0
    seen = _seen(believed)
    unseen = sum(q.chance for q in believed if q.weight.holder == UNSEEN) if believed else 1.0
    orders = len(scales.orders.record) / max(int((~without).sum()), 1) if scales else 0
    usual = [1 - (1 - belief.weight.share) ** orders for belief in seen]
    raised = [q.weight.part + (1 - q.weight.part) * c for q, c in zip(seen, usual, strict=True)]
    worth = unseen * float(surprise(np.array(UNKNOWN_PART)))
    for belief, q, c in zip(seen, raised, usual, strict=True):
        worth += float(information(belief.chance, np.array(q), np.array(c)))

    effects = (outcome(case, *of_one) for of_one in zip(seen, raised, usual, strict=True))
    best = next(filter(None, effects), None)

    def effect(_: int) -> Chance | None:
        return best

    def text(called: date, chance: Chance | None) -> Text:
        return wording.orders_of_victim(called, CAP, chance)

    yield from _asked(prepared, "orders_of_victim", without * worth, size, effect, text)


def _apart(scales: Scales, seen: list[Belief]) -> tuple[list[Belief], list[Floats]]:
    """Holders with what part of each victim's orders goes through them; of those with the same orders the first.

    It stands for them all: the name of an order tells none of them from the others.
    """
    out: dict[bytes, tuple[Belief, Floats]] = {}
    for belief in seen:
        through = _part_through(scales, belief.weight.holder)
        first = out.get(through.tobytes(), (belief, through))[0]
        chance = belief.chance + (first.chance if first is not belief else 0.0)
        out[through.tobytes()] = replace(first, chance=chance), through
    return [belief for belief, _ in out.values()], [through for _, through in out.values()]


def _seen(believed: tuple[Belief, ...]) -> list[Belief]:
    return [belief for belief in believed if belief.weight.holder != UNSEEN][:LEADING]


def _part_through(scales: Scales, j: int) -> Floats:
    """N: the part of each victim's orders that go through a holder."""
    n, person = scales.case.n, scales.orders.person
    through = np.bincount(person[scales.through(j)], minlength=n)
    return np.asarray(through / np.maximum(np.bincount(person, minlength=n), 1), np.float64)


def _raised(belief: Belief, usual: Floats) -> Floats:
    """N: how likely the named order goes through the source, if it is the source; never where no order does."""
    explains = belief.weight.explains * (usual > 0)
    return np.asarray(explains + (1 - explains) * usual, np.float64)


def _asked(
    prepared: Prepared,
    ask: str,
    gain: Floats,
    size: int,
    effect: Callable[[int], Chance | None],
    text: Callable[[date, Chance | None], Text],
) -> Iterator[Question]:
    """The victims whose answer is worth most."""
    for i in np.argsort(-np.round(gain, 9), kind="stable")[:size]:
        if gain[i] > 0:
            person, chance = prepared.people[i], effect(int(i))
            said = text(date.fromordinal(int(prepared.case.call[i])), chance)
            yield Question(ask=ask, about=person, gain=float(gain[i]), text=said, person=person, chance=chance)
