"""The statistic of one holder under many labellings of the same people: who is a victim, or when who was called."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from graph.ranking.arrays import Bools, Floats, Ints, cumulated, log_product
from graph.ranking.expected.windows import Windows
from graph.ranking.material.case import Case
from graph.ranking.settings import PARTS
from graph.ranking.weighing.lags import call_density, lag_laws

COARSE_PARTS = PARTS[::2]
LENGTHS = (1, 2, 3, 4, 6, 8, 12, 16, 24)
"""Bins of the windows that are tried, besides the whole period: what lies between them adds little but time."""
AT_ONCE = 128
"""Windows taken together, so that the arrays stay small."""


class Records:
    """The records of a holder, of all people or of the victims, that may have leaked.

    `rows`: places in the case, by person; `who`: V, the people behind them; `people`: how many are compared; `timed`:
    whether any has a day, else only touching counts; `density`: of all those people's calls, one each.
    """

    def __init__(self, case: Case, windows: Windows, j: int, *, all_people: bool) -> None:
        self.case, self.windows, self.cap = case, windows, max(case.caps)
        self.people = len(case.call) if all_people else case.n
        rows = np.flatnonzero((case.holder == j) & (case.person < self.people))
        in_time = case.lag[rows] <= self.cap
        dated = rows[in_time & case.dated[rows]]
        # Whose call is shuffled may bring other records within the cap.
        self.timed = bool(len(dated))
        self.rows = (dated if all_people else rows[case.dated[rows]]) if self.timed else rows[in_time] * all_people
        self.who, self.victim = np.unique(case.person[self.rows], return_inverse=True)
        self.bin = np.clip(windows.bin(case.day[self.rows]), 0, windows.bins - 1)
        self.density = call_density(case.call[: self.people])
        laws = lag_laws(np.arange(1, self.cap + 1), self.cap)
        self.laws = [None if law is None else np.r_[0.0, law] for law in laws] if self.timed else [None]

    def weights(self, law: Floats | None, call: Ints, density: Floats) -> Floats:
        """One a record: f(lag) / g(T), 0 outside the cap; `call`, `density`: of all people."""
        person = self.case.person[self.rows]
        if not self.timed:
            return np.ones(len(person))
        lag = call[person] - self.case.day[self.rows]
        inside = (lag >= 1) & (lag <= self.cap)
        return np.where(inside, 1.0 if law is None else law[lag * inside] / density[person], 0.0)

    def upto(self, weight: Floats) -> Floats:
        """V x (B + 1): the weights of each person's records before each bin."""
        bins = self.windows.bins
        sums = np.bincount(self.victim * bins + self.bin, weight, len(self.who) * bins)
        return cumulated(sums.reshape(len(self.who), bins).astype(np.float64))

    def spans(self, at_once: int) -> Iterator[tuple[Ints, Ints, Floats]]:
        """First bin, the one after the last, and price of windows, some at a time; of undated records the whole only."""
        windows = self.windows
        tried = np.isin(windows.last - windows.first + 1, LENGTHS) & self.timed
        which = np.union1d(np.flatnonzero(tried), [windows.whole])
        for part in np.array_split(which, -(-len(which) // at_once)):
            yield windows.first[part], windows.last[part] + 1, windows.price[part]


def values_of_roles(records: Records, victim: Bools) -> Floats:
    """R: the statistic where these are the victims; `victim`: R x N."""
    touched = victim[:, records.who].astype(np.float64)
    others = int(victim[0].sum()) * np.log(1 - COARSE_PARTS)
    total = np.full(len(victim), -np.inf)
    for law in records.laws:
        upto = records.upto(records.weights(law, records.case.call, records.density))
        for first, end, price in records.spans(AT_ONCE):
            inside = upto[:, end] - upto[:, first]
            ratio = inside / np.maximum(inside.sum(0) / records.people, 1e-300)
            terms = np.log1p(COARSE_PARTS / (1 - COARSE_PARTS) * ratio[:, :, None])
            gain = (touched @ terms.reshape(len(ratio), -1)).reshape(len(victim), len(price), -1) + others
            total = np.logaddexp(total, np.logaddexp.reduce(gain.max(2) - price, 1))
    return total


def values_of_calls(records: Records, whose: Ints) -> Floats:
    """R: the statistic where each victim was called when another was; `whose`: R x n."""
    case = records.case
    (first, end, price), *_ = records.spans(len(records.windows))
    usual = [_usual(records, law) for law in records.laws]
    least = [np.maximum(mean[end] - mean[first], 1e-300) for mean in usual]
    total = np.full(len(whose), -np.inf)
    for r, order in enumerate(whose):
        call, density = case.call[order], records.density[order]
        for law, mean in zip(records.laws, least, strict=True):
            upto = records.upto(records.weights(law, call, density))
            ratio = (upto[:, end] - upto[:, first]) / mean
            gain = [log_product(1 - a + a * ratio) + (case.n - len(ratio)) * np.log(1 - a) for a in COARSE_PARTS]
            total[r] = np.logaddexp(total[r], np.logaddexp.reduce(np.max(gain, 0) - price))
    return total


def _usual(records: Records, law: Floats | None) -> Floats:
    """B + 1: the mean weight of a victim's records before each bin, over the days on which victims were called."""
    n = records.case.n
    calls = zip(records.case.call[:n].tolist(), records.density[:n].tolist(), strict=True)
    mean = np.mean([records.weights(law, np.full(n, day), np.full(n, density)) for day, density in calls], 0)
    return np.asarray(records.upto(mean).sum(0) / n, np.float64)
