"""Who touched whom before the call, each pair once: all that the obvious methods look at."""

from __future__ import annotations

import numpy as np

from graph.ranking.arrays import Ints
from graph.ranking.material.case import Case


class Touches:
    """`person`, `holder`: the pairs, by person and then holder."""

    def __init__(self, case: Case) -> None:
        self.case = case
        rows, holders = np.flatnonzero(case.holder >= 0), max(len(case.names), 1)
        pair = case.person[rows] * holders + case.holder[rows]
        pair = np.sort(pair)
        pair = pair[np.r_[True, pair[1:] != pair[:-1]][: len(pair)]]
        self.person, self.holder = pair // holders, pair % holders

    def of(self, *, victims: bool) -> Ints:
        """J: how many victims (or comparison people) touched each holder."""
        mine = (self.person < self.case.n) == victims
        return np.bincount(self.holder[mine], minlength=len(self.case.names))
