"""How the obvious methods rank one holder, and whom they put first: where they disagree, one should look again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from graph.ranking.arrays import Bools, Floats, Ints
from graph.ranking.material.case import Case
from graph.ranking.naive.pagerank import pagerank
from graph.ranking.naive.scores import in_order, naive_columns
from graph.ranking.naive.touches import Touches
from graph.ranking.settings import MIN_MANY
from graph.verdict import Score

COUNTING = frozenset({"shared_count", "coverage", "pagerank"})
"""Methods by which a holder stands high because many use it."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a method says: the rank of the holder among `ranked` (None: not ranked), who is first, and why not trust it.

    `why`: "agrees", "degree" (high degree, not unusual), "few" (too few people, choice not priced) or "blind" (blind to
    time and to the number of others).
    """

    method: str
    rank: int | None
    ranked: int
    first: Score
    why: str


def opinions(case: Case, j: int) -> tuple[Opinion, ...]:
    """All methods that rank anybody, PageRank last."""
    touches = Touches(case)
    touched = touches.of(victims=True)
    return tuple(
        _opinion(case, j, method, score, in_order(score, listed), touched)
        for method, score, listed in _columns(case, touches)
        if listed.any()
    )


def _columns(case: Case, touches: Touches) -> Iterator[tuple[str, Floats, Bools]]:
    yield from naive_columns(case)
    yield "pagerank", pagerank(touches), touches.of(victims=True) > 0


def _opinion(case: Case, j: int, method: str, score: Floats, order: Ints, touched: Ints) -> Opinion:
    first = int(order[0])
    place = np.flatnonzero(order == j)
    if first == j:
        why = "agrees"
    elif method in COUNTING:
        why = "degree"
    else:
        why = "few" if touched[first] < MIN_MANY else "blind"
    rank = int(place[0]) + 1 if len(place) else None
    return Opinion(method, rank, len(order), Score(*case.names[first], float(score[first])), why)
