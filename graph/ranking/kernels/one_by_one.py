"""The gains of a holder that few victims touched: the sum over its victims, window by window."""

from __future__ import annotations

import numpy as np

from graph.compiled import kernel
from graph.ranking.arrays import Floats, Ints
from graph.ranking.expected.touched import Touched
from graph.ranking.explained.mixture import Gains, Parts
from graph.ranking.settings import PARTS


class OneByOne:
    """V_i / m_i summed up to each cell."""

    def __init__(self, touched: Touched, m: Floats) -> None:
        """`m`: v, the mixture so far of those touched."""
        self.touched = touched
        self._upto = _upto(touched.victim, touched.cell, touched.weight, 1 / m, touched.cells)
        self.ok = np.flatnonzero(
            _held_by(touched.victim, touched.cell, len(m), touched.cells, touched.first, touched.last) >= 2
        )

    def gains(self, size: Floats, parts: Parts) -> Gains:
        """F x W; see `graph.ranking.expected.touched.Profile`."""
        first, last = self.touched.first[self.ok], self.touched.last[self.ok]
        return Gains(*_gains(self._upto, first, last, size, PARTS, parts.inside, parts.rest, parts.run))


@kernel
def _upto(victim: Ints, cell: Ints, weight: Floats, by: Floats, cells: int) -> Floats:
    """F x (cells + 1) x v: sums of the weights before each cell, times `by`."""
    out = np.zeros((len(weight), cells + 1, len(by)))
    for law in range(len(weight)):
        for e in range(len(victim)):
            if 0 <= cell[e] < cells:
                out[law, cell[e] + 1, victim[e]] += weight[law, e] * by[victim[e]]
        for c in range(cells):
            for i in range(len(by)):
                out[law, c + 1, i] += out[law, c, i]
    return out


@kernel
def _held_by(victim: Ints, cell: Ints, victims: int, cells: int, first: Ints, last: Ints) -> Ints:
    """W: how many victims have an exposure in each window."""
    upto = np.zeros((cells + 1, victims), np.int64)
    for e in range(len(victim)):
        if 0 <= cell[e] < cells:
            upto[cell[e] + 1, victim[e]] += 1
    for c in range(cells):
        for i in range(victims):
            upto[c + 1, i] += upto[c, i]
    out = np.zeros(len(first), np.int64)
    for w in range(len(first)):
        for i in range(victims):
            out[w] += upto[last[w] + 1, i] > upto[first[w], i]
    return out


@kernel
def _gains(
    upto: Floats, first: Ints, last: Ints, size: Floats, a: Floats, inside: Floats, rest: Floats, run: Ints
) -> tuple[Floats, Ints]:
    """F x W: the best gain, and the place of its part in `a`."""
    laws, width, victims = len(upto), len(first), upto.shape[2]
    gain, part = np.full((laws, width), -np.inf), np.zeros((laws, width), np.int64)
    x, log_inside = np.empty(victims), np.log(inside)
    for law in range(laws):
        for w in range(width):
            held = _within(upto[law, first[w]], upto[law, last[w] + 1], 1 / size[w], x)
            mean, k, before = x[:held].sum() / max(held, 1), 0, -np.inf
            while k < len(a):
                rising = k == 0 or run[k] != run[k - 1]
                others = rest[k] + (victims - held) * log_inside[k]
                # All of them alike would gain most (Jensen): where not even that is better, nothing is.
                if rising or others + held * np.log(inside[k] + a[k] * mean) > gain[law, w]:
                    now = others + _log_product(x, held, inside[k], a[k])
                    if now > gain[law, w]:
                        gain[law, w], part[law, w] = now, k
                    rising = rising or now > before
                    before = now
                k += 1
                # On a run the gain is concave: once it falls, the rest of the run falls too.
                while not rising and k < len(a) and run[k] == run[k - 1]:
                    k += 1
    return gain, part


@kernel
def _within(before: Floats, upto: Floats, by: float, out: Floats) -> int:
    """Fills V_i / size of those who have any, and returns how many they are."""
    held = 0
    for i in range(len(upto)):
        v = upto[i] - before[i]
        out[held] = v * by
        held += v > 0
    return held


@kernel
def _log_product(x: Floats, held: int, inside: float, a: float) -> float:
    """Sum of ln(inside + a x); four products of eight factors at a time, which stay far from the ends of a float."""
    total, i = 0.0, 0
    while i + 32 <= held:
        p, q, r, s = 1.0, 1.0, 1.0, 1.0
        for k in range(i, i + 32, 4):
            p *= inside + a * x[k]
            q *= inside + a * x[k + 1]
            r *= inside + a * x[k + 2]
            s *= inside + a * x[k + 3]
        total += np.log(p) + np.log(q) + np.log(r) + np.log(s)
        i += 32
    while i < held:
        p = 1.0
        for k in range(i, min(i + 8, held)):
            p *= inside + a * x[k]
        total += np.log(p)
        i += 8
    return total
