"""Who touched a holder within the lag cap at all: the people and the kinds, without times (step 6)."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from graph.index.arrays import Codes
from graph.ranking.arrays import Bools, Ints
from graph.ranking.weighing.reach import Reach


class Nearby:
    """Risk exposures of the victims, and those of comparison people within the cap."""

    def __init__(self, reach: Reach) -> None:
        self.reach = reach

    @cached_property
    def rows(self) -> Ints:
        """Places in the case; found when first asked for, as dated exposures need none of this."""
        case, cap = self.reach.case, self.reach.cap
        theirs = case.theirs[case.lag[case.theirs] <= cap]
        return np.concatenate([self.reach.rows, theirs])

    @cached_property
    def _kind(self) -> Codes:
        return self.reach.case.kind_of[self.rows]

    @cached_property
    def _holder(self) -> Ints:
        return self.reach.case.usable[self.rows]

    def touched(self, j: int) -> Bools:
        """N: people who touched the holder."""
        return self._people(self.rows[self._holder == j])

    def known(self, kind: int) -> Bools:
        """N: people of whom some holder of the kind is known, protected ones too."""
        return self._people(self.rows[self._kind == kind])

    def records(self, kind: int) -> Ints:
        """N: exposures of each person to holders of the kind."""
        return np.bincount(self.reach.case.person[self.rows[self._kind == kind]], minlength=len(self.reach.case.call))

    def pairs(self) -> tuple[Ints, Ints]:
        """Who touched which candidate, once each: places among the candidates, people."""
        usable = self._holder >= 0
        place, person = self.reach.place_of[self._holder[usable]], self.reach.case.person[self.rows[usable]]
        people = len(self.reach.case.call)
        pairs = np.unique((place * people + person)[place >= 0])
        return pairs // people, pairs % people

    def _people(self, rows: Ints) -> Bools:
        out = np.zeros(len(self.reach.case.call), bool)
        out[self.reach.case.person[rows]] = True
        return out
