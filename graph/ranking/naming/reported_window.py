"""The window that is reported: to the day, with its uncertainty (step 8)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from graph.ranking.arrays import Floats, Ints, log_sum
from graph.ranking.explained.evidence import Evidence
from graph.ranking.explained.mixture import Parts, background
from graph.ranking.naming.candidates import Candidate
from graph.ranking.settings import DAYS_ROUND
from graph.ranking.weighing.timed import density

QUANTILES = (0.1, 0.5, 0.9)


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day at the 10, 50 and 90 % quantiles of each, as days since the first of the windows."""

    low: tuple[int, int]
    middle: tuple[int, int]
    high: tuple[int, int]


def day_pairs(first: int, last: int, days: int) -> tuple[Ints, Ints]:
    """All first and last days within DAYS_ROUND of a window, inside the period of so many days."""
    a, b = np.meshgrid(
        np.arange(max(0, first - DAYS_ROUND), min(last, first + DAYS_ROUND) + 1),
        np.arange(max(first, last - DAYS_ROUND), min(days - 1, last + DAYS_ROUND) + 1),
        indexing="ij",
    )
    return a[b >= a], b[b >= a]


def reported_window(candidate: Candidate, m: Floats, odds: float) -> tuple[Days, Evidence]:
    """Posterior of first and last day round the best window, by exp(gain - l_W); the evidence at the middle ones."""
    judge, evidence, j = candidate.judge, candidate.evidence, candidate.holder
    reach, timeline, place = judge.reach, judge.timeline, judge.places.of(j)
    first, last = day_pairs(*reach.windows.span(evidence.window), reach.windows.days)
    cuts = np.unique(np.concatenate([first, last + 1]))
    cells = np.searchsorted(cuts, first), np.searchsorted(cuts, last + 1) - 1
    touched = timeline.touched(place, reach.day, cuts, *cells).under(evidence.law)
    profile = reach.form.profile(touched, m[touched.who])
    first, last = first[profile.ok], last[profile.ok]
    tau = float(timeline.tau_of(j)[evidence.window])
    size = density(reach, place, tau, timeline.volume_of(j, first, last), odds)
    gains = profile.gains(size, Parts.at(place.here, len(touched.who)))
    gain, given = gains.gain[0], timeline.given(evidence.law, place.here)
    if (gangs := reach.case.gangs) is not None:
        inside = np.stack([touched.within(0, k) for k in profile.ok.tolist()], 1) / size
        by_gang = gangs.gains(touched.who, (given / m)[touched.who, None] * inside, place.here)
        gain = np.logaddexp(gain, by_gang)
    weight = gain + np.log(last - first + 1)
    days = quantiles(first, last, np.exp(weight - log_sum(weight)))
    k = int(np.argmin(abs(first - days.middle[0]) + abs(last - days.middle[1])))
    ratio = np.zeros(reach.case.n)
    ratio[touched.who] = touched.within(0, int(profile.ok[k])) / size[k]
    usual = background(place.here, int(gains.part[0, k]))
    return days, replace(evidence, ratio=ratio, background=usual, given=given * ratio)


def quantiles(first: Ints, last: Ints, weight: Floats) -> Days:
    """Weighted quantiles of both ends; a last day never before its first."""
    pairs = [(weighted_quantile(first, weight, u), weighted_quantile(last, weight, u)) for u in QUANTILES]
    low, middle, high = ((a, max(a, b)) for a, b in pairs)
    return Days(low, middle, high)


def weighted_quantile(x: Ints, weight: Floats, u: float) -> int:
    """Least value up to which a part u of the weight (which sums to 1) lies."""
    order = np.argsort(x, kind="stable")
    return int(x[order][min(int(np.searchsorted(weight[order].cumsum(), u)), len(order) - 1)])
