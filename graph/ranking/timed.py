"""Evidence from dated exposures: how many of a holder's records lie at likely lags before calls, by window (step 6)."""

from __future__ import annotations

import numpy as np

from graph.ranking.arrays import Floats, Ints, cumulated, log_sum, odds_times
from graph.ranking.evidence import Evidence
from graph.ranking.lags import weights
from graph.ranking.mixture import mixture_gains, region_factor
from graph.ranking.place import Place
from graph.ranking.reach import Reach
from graph.ranking.settings import PARTS
from graph.ranking.timefactor import time_factors
from graph.ranking.volume import volumes


class Timeline:
    """What one lag cap knows of times: `tau` (C x W), `weights` by law, `volume` (K x (days + 1), summed up)."""

    def __init__(self, reach: Reach) -> None:
        self.reach = reach
        self.tau = time_factors(reach)
        self.weights = weights(reach)
        self.volume = volumes(reach)

    def volume_of(self, j: int, first: Ints, last: Ints) -> Floats:
        """Records per person of the holder's kind from `first` to `last`, days since the first."""
        upto = self.volume[self.reach.case.kind[j]]
        return np.asarray(upto[last + 1] - upto[first], np.float64)

    def tau_of(self, j: int) -> Floats:
        """W: time factor of a candidate."""
        return np.asarray(self.tau[self.reach.place_of[j]], np.float64)


def density(reach: Reach, place: Place, tau: Floats | float, volume: Floats, odds: float) -> Floats:
    """W: D_j(W) = odds(s_j tau_j(W) (R_j + 1) / R_j; G) vol(W), s_j averaged over the regions of the victims there."""
    case = reach.case
    share = odds_times(place.share[:, None] * tau * ((place.behind + 1) / place.behind), odds)
    living = np.bincount(case.region[: case.n][place.here], minlength=len(share))
    mean = (share * (living / living.sum())[:, None]).sum(0)
    return np.maximum(mean * volume, 1e-9)


def by_step(reach: Reach, rows: Ints, weight: Floats, step: Ints, steps: int) -> tuple[Ints, Floats]:
    """The victims touched (v), and v x (steps + 1): their weights up to each step (a bin or a day)."""
    who, i = np.unique(reach.person[rows], return_inverse=True)
    sums = np.bincount(i * steps + step[rows], weight[rows], len(who) * steps).reshape(len(who), steps)
    return who, cumulated(sums)


def timed(timeline: Timeline, j: int, place: Place, m: Floats, odds: float) -> Evidence | None:
    """Log of the mean over windows (by price) and lag laws; None where no window holds two victims.

    `m`: n, the mixture so far.
    """
    reach, windows = timeline.reach, timeline.reach.windows
    who, count = by_step(reach, place.rows, reach.case.dated[reach.rows].astype(np.float64), reach.bin, windows.bins)
    ok = np.flatnonzero((windows.between(count) > 0).sum(0) >= 2)
    if not len(ok):
        return None
    span_first, span_last = windows.edges
    volume = timeline.volume_of(j, span_first[ok], span_last[ok])
    size = density(reach, place, timeline.tau_of(j)[ok], volume, odds)
    gains, price = [], windows.price[ok]
    ratios = []
    for weight in timeline.weights:
        upto = by_step(reach, place.rows, weight, reach.bin, windows.bins)[1]
        ratio = (upto[:, windows.last[ok] + 1] - upto[:, windows.first[ok]]) / size / place.here.mean()
        ratios.append(ratio)
        gains.append(mixture_gains(ratio, m[who], place.here))
    return _summed(timeline, place, who, ok, price, ratios, gains)


def _summed(
    timeline: Timeline, place: Place, who: Ints, ok: Ints, price: Floats, ratios: list[Floats], gains: list[Floats]
) -> Evidence:
    """The evidence over all laws and windows; `gains`: by law, A x W."""
    windows = timeline.reach.windows
    best_part = np.stack([g.max(0) for g in gains]) - price
    value = log_sum(best_part.ravel()) - log_sum(-windows.price) - np.log(len(gains))
    law, k = (int(x) for x in np.unravel_index(best_part.argmax(), best_part.shape))
    ratio, background = spread(place, who, ratios[law][:, k], gains[law][:, k])
    return Evidence(float(value), law, int(ok[k]), float(price[k]), ratio, background)


def spread(place: Place, who: Ints, ratio: Floats, gains: Floats) -> tuple[Floats, Floats]:
    """LR_i and b_i of all victims (n), from those touched and the gains of the parts (A)."""
    out = np.zeros(len(place.here))
    out[who] = ratio
    inside, outside = region_factor(place.here, PARTS[[gains.argmax()]])
    return out, np.where(place.here, inside, outside)
