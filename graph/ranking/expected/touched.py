"""The dated risk exposures of one holder at a place, by victim and cell: what its evidence is reckoned from (step 6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from graph.ranking.arrays import Floats, Ints
from graph.ranking.explained.mixture import Gains, Parts


@dataclass(frozen=True, slots=True)
class Touched:
    """V victims with dated exposures; a cell is a bin, or the days between two ends of windows.

    `who`: v; `victim`: one entry an exposure, place in `who`, ascending; `cell`: ascending within a victim, -1 and
    `cells` are outside all windows; `weight`: F x exposures, under each lag law; `first`, `last`: W, windows in cells.
    """

    who: Ints
    victim: Ints
    cell: Ints
    cells: int
    weight: Floats
    first: Ints
    last: Ints

    def under(self, law: int) -> Touched:
        """The same under one law alone."""
        return replace(self, weight=self.weight[law : law + 1])

    def within(self, law: int, window: int) -> Floats:
        """V: V_i, the sum of each victim's weights in a window."""
        inside = (self.cell >= self.first[window]) & (self.cell <= self.last[window])
        sums = np.bincount(self.victim[inside], self.weight[law, inside], len(self.who))
        return np.asarray(sums, np.float64)


class Profile(Protocol):
    """Touched victims in the form in which gains are reckoned; `ok`: windows that at least two of them touched."""

    ok: Ints

    def gains(self, size: Floats, parts: Parts) -> Gains:
        """F x W: max over a of sum_i ln[((1 - a) m_i b_i + a V_i / size) / m_i] of the windows that are `ok`."""
