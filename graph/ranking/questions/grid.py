"""Windows and lag laws under which an order may be the one that leaked, on a coarser grid than the verdict's."""

from __future__ import annotations

import numpy as np

from graph.ranking.arrays import Bools, Floats, Ints, cumulated, log_sum
from graph.ranking.material.case import Case
from graph.ranking.questions.chains import CAP, Chains
from graph.ranking.settings import LONGEST, RATE_PRIOR
from graph.ranking.weighing.lags import call_density, lag_laws

WIDTHS = ((1000, 10), (3000, 20), (np.inf, 30))
"""(up to so many victims, days of a bin): who leaks is asked to the nat here, not to the decimal."""


class Grid:
    """Windows of whole bins (W) and laws (L), over the days of the orders.

    `price`: W, ln(T/|w|); `volume`: W, orders per person, known or not; `density`: L x R, w_r f(lag)/g(T_i).
    """

    def __init__(self, case: Case, orders: Chains) -> None:
        self.width = next(days for most, days in WIDTHS if case.n <= most)
        self.start = int(orders.day.min())
        self.bin = (orders.day - self.start) // self.width
        self.bins = int(self.bin.max()) + 1
        self.first, self.last = _windows(self.bins, LONGEST // self.width)
        self.price = np.log(self.bins / (self.last - self.first + 1))
        self.volume = self._volume(case, orders)
        calls = call_density(case.call[: case.n])[orders.person]
        self.density = np.stack([
            orders.weight if law is None else orders.weight * law / calls for law in lag_laws(orders.lag, CAP)
        ])  # fmt: skip

    @property
    def charge(self) -> float:
        """Nats by which a sum over all windows and laws exceeds their mean."""
        return log_sum(-self.price) + float(np.log(len(self.density)))

    @property
    def cells(self) -> int:
        """L W."""
        return len(self.density) * len(self.price)

    def likelihood(self, orders: Ints, who: Ints, people: int) -> Floats:
        """L x people x W: V_i / vol of these orders, of the people numbered `who` (as long as `orders`)."""
        cell = who * self.bins + self.bin[orders]
        sums = [np.bincount(cell, law[orders], people * self.bins) for law in self.density]
        upto = cumulated(np.stack(sums).astype(np.float64).reshape(len(sums), people, self.bins))
        return np.asarray((upto[..., self.last + 1] - upto[..., self.first]) / self.volume, np.float64)

    def within(self, window: int, orders: Ints) -> Bools:
        """Which of these orders lie in a window."""
        bins = self.bin[orders]
        return np.asarray((bins >= self.first[window]) & (bins <= self.last[window]))

    def _volume(self, case: Case, orders: Chains) -> Floats:
        """W: sum over its days of (o_d + 10 o) / (n_d + 10), as the verdict has it, of all orders whoever held them."""
        days = self.bins * self.width
        call = case.call[: case.n] - self.start
        begin, end = np.clip(call - CAP, 0, days), np.clip(call, 0, days)
        steps = np.bincount(begin, minlength=days + 1) - np.bincount(end, minlength=days + 1)
        at_risk = steps.cumsum()[:days]
        on_day = np.bincount(orders.day - self.start, minlength=days)
        mean = on_day.sum() / max(int(at_risk.sum()), 1)
        upto = cumulated((on_day + RATE_PRIOR * mean) / (at_risk + RATE_PRIOR))
        return np.asarray(upto[(self.last + 1) * self.width] - upto[self.first * self.width], np.float64)


def _windows(bins: int, longest: int) -> tuple[Ints, Ints]:
    """First and last bin of every window of at most `longest` bins, and of the whole."""
    first, length = (x.ravel() for x in np.indices((bins, min(longest, bins))))
    fits = first + length < bins
    first, last = first[fits], (first + length)[fits]
    return (np.append(first, 0), np.append(last, bins - 1)) if bins > longest else (first, last)
