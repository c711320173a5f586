"""Who is proposed in a round of the search (steps 4 and 5), and what was weighed before."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Generic, TypeVar

import numpy as np

from graph.ranking.arrays import Floats
from graph.ranking.material.case import Case
from graph.ranking.naming.touch_scan import touch_scores
from graph.ranking.settings import PROPOSED
from graph.ranking.weighing.judge import Judge
from graph.ranking.weighing.scan import scanned

T = TypeVar("T")


class Proposals:
    """The holders that stand out. `price`: K, nats charged for the choice of one of a kind; `nothing`: see `Field`."""

    def __init__(self, case: Case, judges: Sequence[Judge], price: Floats, nothing: Floats) -> None:
        self._kind, self._by_touch, self._judges = case.kind, case.by_touch, judges
        self._price, self._nothing = price, nothing
        self._scores: dict[Judge, Floats] = {}

    def by(self, u: Floats, barred: Collection[int]) -> Iterator[tuple[Judge, int]]:
        """The best of the scan, per lag cap; where touching alone is compared, of all that enough victims touched.

        `u`: n, weight of each victim that is not explained yet.
        """
        for judge in self._judges:
            j, score = judge.reach.candidates, self._score(judge, u)
            free = np.flatnonzero(~np.isin(j, list(barred)))
            dearest = (self._price[self._kind[j]] - score)[free]
            for c in free[np.argsort(dearest, kind="stable")[:PROPOSED]]:
                if score[c] > 0 or self._by_touch:
                    yield judge, int(j[c])

    def _score(self, judge: Judge, u: Floats) -> Floats:
        """C: how far the candidates stand out; where nobody is explained yet, reckoned once."""
        if u is self._nothing and judge in self._scores:
            return self._scores[judge]
        score = touch_scores(judge.nearby, u) if self._by_touch else scanned(judge.reach, judge.timeline.tau, u)
        if u is self._nothing:
            self._scores[judge] = score
        return score


class Known(Generic[T]):
    """What was weighed beside nothing, and beside the mixture asked for last: much is asked for again."""

    def __init__(self, nothing: Floats) -> None:
        self._beside: list[tuple[Floats, dict[tuple[Judge, int], T]]] = [(nothing, {})]

    def beside(self, m: Floats) -> dict[tuple[Judge, int], T]:
        """By judge and holder; to be added to."""
        known = next((known for mixture, known in self._beside if mixture is m), None)
        if known is None:
            known = {}
            self._beside[1:] = [(m, known)]
        return known
