"""How long after a leak its data are used: lag laws, and when the victims were called at all (step 6)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from graph.ranking.arrays import Floats, Ints
from graph.ranking.explained.gangs import Gangs
from graph.ranking.settings import CALL_AREA, CALL_FLOOR, CALL_WIDTH, GANG_PRIOR, LAG_MEANS, LAG_PART, NAMED
from graph.ranking.weighing.reach import Reach


def lag_laws(lag: Ints, cap: int) -> Iterator[Floats | None]:
    """P(lag) on whole days: Gamma(2) of each mean that fits the cap, cut there and rescaled.

    Last None: sold in bulk, the lag says nothing.
    """
    for mean in LAG_MEANS:
        if mean <= LAG_PART * cap:
            yield (_below(lag, mean) - _below(lag - 1, mean)) / _below(np.array(cap), mean)
    yield None


def _below(x: Ints, mean: float) -> Floats:
    """Gamma distribution function of shape 2."""
    return np.asarray(1 - np.exp(-2 * x / mean) * (1 + 2 * x / mean), np.float64)


def call_density(call: Ints) -> Floats:
    """N: density per day of the *other* victims' calls at each victim's day; Gaussian kernel and a floor."""
    return np.asarray(_others_near(call) / max(len(call) - 1, 1) / CALL_AREA + CALL_FLOOR, np.float64)


def within_gang(gangs: Gangs, call: Ints) -> Floats:
    """N: that density by the density of her gang's calls, which is drawn to it by GANG_PRIOR victims.

    It turns f / g(T) into what it is given when her gang calls.
    """
    usual = call_density(call)
    out = np.ones(len(call))
    for g in np.flatnonzero(gangs.size > 1):
        who = np.flatnonzero(gangs.number == g)
        near = _others_near(call[who]) / CALL_AREA
        out[who] = usual[who] * (len(who) - 1 + GANG_PRIOR) / (near + GANG_PRIOR * usual[who])
    return out


def _others_near(call: Ints) -> Floats:
    """N: other calls near each victim's day, each by the height of its kernel there."""
    days, back, count = np.unique(call, return_inverse=True, return_counts=True)
    near = np.zeros(len(days))
    # By day, not by pair of victims: a case has at most a few hundred days.
    for day, times in zip(days, count, strict=True):
        near += times * np.exp(-0.5 * ((days - day) / CALL_WIDTH) ** 2)
    return np.asarray((near - 1)[back], np.float64)


class Weights:
    """The weight of risk exposures under each lag law: w_r f(lag) / g(T_i); w_r = 2 n_i of a named record."""

    def __init__(self, reach: Reach) -> None:
        case, self.reach = reach.case, reach
        named = case.named >= 0
        self._own = np.where(named, NAMED * case.records[: case.n], 1.0) if named.any() else np.ones(case.n)
        density = call_density(case.call[: case.n])
        laws = list(lag_laws(np.arange(reach.cap + 1), reach.cap))
        self._by_lag = np.stack([np.ones(reach.cap + 1) if law is None else law for law in laws])
        self._usual = np.stack([np.ones(case.n) if law is None else density for law in laws])

    def __len__(self) -> int:
        """How many laws there are; the last is "sold in bulk"."""
        return len(self._by_lag)

    def of(self, rows: Ints) -> Floats:
        """F x rows, of places in the reach; 0 where the day is unknown."""
        reach, person = self.reach, self.reach.person[rows]
        lag = reach.case.call[person] - reach.windows.start - reach.day[rows]
        own = self._own[person] * reach.case.dated[reach.rows[rows]]
        return np.asarray(own * self._by_lag[:, lag] / self._usual[:, person], np.float64)
