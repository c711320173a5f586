"""The victims' exposures at risk under one lag cap: those that a leak could explain (step 1)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.ranking.arrays import Ints


@dataclass(frozen=True, slots=True)
class Risk:
    """One entry an exposure, by person and day.

    `rows`: places in the case; `named_kind`: the kind, -1 of a protected one; `day`: since the first of the windows;
    `by_holder`: the named ones by holder; `ends`: J + 1, where each one's begin there and end.
    """

    rows: Ints
    person: Ints
    holder: Ints
    named_kind: Ints
    day: Ints
    bin: Ints
    by_holder: Ints
    ends: Ints

    def through(self, j: int) -> Ints:
        """The exposures to a holder, ascending."""
        return self.by_holder[self.ends[j] : self.ends[j + 1]]

    def victims(self) -> Ints:
        """J: how many victims touched each holder."""
        person, holder = self.person[self.by_holder], self.holder[self.by_holder]
        another = np.ones(len(holder), bool)
        another[1:] = (person[1:] != person[:-1]) | (holder[1:] != holder[:-1])
        return np.bincount(holder[another], minlength=len(self.ends) - 1)
