"""Candidates of one round of the search, and what may be said of each (steps 5 to 7)."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, replace

import numpy as np

from graph.ranking.arrays import Floats
from graph.ranking.at_once import at_once
from graph.ranking.expected.windows import Windows
from graph.ranking.explained.evidence import Evidence
from graph.ranking.explained.gangs import explained
from graph.ranking.forms import small
from graph.ranking.material.case import Case
from graph.ranking.material.knowledge import misfit
from graph.ranking.material.period import period
from graph.ranking.naming.proposals import Known, Proposals
from graph.ranking.naming.touch_scan import told_apart
from graph.ranking.settings import LEAD
from graph.ranking.weighing.judge import Judge
from graph.ranking.weighing.reach import Reach


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
    count once, as no more than their group can be named. `nothing`: n, the mixture before anybody is named.
    """

    def __init__(self, case: Case, known: dict[int, Judge] | None = None) -> None:
        """`known`: judges by lag cap, of the same case under other caps; those that are missing are added."""
        self.case = case
        self.judges = _judges(case, {} if known is None else known)
        self.windows = self.widest.windows
        looked_at = np.unique(np.concatenate([judge.reach.candidates for judge in self.judges]))
        if case.by_touch:
            looked_at = told_apart(self.judges[-1].nearby)
        self.price = np.log(np.maximum(np.bincount(case.kind[looked_at], minlength=len(case.kinds)), 1))
        self.nothing = np.ones(case.n)
        self._held = [case.knowledge.held(kind) for kind in case.kinds]
        self._proposals = Proposals(case, self.judges, self.price, self.nothing)
        self._known = Known[Candidate | None](self.nothing)

    @property
    def widest(self) -> Reach:
        """The reach of the longest cap."""
        return self.judges[-1].reach

    def barring(self, barred: frozenset[int]) -> Field:
        """The same field where these holders are barred; what was weighed stays known."""
        field = copy(self)
        field.case = self.case.under(self.case.caps, barred)
        return field

    def candidates(self, m: Floats, u: Floats, wanted: Callable[[int], bool] | None = None) -> list[Candidate]:
        """All proposed holders that are wanted, best first; ties by kind, then name.

        `m`: n, the mixture so far; `u`: n, weight of each victim that is not explained yet.
        """
        best: dict[int, Candidate] = {}
        proposed = [q for q in self._proposals.by(u, self.case.barred) if wanted is None or wanted(q[1])]
        for candidate in at_once(lambda q: self._again(*q, m), proposed, several=not small(self.case)):
            if candidate and (candidate.holder not in best or candidate.order > best[candidate.holder].order):
                best[candidate.holder] = candidate
        # Rounded before ties are broken, so that the last bit of a float decides nothing.
        ranked = sorted(best.values(), key=lambda candidate: (-round(candidate.order, 9), candidate.holder))
        return [self._gated(candidate, m) for candidate in ranked]

    def _again(self, judge: Judge, j: int, m: Floats) -> Candidate | None:
        """As `weigh`, unless it is known already."""
        known = self._known.beside(m)
        if (judge, j) not in known:
            known[judge, j] = self.weigh(judge, j, m)
        return known[judge, j]

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
        again = self._again(candidate.judge, candidate.holder, m)
        return self._gated(again, m).value if again else -candidate.charge

    def _gated(self, candidate: Candidate, m: Floats) -> Candidate:
        """With the value that may be said, where it could be a lead at all."""
        if self.case.gated[candidate.holder] and candidate.order >= LEAD:
            fitted = candidate.judge.evidence(candidate.holder, m, self.case.odds, fitted=True)
            return replace(candidate, value=min(candidate.order, _value(fitted) - candidate.charge))
        return candidate


def _judges(case: Case, known: dict[int, Judge]) -> tuple[Judge, ...]:
    """One of each lag cap of the case."""
    windows = next((judge.reach.windows for judge in known.values()), None) or Windows(np.array(period(case)))
    for cap in case.caps:
        if cap not in known:
            known[cap] = Judge(Reach(case, windows, cap))
    return tuple(known[cap] for cap in case.caps)


def _value(evidence: Evidence | None) -> float:
    return evidence.value if evidence else 0.0
