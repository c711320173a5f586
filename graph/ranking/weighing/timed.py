"""Evidence from dated exposures: how many of a holder's records lie at likely lags before calls, by window (step 6)."""

from __future__ import annotations

from copy import copy

import numpy as np

from graph.ranking.arrays import Bools, Floats, Ints, log_sum, odds_times
from graph.ranking.expected.touched import Touched
from graph.ranking.explained.evidence import Evidence
from graph.ranking.explained.gangs import Gangs, both_ways, foremost
from graph.ranking.explained.mixture import Parts, background
from graph.ranking.weighing.lags import Weights, within_gang
from graph.ranking.weighing.place import Place
from graph.ranking.weighing.reach import Reach
from graph.ranking.weighing.timefactor import time_factors
from graph.ranking.weighing.volume import volumes


class Timeline:
    """What one lag cap knows of times: `tau` (C x W), `weights` by law, `volume` (K x (days + 1), summed up)."""

    def __init__(self, reach: Reach) -> None:
        self.reach = reach
        self.tau = time_factors(reach)
        self.weights = Weights(reach)
        self.volume = volumes(reach)
        gangs, call = reach.case.gangs, reach.case.call[: reach.case.n]
        self._within_gang = np.ones(reach.case.n) if gangs is None else within_gang(gangs, call)

    def given(self, law: int, here: Bools) -> Floats:
        """N: what turns LR_i under a law into that given where she lives (`here`: n) and when her gang calls."""
        bulk = law == len(self.weights) - 1  # when who was called says nothing then
        return np.asarray(here.mean() * (np.ones(self.reach.case.n) if bulk else self._within_gang), np.float64)

    def volume_of(self, j: int, first: Ints, last: Ints) -> Floats:
        """Records per person of the holder's kind from `first` to `last`, days since the first."""
        upto = self.volume[self.reach.case.kind[j]]
        return np.asarray(upto[last + 1] - upto[first], np.float64)

    def tau_of(self, j: int) -> Floats:
        """W: time factor of a candidate."""
        return np.asarray(self.tau[self.reach.place_of[j]], np.float64)

    def in_step(self, j: int, other: int) -> Timeline:
        """The same with the time factor of another candidate for j."""
        timeline, place = copy(self), self.reach.place_of
        timeline.tau = self.tau.copy()
        timeline.tau[place[j]] = self.tau[place[other]]
        return timeline

    def touched(self, place: Place, step: Ints, cuts: Ints, first: Ints, last: Ints) -> Touched:
        """The dated exposures of a place, by victim and cell: the steps from one of `cuts` to the next.

        `step`: of each risk exposure, a bin or a day; `first`, `last`: W, windows in cells.
        """
        reach = self.reach
        rows = place.rows[reach.case.dated[reach.rows[place.rows]]]
        # They stand by person and day, so cells ascend within a victim.
        person = reach.person[rows]
        another = np.diff(person, prepend=-1) != 0
        cell = np.searchsorted(cuts, step[rows], side="right") - 1
        victim = np.cumsum(another) - 1
        return Touched(person[another], victim, cell, len(cuts) - 1, self.weights.of(rows), first, last)


def density(reach: Reach, place: Place, tau: Floats | float, volume: Floats, odds: float) -> Floats:
    """W: D_j(W) f0 = odds(s_j tau_j(W) (R_j + 1) / R_j; G) vol(W) f0.

    s_j is averaged over the regions of the victims there; f0: the part of the victims who live there.
    """
    case = reach.case
    living = np.bincount(case.region[: case.n][place.here])
    lived_in = np.flatnonzero(living)
    share = odds_times((place.share[lived_in] * ((place.behind + 1) / place.behind))[:, None] * tau, odds)
    mean = (share * (living[lived_in] / living.sum())[:, None]).sum(0)
    return np.asarray(np.maximum(mean * volume, 1e-9) * place.here.mean(), np.float64)


class Trial:
    """A holder at a place beside the mixture m (n), to be weighed under any odds factor.

    `in_set`: n, in place of the share of j where victims are matched (see `matched`).
    """

    def __init__(self, timeline: Timeline, j: int, place: Place, m: Floats, in_set: Floats | None = None) -> None:
        self.timeline, self.holder, self.place, self.in_set = timeline, j, place, in_set
        reach, windows = timeline.reach, timeline.reach.windows
        cuts = np.arange(windows.bins + 1)
        self.touched = timeline.touched(place, reach.bin, cuts, windows.first, windows.last)
        self.m = m
        usual = m if in_set is None else m * in_set
        self.profile = reach.form.profile(self.touched, usual[self.touched.who])
        self.parts = Parts.at(place.here, len(self.touched.who))

    def evidence(self, odds: float) -> Evidence | None:
        """Log of the mean over windows (by price) and lag laws; None where no window holds two victims."""
        timeline, ok, j = self.timeline, self.profile.ok, self.holder
        if not len(ok):
            return None
        windows = timeline.reach.windows
        size = self._size(timeline.tau_of(j)[ok], timeline.volume_of(j, *(edge[ok] for edge in windows.edges)), odds)
        gains = self.profile.gains(size, self.parts)
        left = gains.gain - windows.price[ok]
        alike = value = log_sum(left)
        if timeline.reach.case.gangs is not None:
            left = self._both_ways(left, size, timeline.reach.case.gangs)
            value = log_sum(left)
        law, k = (int(x) for x in np.unravel_index(left.argmax(), left.shape))
        ratio = np.zeros(timeline.reach.case.n)
        ratio[self.touched.who] = self._ratio(law, k, size)
        return Evidence(
            value=value - windows.choice - float(np.log(len(left))),
            gain=float(gains.gain[law, k]),
            law=law,
            window=int(ok[k]),
            price=float(windows.price[ok[k]]),
            ratio=ratio,
            background=background(self.place.here, int(gains.part[law, k])),
            given=timeline.given(law, self.place.here) * ratio,
            here=self.place.here,
            gangs=value - alike,
        )

    def _ratio(self, law: int, k: int, size: Floats) -> Floats:
        """V: LR_i under a law in the k-th of the windows that are `ok`."""
        ratio = self.touched.within(law, int(self.profile.ok[k])) / size[k]
        return ratio if self.in_set is None else np.asarray(ratio / self.in_set[self.touched.who], np.float64)

    def _size(self, tau: Floats, volume: Floats, odds: float) -> Floats:
        """W: D_j(W) f0, or in sets what is left of it beside `in_set`."""
        if self.in_set is not None:
            return np.maximum(tau * volume, 1e-9)
        return density(self.timeline.reach, self.place, tau, volume, odds)

    def _both_ways(self, left: Floats, size: Floats, gangs: Gangs) -> Floats:
        """Laws x windows: what is left of their gains, the foremost weighed gang by gang too."""
        here, who = self.place.here, self.touched.who
        best = foremost(left)
        tried = [divmod(int(place), left.shape[1]) for place in best]
        x = [(self.timeline.given(law, here) / self.m)[who] * self._ratio(law, k, size) for law, k in tried]
        price = self.timeline.reach.windows.price[self.profile.ok]
        return both_ways(left, best, gangs.gains(who, np.stack(x, 1), here) - price[best % left.shape[1]])
