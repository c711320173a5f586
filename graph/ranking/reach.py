"""What one lag cap makes of the case: risk exposures, the reference, shares, and who is looked at (steps 1, 2)."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from graph.ranking.arrays import Bools, Floats, Ints, counted, cumulated
from graph.ranking.case import Case
from graph.ranking.settings import LOOK_SHARE, MIN_VICTIMS
from graph.ranking.shares import shares
from graph.ranking.windows import Windows


class Reach:
    """Risk exposures are those of the period and at most `cap` days before the call; of a victim whose caller named a record, only its.

    `rows`: the risk exposures, as places in the case, and beside them `person`, `holder`, `day` (since the first day
    of the windows), `bin`; `reference`: exposures compared with; `candidates`: C, holders looked at.
    """

    def __init__(self, case: Case, windows: Windows, cap: int) -> None:
        self.case, self.windows, self.cap = case, windows, cap
        mine = case.mine
        named = case.named[case.person[mine]]
        near = (case.lag[mine] <= cap) & windows.hold(case.day[mine])
        at_risk = near & ((named < 0) | (named == case.record[mine]))
        self.rows = mine[at_risk]
        self.dated_near = mine[near & case.dated[mine]]
        self.reference = np.concatenate([case.theirs, mine[~at_risk]])
        self.person, self.holder = case.person[self.rows], case.usable[self.rows]
        self.day = case.day[self.rows] - windows.start
        self.bin = windows.bin(case.day[self.rows])
        self.shares = shares(case, self.reference, self.rows, cap)
        self._by_holder = np.argsort(self.holder, kind="stable")
        self._ends = np.searchsorted(self.holder[self._by_holder], np.arange(len(case.names) + 1))
        self.candidates = self._looked_at()
        self.place_of = np.full(len(case.names), -1)
        self.place_of[self.candidates] = np.arange(len(self.candidates))

    def _looked_at(self) -> Ints:
        """Holders that enough victims touched."""
        case, named = self.case, self.holder >= 0
        pairs = np.unique(self.holder[named] * case.n + self.person[named])
        touched = np.bincount(pairs // case.n, minlength=len(case.names))
        return np.flatnonzero(touched >= max(MIN_VICTIMS, LOOK_SHARE * case.n))

    def through(self, j: int) -> Ints:
        """Risk exposures to a holder, as places in `rows`, ascending."""
        return self._by_holder[self._ends[j] : self._ends[j + 1]]

    def touched(self, j: int, first: int | None = None, last: int | None = None) -> Bools:
        """N: victims with a risk exposure to a holder, from `first` to `last` (days since the first) if given."""
        r = self.through(j)
        if first is not None and last is not None:
            r = r[(self.day[r] >= first) & (self.day[r] <= last)]
        out = np.zeros(self.case.n, bool)
        out[self.person[r]] = True
        return out

    @cached_property
    def _upto(self) -> dict[int, Floats]:
        return {}

    def upto(self, kind: int) -> Floats:
        """N x (B + 1): each victim's risk exposures to holders of a kind before each bin."""
        if kind not in self._upto:
            r = np.flatnonzero((self.holder >= 0) & (self.case.kind_of[self.rows] == kind))
            n, bins = self.case.n, self.windows.bins
            self._upto[kind] = cumulated(counted(self.person[r] * bins + self.bin[r], n, bins).astype(np.float64))
        return self._upto[kind]

    def between(self, kind: int, first: int, last: int) -> Ints:
        """N: each victim's risk exposures to holders of a kind from `first` to `last`, days since the first."""
        kind_of = self.case.kind_of[self.rows]
        r = np.flatnonzero((self.holder >= 0) & (kind_of == kind) & (self.day >= first) & (self.day <= last))
        return np.bincount(self.person[r], minlength=self.case.n)
