"""What one lag cap makes of the case: risk exposures, the reference, shares, and who is looked at (steps 1, 2)."""

from __future__ import annotations

import numpy as np

from graph.ranking.arrays import Bools, Floats, Ints
from graph.ranking.expected.risk import Risk
from graph.ranking.expected.shares import shares
from graph.ranking.expected.usual import Usual
from graph.ranking.expected.windows import Windows
from graph.ranking.forms import form_of
from graph.ranking.material.case import Case
from graph.ranking.settings import LOOK_SHARE, MIN_VICTIMS


class Reach:
    """Risk exposures are those at most `cap` days before the call; of a victim whose caller named a record, only its.

    `rows`: the risk exposures, as places in the case, and beside them `person`, `holder`, `day` (since the first day
    of the windows), `bin`; `near`: of each of the victims' exposures, whether it is within the cap, named or not;
    `compared`: E, whether an exposure is compared with; `candidates`: C, holders looked at.
    """

    def __init__(self, case: Case, windows: Windows, cap: int) -> None:
        self.case, self.windows, self.cap = case, windows, cap
        self.form = form_of(case)
        mine, theirs = case.split
        named = case.named[case.person[mine]]
        self.near = (case.call[case.person[mine]] - case.day[mine] <= cap) & windows.hold(case.day[mine])
        at_risk = self.near & ((named < 0) | (named == case.record[mine]))
        self.compared = np.ones(len(case.person), bool)
        self.compared[mine] = ~at_risk
        self.risk = self._risk(np.flatnonzero(at_risk))
        self.rows, self.person, self.holder = self.risk.rows, self.risk.person, self.risk.holder
        self.day, self.bin = self.risk.day, self.risk.bin
        own, others = (self.form.tally(case, rows, self.compared[rows]) for rows in (mine, theirs))
        risk = self.form.tally(case, mine, at_risk)
        anything = self.form.tally(case, mine, np.ones(mine.stop, bool))
        self.shares = shares(case, own, others, risk, anything.people, cap)
        self.candidates = np.flatnonzero(self.risk.victims() >= max(MIN_VICTIMS, LOOK_SHARE * case.n))
        self.place_of = np.full(len(case.names), -1)
        self.place_of[self.candidates] = np.arange(len(self.candidates))

    def _risk(self, rows: Ints) -> Risk:
        """The exposures at risk; `rows`: places in the case, ascending."""
        case, windows = self.case, self.windows
        person, day = case.person[rows], case.day[rows] - windows.start
        later = person * windows.days + day
        if (later[1:] < later[:-1]).any():
            order = np.argsort(later, kind="stable")
            rows, person, day = rows[order], person[order], day[order]
        holder = case.usable[rows]
        named_kind = np.where(holder >= 0, case.kind_of[rows], -1)
        by_holder = self.form.by_holder(holder, len(case.names))
        return Risk(rows, person, holder, named_kind, day, windows.bin(case.day[rows]), *by_holder)

    def through(self, j: int) -> Ints:
        """Risk exposures to a holder, as places in `rows`, ascending."""
        return self.risk.through(j)

    def touched(self, j: int, first: int | None = None, last: int | None = None) -> Bools:
        """N: victims with a risk exposure to a holder, from `first` to `last` (days since the first) if given."""
        r = self.through(j)
        if first is not None and last is not None:
            r = r[(self.day[r] >= first) & (self.day[r] <= last)]
        out = np.zeros(self.case.n, bool)
        out[self.person[r]] = True
        return out

    def usual(self, tau: Floats) -> Usual:
        """What is usual of the candidates; `tau`: C x W, their time factors."""
        case, j = self.case, self.candidates
        lived_in, region = np.unique(case.region[: case.n], return_inverse=True)
        share = self.shares.share[lived_in[:, None], j]
        return Usual(j, case.kind[j], share, self.shares.behind[j], tau, case.odds, region)

    def between(self, kind: int, first: int, last: int) -> Ints:
        """N: each victim's risk exposures to holders of a kind from `first` to `last`, days since the first."""
        r = np.flatnonzero((self.risk.named_kind == kind) & (self.day >= first) & (self.day <= last))
        return np.bincount(self.person[r], minlength=self.case.n)
