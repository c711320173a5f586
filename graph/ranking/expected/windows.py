"""All windows of days in which the leaked records may lie (step 3)."""

from __future__ import annotations

import numpy as np

from graph.ranking.arrays import Bools, Ints, Numbers, cumulated, log_sum
from graph.ranking.settings import BIN, LONGEST


class Windows:
    """Windows of whole bins up to LONGEST days, and the whole period, by first bin and then last.

    `first`, `last`: W, bins; `price`: W, ln(T / |w|), as a short window has more places to be; `start`: the first day;
    `longest`: bins of the longest one besides the whole; `edges`: first and last day of each, as days since `start`;
    `choice`: nats by which all windows together say more than their mean.
    """

    def __init__(self, days: Ints) -> None:
        """`days`: ordinals of the victims' records, at least one."""
        self.start = int(days.min())
        self.bins = int((days.max() - self.start) // BIN + 1)
        self.days = self.bins * BIN
        self.longest = min(LONGEST // BIN, self.bins)
        first, length = (x.ravel() for x in np.indices((self.bins, self.longest)))
        fits = first + length < self.bins
        first, last = first[fits], (first + length)[fits]
        if self.bins > self.longest:
            first, last = np.append(first, 0), np.append(last, self.bins - 1)
        order = np.lexsort((last, first))
        self.first, self.last = first[order], last[order]
        self.price = np.log(self.bins / (self.last - self.first + 1))
        self.edges = self.first * BIN, (self.last + 1) * BIN - 1
        self.choice = log_sum(-self.price)

    def __len__(self) -> int:
        return len(self.first)

    @property
    def whole(self) -> int:
        """The window that is the whole period."""
        return int(self.price.argmin())

    def bin(self, days: Ints) -> Ints:
        """The bin of each day; below 0 or not below `bins` outside the period."""
        return (days - self.start) // BIN

    def hold(self, days: Ints) -> Bools:
        """Whether each day lies in the period."""
        return (days >= self.start) & (days < self.start + self.days)

    def between(self, cumulated_bins: Numbers) -> Numbers:
        """... x (B + 1) sums up to each bin -> ... x W sums within every window."""
        return cumulated_bins[..., self.last + 1] - cumulated_bins[..., self.first]

    def sums(self, by_bin: Numbers) -> Numbers:
        """... x B -> ... x W: sums over the bins of every window."""
        return self.between(cumulated(by_bin))

    def span(self, window: int) -> tuple[int, int]:
        """First and last day of a window, as days since `start`."""
        return int(self.first[window]) * BIN, (int(self.last[window]) + 1) * BIN - 1
