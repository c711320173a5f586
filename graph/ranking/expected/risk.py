"""The victims' exposures at risk under one lag cap: those that a leak could explain (step 1)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graph.ranking.arrays import Ints


@dataclass(frozen=True)
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

    @cached_property
    def by_kind(self) -> list[tuple[list[int], Ints]]:
        """The exposures of each kind, ascending, once for kinds with the very same: (kinds, exposures of the first)."""
        found: list[tuple[list[int], Ints]] = []
        for kind in range(int(self.named_kind.max(initial=-1)) + 1):
            rows = np.flatnonzero(self.named_kind == kind)
            same = next((kinds for kinds, others in found if self._same(rows, others)), None)
            if same is None:
                found.append(([kind], rows))
            else:
                same.append(kind)
        return found

    def _same(self, rows: Ints, others: Ints) -> bool:
        """Whether as many exposures of each victim lie in each bin."""
        return all(np.array_equal(column[rows], column[others]) for column in (self.person, self.bin))

    def through(self, j: int) -> Ints:
        """The exposures to a holder, ascending."""
        return self.by_holder[self.ends[j] : self.ends[j + 1]]

    def victims(self) -> Ints:
        """J: how many victims touched each holder."""
        person, holder = self.person[self.by_holder], self.holder[self.by_holder]
        another = np.ones(len(holder), bool)
        another[1:] = (person[1:] != person[:-1]) | (holder[1:] != holder[:-1])
        return np.bincount(holder[another], minlength=len(self.ends) - 1)
