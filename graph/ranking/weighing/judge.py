"""The evidence for a holder under one lag cap, timed and not (steps 6 and 7)."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import replace
from functools import partial

import numpy as np

from graph.ranking.arrays import Floats
from graph.ranking.explained.evidence import Evidence
from graph.ranking.explained.gangs import together
from graph.ranking.weighing.matched import usual_in_set
from graph.ranking.weighing.nearby import Nearby
from graph.ranking.weighing.place import Place, Places
from graph.ranking.weighing.reach import Reach
from graph.ranking.weighing.timed import Timeline, Trial
from graph.ranking.weighing.untimed import untimed


class Judge:
    """Weighs holders under one lag cap."""

    def __init__(self, reach: Reach) -> None:
        self.reach = reach
        self.timeline, self.places, self.nearby = Timeline(reach), Places(reach), Nearby(reach)

    def in_step(self, j: int, other: int) -> Judge:
        """The same with the time factor of another candidate for j."""
        judge = copy(self)
        judge.timeline = self.timeline.in_step(j, other)
        return judge

    def evidence(self, j: int, m: Floats, odds: float, *, fitted: bool = False) -> Evidence | None:
        """Evidence for j beside the mixture m (n), timed and not; None without two victims.

        `fitted`: with its place fitted, as the gate asks.
        """
        return self.trial(j, m, fitted=fitted)(odds)

    def trial(self, j: int, m: Floats, *, fitted: bool = False) -> Callable[[float], Evidence | None]:
        """The evidence for j as a function of the odds factor: what does not depend on it is reckoned once."""
        place = self.places.fitted(j) if fitted else self.places.of(j)
        if self.reach.case.sets is not None:
            return partial(self._in_sets, j, place, m)
        dated = Trial(self.timeline, j, place, m)
        return lambda odds: _both(dated.evidence(odds), self._by_gang(untimed(self.nearby, j, place, m, odds), m))

    def _in_sets(self, j: int, place: Place, m: Floats, odds: float) -> Evidence | None:
        """The same where victims are matched: times are weighed by what her set lets expect of a victim."""
        touch = untimed(self.nearby, j, place, m, odds)
        in_set = usual_in_set(self.timeline, self.nearby, j, place, m, odds) if touch else None
        return _both(Trial(self.timeline, j, place, m, in_set).evidence(odds), self._by_gang(touch, m))

    def _by_gang(self, evidence: Evidence | None, m: Floats) -> Evidence | None:
        """Evidence without times, with what gangs add to it."""
        return evidence and together(self.reach.case.gangs, evidence, m)


def _both(*both: Evidence | None) -> Evidence | None:
    """The better of them, with the value of both."""
    found = [evidence for evidence in both if evidence is not None]
    if not found:
        return None
    value = np.logaddexp.reduce([evidence.value for evidence in found])
    return replace(max(found, key=lambda evidence: evidence.value), value=float(value))
