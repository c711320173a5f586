"""The evidence for a holder under one lag cap, timed and not (steps 6 and 7)."""

from __future__ import annotations

from copy import copy
from dataclasses import replace

import numpy as np

from graph.ranking.arrays import Floats
from graph.ranking.evidence import Evidence
from graph.ranking.gangs import together
from graph.ranking.matched import usual_in_set
from graph.ranking.nearby import Nearby
from graph.ranking.place import Places
from graph.ranking.reach import Reach
from graph.ranking.timed import Timeline, timed
from graph.ranking.untimed import untimed


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
        place = self.places.fitted(j) if fitted else self.places.of(j)
        touch = untimed(self.nearby, j, place, m, odds)
        in_set = usual_in_set(self.timeline, j, touch) if touch and self.reach.case.sets is not None else None
        both = timed(self.timeline, j, place, m, odds, in_set), self._by_gang(touch, m)
        found = [evidence for evidence in both if evidence is not None]
        if not found:
            return None
        value = np.logaddexp.reduce([evidence.value for evidence in found])
        return replace(max(found, key=lambda evidence: evidence.value), value=float(value))

    def _by_gang(self, evidence: Evidence | None, m: Floats) -> Evidence | None:
        """Evidence without times, with what gangs add to it."""
        return evidence and together(self.reach.case.gangs, evidence, m)
