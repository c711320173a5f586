"""Evidence from dated exposures: how many of a holder's records lie at likely lags before calls, by window (step 6)."""

from __future__ import annotations

from copy import copy

import numpy as np

from graph.ranking.arrays import Bools, Floats, Ints, cumulated, log_sum, odds_times
from graph.ranking.evidence import Evidence
from graph.ranking.gangs import both_ways, foremost
from graph.ranking.lags import weights, within_gang
from graph.ranking.mixture import mixture_gains
from graph.ranking.place import Place
from graph.ranking.reach import Reach
from graph.ranking.timefactor import time_factors
from graph.ranking.volume import volumes


class Timeline:
    """What one lag cap knows of times: `tau` (C x W), `weights` by law, `volume` (K x (days + 1), summed up)."""

    def __init__(self, reach: Reach) -> None:
        self.reach = reach
        self.tau = time_factors(reach)
        self.weights = weights(reach)
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


def density(reach: Reach, place: Place, tau: Floats | float, volume: Floats, odds: float) -> Floats:
    """W: D_j(W) f0 = odds(s_j tau_j(W) (R_j + 1) / R_j; G) vol(W) f0.

    s_j is averaged over the regions of the victims there; f0: the part of the victims who live there.
    """
    case = reach.case
    share = odds_times(place.share[:, None] * tau * ((place.behind + 1) / place.behind), odds)
    living = np.bincount(case.region[: case.n][place.here], minlength=len(share))
    mean = (share * (living / living.sum())[:, None]).sum(0)
    return np.asarray(np.maximum(mean * volume, 1e-9) * place.here.mean(), np.float64)


class Steps:
    """A holder's risk exposures by victim touched (`who`: v) and step (a bin or a day)."""

    def __init__(self, reach: Reach, rows: Ints, step: Ints, steps: int) -> None:
        self.who, i = np.unique(reach.person[rows], return_inverse=True)
        self.rows, self.shape = rows, (len(self.who), steps)
        self._cells = i * steps + step[rows]

    def upto(self, weight: Floats) -> Floats:
        """V x (steps + 1): the weights of each victim's exposures before each step."""
        sums = np.bincount(self._cells, weight[self.rows], self.shape[0] * self.shape[1])
        return cumulated(sums.astype(np.float64).reshape(self.shape))


def timed(
    timeline: Timeline, j: int, place: Place, m: Floats, odds: float, in_set: Floats | None = None
) -> Evidence | None:
    """Log of the mean over windows (by price) and lag laws; None where no window holds two victims.

    `m`: n, the mixture so far; `in_set`: n, in place of the share of j where victims are matched (`matched`).
    """
    reach, windows = timeline.reach, timeline.reach.windows
    steps = Steps(reach, place.rows, reach.bin, windows.bins)
    # Counts, not weights: which windows hold two victims is the same under every law.
    dated = reach.case.dated[reach.rows].astype(np.float64)
    ok = np.flatnonzero((windows.between(steps.upto(dated)) > 0).sum(0) >= 2)
    if not len(ok):
        return None
    volume = timeline.volume_of(j, *(edge[ok] for edge in windows.edges))
    tau = timeline.tau_of(j)[ok]
    size = density(reach, place, tau, volume, odds) if in_set is None else np.maximum(tau * volume, 1e-9)
    per = np.ones(len(reach.rows)) if in_set is None else 1 / in_set[reach.person]
    ratios, gains = [], []
    for weight in timeline.weights:
        upto = steps.upto(weight * per)
        ratios.append((upto[:, windows.last[ok] + 1] - upto[:, windows.first[ok]]) / size)
        gains.append(mixture_gains(ratios[-1], m[steps.who], place.here))
    left = np.stack([law.gain for law in gains]) - windows.price[ok]
    alike = log_sum(left.ravel())
    left = _both_ways(timeline, left, ratios, windows.price[ok], steps.who, place.here, m)
    law, k = (int(x) for x in np.unravel_index(left.argmax(), left.shape))
    value = log_sum(left.ravel()) - log_sum(-windows.price) - float(np.log(len(gains)))
    spread = gains[law].spread(k, place.here, steps.who, ratios[law][:, k])
    gain = float(gains[law].gain[k])
    given = timeline.given(law, place.here) * spread[0]
    gangs = log_sum(left.ravel()) - alike
    return Evidence(value, gain, law, int(ok[k]), float(windows.price[ok[k]]), *spread, given, place.here, gangs)


def _both_ways(
    timeline: Timeline, left: Floats, ratios: list[Floats], price: Floats, who: Ints, here: Bools, m: Floats
) -> Floats:
    """Laws x windows: what is left of their gains, the foremost weighed gang by gang too."""
    gangs = timeline.reach.case.gangs
    if gangs is None:
        return left
    best = foremost(left)
    tried = [divmod(int(place), left.shape[1]) for place in best]
    x = np.stack([(timeline.given(law, here) / m)[who] * ratios[law][:, k] for law, k in tried], 1)
    return both_ways(left, best, gangs.gains(who, x, here) - price[best % left.shape[1]])
