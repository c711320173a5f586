"""The gains of a holder in all windows and under all lag laws at once, as matrices of victims by windows."""

from __future__ import annotations

import numpy as np

from graph.ranking.arrays import Floats, cumulated
from graph.ranking.expected.touched import Touched
from graph.ranking.explained.mixture import Gains, Parts, best_parts


def profile(touched: Touched, m: Floats) -> Matrices:
    """Of the victims `touched`; `m`: v, their mixture so far."""
    return Matrices(touched, m)


class Matrices:
    """V_i / m_i as v x F x W."""

    def __init__(self, touched: Touched, m: Floats) -> None:
        """`m`: v, the mixture so far of those touched."""
        within = (touched.cell >= 0) & (touched.cell < touched.cells)
        key = touched.victim[within] * touched.cells + touched.cell[within]
        shape = len(touched.who), touched.cells
        upto = cumulated(np.bincount(key, minlength=shape[0] * shape[1]).reshape(shape).astype(np.float64))
        self.ok = np.flatnonzero(((upto[:, touched.last + 1] - upto[:, touched.first]) > 0).sum(0) >= 2)
        laws = [np.bincount(key, weight[within], shape[0] * shape[1]).reshape(shape) for weight in touched.weight]
        sums = cumulated(np.stack(laws, 1)) / m[:, None, None]
        self._x = sums[:, :, touched.last[self.ok] + 1] - sums[:, :, touched.first[self.ok]]

    def gains(self, size: Floats, parts: Parts) -> Gains:
        """F x W; see `graph.ranking.expected.touched.Profile`."""
        shape = self._x.shape[1:]
        found = best_parts((self._x / size).reshape(len(self._x), -1), parts)
        return Gains(found.gain.reshape(shape), found.part.reshape(shape))
