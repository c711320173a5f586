"""Candidates of one round of the search, and what may be said of each (steps 5 to 7)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

import numpy as np

from graph.ranking.arrays import Floats
from graph.ranking.case import Case
from graph.ranking.evidence import Evidence
from graph.ranking.gangs import explained
from graph.ranking.judge import Judge
from graph.ranking.knowledge import misfit
from graph.ranking.period import period
from graph.ranking.reach import Reach
from graph.ranking.scan import scanned
from graph.ranking.settings import LEAD, PROPOSED
from graph.ranking.touch_scan import told_apart, touch_scores
from graph.ranking.windows import Windows


@dataclass(frozen=True, slots=True)
class Candidate:
    """A holder with the lag cap that suits it best.

    `charge`: nats for misfit and for the number of candidates of its kind; `order`: the value by which it is ranked;
    `value`: what may be said, which is less where the place gate asks; `explained`: victims, a sum of probabilities.
    """

    holder: int
    judge: Judge
    evidence: Evidence
    charge: float
    order: float
    value: float
    explained: float


class Field:
    """The case under all lag caps, and how it weighs holders.

    `price`: K, ln of the holders of each kind that are looked at; without times those that the very same people touched
    count once, as no more than their group can be named.
    """

    def __init__(self, case: Case) -> None:
        self.case = case
        self.windows = Windows(np.array(period(case)))
        self.judges = tuple(Judge(Reach(case, self.windows, cap)) for cap in case.caps)
        looked_at = np.unique(np.concatenate([judge.reach.candidates for judge in self.judges]))
        if case.by_touch:
            looked_at = told_apart(self.judges[-1].nearby)
        self.price = np.log(np.maximum(np.bincount(case.kind[looked_at], minlength=len(case.kinds)), 1))
        self._held = [case.knowledge.held(kind) for kind in case.kinds]

    @property
    def widest(self) -> Reach:
        """The reach of the longest cap."""
        return self.judges[-1].reach

    def candidates(self, m: Floats, u: Floats, picked: Collection[int]) -> list[Candidate]:
        """All proposed holders but those picked, best first; ties by kind, then name.

        `m`: n, the mixture so far; `u`: n, weight of each victim that is not explained yet.
        """
        best: dict[int, Candidate] = {}
        for judge, j in self._proposals(u):
            candidate = None if j in picked else self.weigh(judge, j, m)
            if candidate and (j not in best or candidate.order > best[j].order):
                best[j] = candidate
        # Rounded before ties are broken, so that the last bit of a float decides nothing.
        ranked = sorted(best.values(), key=lambda candidate: (-round(candidate.order, 9), candidate.holder))
        return [self._gated(candidate, m) for candidate in ranked]

    def _proposals(self, u: Floats) -> Iterator[tuple[Judge, int]]:
        """The best of the scan, per lag cap; where touching alone is compared, of all that enough victims touched."""
        for judge in self.judges:
            j, by_touch = judge.reach.candidates, self.case.by_touch
            score = touch_scores(judge.nearby, u) if by_touch else scanned(judge.reach, judge.timeline.tau, u)
            free = np.flatnonzero(~np.isin(j, list(self.case.barred)))
            dearest = (self.price[self.case.kind[j]] - score)[free]
            for c in free[np.argsort(dearest, kind="stable")[:PROPOSED]]:
                if score[c] > 0 or by_touch:
                    yield judge, int(j[c])

    def weigh(self, judge: Judge, j: int, m: Floats) -> Candidate | None:
        """One holder under one lag cap, beside the mixture; None without evidence."""
        evidence = judge.evidence(j, m, self.case.odds)
        if evidence is None:
            return None
        share = explained(self.case.gangs, evidence, m)[1]
        charge = misfit(self._held[self.case.kind[j]], self.case.knew, share) + float(self.price[self.case.kind[j]])
        order = evidence.value - charge
        return Candidate(j, judge, evidence, charge, order, order, float(share.sum()))

    def reported(self, candidate: Candidate, m: Floats, odds: float) -> float:
        """What may be said under this odds factor: of a gated holder the lesser of both values (step 7)."""
        return self.reporting(candidate, m)(odds)

    def reporting(self, candidate: Candidate, m: Floats) -> Callable[[float], float]:
        """That as a function of the odds factor, whose values share most of the work."""
        gates = (False, True) if self.case.gated[candidate.holder] else (False,)
        trials = [candidate.judge.trial(candidate.holder, m, fitted=fitted) for fitted in gates]
        return lambda odds: min(_value(trial(odds)) for trial in trials) - candidate.charge

    def beside(self, candidate: Candidate, m: Floats) -> float:
        """What is left of a holder's value beside a mixture of sources; no more than nothing where no evidence is."""
        again = self.weigh(candidate.judge, candidate.holder, m)
        return self._gated(again, m).value if again else -candidate.charge

    def _gated(self, candidate: Candidate, m: Floats) -> Candidate:
        """With the value that may be said, where it could be a lead at all."""
        if self.case.gated[candidate.holder] and candidate.order >= LEAD:
            fitted = candidate.judge.evidence(candidate.holder, m, self.case.odds, fitted=True)
            return replace(candidate, value=min(candidate.order, _value(fitted) - candidate.charge))
        return candidate


def _value(evidence: Evidence | None) -> float:
    return evidence.value if evidence else 0.0
