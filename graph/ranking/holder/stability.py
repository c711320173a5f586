"""What the answer owes to single victims: holders weighed again without one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from graph.ranking.arrays import Floats, Ints
from graph.ranking.material.case import Case
from graph.ranking.naming.alone import alone
from graph.ranking.naming.candidates import Candidate, Field
from graph.ranking.naming.search import Found
from graph.ranking.settings import PARTS

RIVALS = 4
"""Others whose value is looked at too: the best beside it."""
TRIED = 6
"""Victims left out for each of them: those whose loss costs the holder most beside it."""


@dataclass(frozen=True, slots=True)
class Stability:
    """`least`: the least value of the holder alone, `tried` victims left out one at a time.

    `first`: whether it stands first whoever is left out; None: it does not stand first anyway.
    """

    least: float
    tried: int
    first: bool | None


def stability(field: Field, found: Found, q: Candidate, step: Callable[[int, int], None] | None = None) -> Stability:
    """Leaves out one victim after another, as if nobody knew of her, and weighs the holder and its best rivals anew.

    Rivals are not sources themselves. All is reckoned again, shares too. Only victims whose loss could cost it most are tried: those who tell most for it,
    and those who tell most for it and not for a rival. `step` is told how many of them are done, and of how many.
    """
    named = {q.holder, *(source.candidate.holder for source in found.sources)}
    rivals = [p for p in found.ranking if p.holder not in named][:RIVALS]
    victims = telling(q, rivals)
    least, first = q.value, bool(not rivals or q.order >= rivals[0].order)
    stays = first
    for done, i in enumerate(victims, 1):
        again = Field(without(field.case, int(i)))
        mine, *others = (alone(again, p.holder) for p in (q, *rivals))
        least = min(least, mine.value if mine else 0.0)
        beaten = any(p is not None and (mine is None or p.order > mine.order) for p in others)
        stays = stays and not beaten
        if step:
            step(done, len(victims))
    return Stability(least, len(victims), stays if first else None)


def telling(q: Candidate, rivals: Sequence[Candidate]) -> Ints:
    """The victims whose loss would cost q most: of its value, and of what it has before each rival."""
    own = _nats(q)
    loss = [own, *(own - _nats(p) for p in rivals)]
    most = [np.argsort(-one.round(9), kind="stable")[:TRIED] for one in loss]
    victims = np.unique(np.concatenate(most))
    return victims[own[victims] > 0]


def _nats(q: Candidate) -> Floats:
    """N: about what each victim tells for a holder, at the part that explains as many as it does."""
    ratio = q.evidence.ratio
    a = float(np.clip(q.explained / len(ratio), PARTS[0], PARTS[-1]))
    return np.asarray(np.log1p(a / (1 - a) * ratio / np.maximum(q.evidence.background, 1e-12)), np.float64)


def without(case: Case, i: int) -> Case:
    """The case without victim i; holders keep their numbers."""
    stay = case.person != i
    person = case.person[stay]
    return replace(
        case,
        n=case.n - 1,
        call=np.delete(case.call, i),
        region=np.delete(case.region, i),
        sets=None if case.sets is None else np.delete(case.sets, i),
        knew=np.delete(case.knew, i, 0),
        named=np.delete(case.named, i),
        gang=None if case.gang is None else np.delete(case.gang, i),
        person=person - (person > i),
        record=case.record[stay],
        kind_of=case.kind_of[stay],
        holder=case.holder[stay],
        day=case.day[stay],
        dated=case.dated[stay],
    )
