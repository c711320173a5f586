"""Victims against comparison people of the same region, added up over regions (Mantel and Haenszel 1959)."""

from __future__ import annotations

import numpy as np

from graph.ranking.arrays import Floats, Ints
from graph.ranking.naive.touches import Touches


def mantel_haenszel(touches: Touches) -> Floats:
    """J: by how many standard deviations more victims touched a holder than expected within their regions.

    The signed root of their statistic, without the correction for continuity. Of a region with N people, V of them
    victims, and t who touched it: mean V t / N, variance V (N - V) t (N - t) / (N^2 (N - 1)).
    """
    case, holders = touches.case, len(touches.case.names)
    people = np.bincount(case.region, minlength=case.regions).astype(np.float64)
    victims = np.bincount(case.region[: case.n], minlength=case.regions)
    region = case.region[touches.person]
    spread = victims * (people - victims) / np.maximum(people**2 * (people - 1), 1)
    more = (touches.person < case.n) - (victims / np.maximum(people, 1))[region]
    variance = np.bincount(touches.holder, (spread * people)[region], holders).astype(np.float64)
    for holder, weight in zip(_by_region(touches), spread, strict=True):
        variance -= weight * np.bincount(holder, minlength=holders) ** 2
    excess = np.bincount(touches.holder, more, holders)
    return np.asarray(excess / np.sqrt(np.maximum(variance, 1e-9)), np.float64)


def _by_region(touches: Touches) -> list[Ints]:
    """The holders touched by the people of each region."""
    region = touches.case.region[touches.person]
    order = np.argsort(region, kind="stable")
    ends = np.searchsorted(region[order], np.arange(1, touches.case.regions))
    return np.split(touches.holder[order], ends)
