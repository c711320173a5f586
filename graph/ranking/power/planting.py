"""Leaks drawn at a case's own holders: whose data they would have been, and how late after it they were called."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.ranking.arrays import Floats, Ints
from graph.ranking.naming.candidates import Field
from graph.ranking.settings import LAG_MEANS, LAG_PART, NAMED
from graph.ranking.weighing.judge import Judge
from graph.ranking.weighing.lags import call_density, lag_laws
from graph.ranking.weighing.place import Place

LENGTHS = (2, 9)
"""Bins of the windows that leak: ten days to six weeks."""
MOST = 400
"""Victims of a leak at most."""


@dataclass(frozen=True, slots=True)
class Leak:
    """A leak at a holder: `law` of the judge's laws, `window` of the windows, and its victims in random order.

    `victims`: M; `weight`: M, w_r f(lag) / g(T_i) of the one more record that each has through the holder; `usual`: n,
    the same of the records that victims have there anyway, those in the window added up; `at_risk`: victims who could
    have been called within the cap after a day of the window, on average; `places`: where the holder reaches its victims,
    of a gated one with its place fitted too.
    """

    judge: Judge
    holder: int
    law: int
    window: int
    victims: Ints
    weight: Floats
    usual: Floats
    at_risk: float
    places: tuple[Place, ...]


class Planter:
    """Draws leaks at holders of a field; the same `seed` draws the same."""

    def __init__(self, field: Field, seed: int) -> None:
        self.field, self.seed = field, seed
        call = field.case.call[: field.case.n]
        self.density, self._calls = call_density(call), np.sort(call)
        self.days, self.back = np.unique(call, return_inverse=True)
        named = field.case.named >= 0
        self._own = np.where(named, NAMED * field.case.records[: field.case.n], 1.0)
        self._laws = [_by_lag(judge.reach.cap) for judge in field.judges]

    def leak(self, j: int, number: int) -> Leak:
        """A leak at holder j: a law and a window of a few weeks at random, victims by how well both fit their calls."""
        chance = np.random.default_rng([self.seed, number])
        case = self.field.case
        mean, length, when, lag, start = chance.random(5)
        judge, law, by_lag = self._law(j, LAG_MEANS[int(mean * len(LAG_MEANS))])
        call = self._calls[int(when * case.n)]
        day = int(call - 1 - np.searchsorted(by_lag.cumsum()[1:-1], lag))
        window = self._window(day, length, start)
        chances = self._chances(by_lag, window)
        places = (judge.places.of(j), judge.places.fitted(j)) if case.gated[j] else (judge.places.of(j),)
        weight = chances.sum(1)[self.back] * np.all([place.here for place in places], 0)
        # The smallest of these keys are a weighted sample without replacement (Efraimidis and Spirakis 2006).
        key = -np.log(1 - chance.random(case.n)) / np.maximum(weight, 1e-300)
        victims = _least(np.where(weight > 1e-9, key, np.inf), MOST)
        upto = chances[self.back[victims]].cumsum(1)
        at = (upto < chance.random(len(victims))[:, None] * upto[:, -1:]).sum(1)
        density = chances[self.back[victims], at] / self.density[victims]
        at_risk = float((chances > 0).sum(1)[self.back].sum() / chances.shape[1])
        usual = self._usual(judge, j, by_lag, window)
        return Leak(judge, j, law, window, victims, self._own[victims] * density, usual, at_risk, places)

    def laws(self, judge: Judge) -> int:
        """How many laws the judge tries, "sold in bulk" among them."""
        return len(self._laws[self.field.judges.index(judge)]) + 1

    def _usual(self, judge: Judge, j: int, by_lag: Floats, window: int) -> Floats:
        """N: the weights of the records through the holder in the window."""
        case, reach = self.field.case, judge.reach
        first, last = self.field.windows.span(window)
        rows = reach.through(j)
        rows = rows[(reach.day[rows] >= first) & (reach.day[rows] <= last) & case.dated[reach.rows[rows]]]
        person = reach.person[rows]
        lag = case.call[person] - self.field.windows.start - reach.day[rows]
        weight = self._own[person] * by_lag[lag] / self.density[person]
        return np.bincount(person, weight, case.n).astype(np.float64)

    def _law(self, j: int, mean: float) -> tuple[Judge, int, Floats]:
        """The judge of the least cap that tries the law and looks at j (else the last), its law, P(lag) by lag."""
        judges = self.field.judges
        fits = [k for k, x in enumerate(judges) if mean <= LAG_PART * x.reach.cap and x.reach.place_of[j] >= 0]
        k = min([*fits, len(judges) - 1])
        law = min(LAG_MEANS.index(mean), len(self._laws[k]) - 1)
        return judges[k], law, self._laws[k][law]

    def _window(self, day: int, length: float, start: float) -> int:
        """A window of whole bins round a day, inside the period."""
        windows = self.field.windows
        bins = min(LENGTHS[0] + int(length * (LENGTHS[1] - LENGTHS[0] + 1)), windows.longest)
        first = int(np.clip(windows.bin(np.array(day)) - int(start * bins), 0, windows.bins - bins))
        return int(np.flatnonzero((windows.first == first) & (windows.last == first + bins - 1))[0])

    def _chances(self, by_lag: Floats, window: int) -> Floats:
        """T x D: P(lag) from each day of the window to each day of a call."""
        first, last = (day + self.field.windows.start for day in self.field.windows.span(window))
        lag = self.days[:, None] - np.arange(first, last + 1)
        return np.where((lag >= 1) & (lag < len(by_lag)), by_lag[np.clip(lag, 0, len(by_lag) - 1)], 0.0)


def _by_lag(cap: int) -> list[Floats]:
    """Each Gamma law of a cap as P(lag) by lag from 0 (which is none); where it is too short for any, all lags alike."""
    laws = [np.r_[0.0, law] for law in lag_laws(np.arange(1, cap + 1), cap) if law is not None]
    return laws or [np.r_[0.0, np.full(cap, 1 / cap)]]


def _least(key: Floats, most: int) -> Ints:
    """Places of the least finite keys, ascending."""
    near = np.argpartition(key, most)[:most] if len(key) > most else np.arange(len(key))
    return near[np.argsort(key[near], kind="stable")][: np.isfinite(key[near]).sum()]
