"""The gains of a holder that many victims touched: their V_i spread over a grid of ln V, whatever their number.

With z = a / (size (1 - a) b) a victim with V = V_i / m_i adds ln((1 - a) b) + softplus(ln V + ln z), and the softplus
y -> ln(1 + e^y) is analytic in |Im y| < pi. So it may be interpolated: V is replaced by weights on the eight nearest
nodes of a grid of ln V (Lagrange), a sum over victims becomes one over nodes, and windows differ only in the weights on
the nodes. On a grid of step 1/10 the term of a victim is off by less than 3e-11 nats, of either sign.

What changes from window to window is entered where it changes (see `tables`): a victim with r cells has r (r + 1) / 2
sums of consecutive ones, each of which holds in a rectangle of first and last cells.
"""

from __future__ import annotations

import numpy as np

from graph.compiled import kernel
from graph.ranking.arrays import Floats, Ints
from graph.ranking.expected.touched import Touched
from graph.ranking.explained.mixture import Gains, Parts
from graph.ranking.kernels.tables import of_windows, sum_up
from graph.ranking.settings import PARTS

STEP = 0.1
"""Of the grid of ln V."""
NODES, BELOW = 8, 3
"""Nodes that share a value, and how many of them lie below its own place."""
SPAN = 600
"""Steps of the grid at most; what lies further below the largest V adds nothing that a float could hold."""


class Grid:
    """For every law and window the weights on the nodes."""

    def __init__(self, touched: Touched, m: Floats) -> None:
        """`m`: v, the mixture so far of those touched."""
        inside = (touched.cell >= 0) & (touched.cell < touched.cells)
        victim, cell, weight = touched.victim[inside], touched.cell[inside], touched.weight[:, inside]
        self.victims = len(m)
        length = touched.last - touched.first + 1
        # Windows of all cells are sums over all: tables as long would be a waste.
        longest = int(length[length < touched.cells].max(initial=1))
        held = np.empty((len(length), 1))
        table = _held_by(victim, cell, touched.cells, longest)
        of_windows(table, touched.first, touched.last, held)
        held[length == touched.cells] = len(np.unique(victim))
        self.ok = np.flatnonzero(held[:, 0] >= 1.5)
        self._first, self._last = touched.first[self.ok], touched.last[self.ok]
        self._whole = length[self.ok] == touched.cells
        self._laws = [self._spread(victim, cell, w / m[victim], touched.cells, longest) for w in weight]

    def _spread(self, victim: Ints, cell: Ints, weight: Floats, cells: int, longest: int) -> tuple[int, Floats]:
        """The first node, and W x nodes: the weights on them."""
        most = np.log(np.bincount(victim, weight).max(initial=1e-300))
        least = np.log(weight[weight > 0].min(initial=np.exp(most)))
        high = int(np.floor(most / STEP)) + NODES - BELOW
        low = max(int(np.floor(least / STEP)) - BELOW, high - SPAN)
        table, whole = _entries(victim, cell, weight, cells, longest, low, high - low + 1)
        sum_up(table)
        out = np.empty((len(self.ok), high - low + 1))
        of_windows(table, self._first, self._last, out)
        out[self._whole] = whole
        return low, out

    def gains(self, size: Floats, parts: Parts) -> Gains:
        """F x W; see `graph.ranking.expected.touched.Profile`."""
        rest = parts.rest + self.victims * np.log(parts.inside)
        shift = np.log(PARTS / parts.inside) - np.log(size)[:, None]
        gain, part = np.empty((len(self._laws), len(size))), np.empty((len(self._laws), len(size)), np.int64)
        for law, (low, nodes) in enumerate(self._laws):
            start = int(np.floor(shift.min(initial=0) / STEP)) + low - BELOW
            end = int(np.floor(shift.max(initial=0) / STEP)) + low + nodes.shape[1] + NODES
            softplus = np.logaddexp(0, STEP * np.arange(start, end))
            _gains(nodes, low - start, softplus, shift, rest, parts.run, gain[law], part[law])
        return Gains(gain, part)


@kernel
def _held_by(victim: Ints, cell: Ints, cells: int, longest: int) -> Floats:
    """B x longest x 1: how many victims have an exposure in a window."""
    table = np.zeros((cells, longest, 1))
    last, before = -1, -1
    for e in range(len(victim)):
        if victim[e] != last:
            last, before = victim[e], -1
        b = cell[e]
        if b > before:
            table[b, 0, 0] += 1
            if b - before < longest:
                table[b, b - before, 0] -= 1
            before = b
    sum_up(table)
    return table


@kernel
def _entries(
    victim: Ints, cell: Ints, weight: Floats, cells: int, longest: int, low: int, nodes: int
) -> tuple[Floats, Floats]:
    """B x longest x nodes: weights where they change; nodes: those of all cells together."""
    table, whole = np.zeros((cells, longest, nodes)), np.zeros(nodes)
    place, sums = np.empty(cells, np.int64), np.empty(cells)
    old, new = np.empty(NODES), np.empty(NODES)
    e = 0
    while e < len(victim):
        held, i, total = 0, victim[e], 0.0
        while e < len(victim) and victim[e] == i:
            if held > 0 and place[held - 1] == cell[e]:
                sums[held - 1] += weight[e]
            else:
                place[held], sums[held] = cell[e], weight[e]
                held += 1
            total += weight[e]
            e += 1
        at = _lagrange(total, low, new)
        if at >= 0:
            for x in range(NODES):
                whole[at + x] += new[x]
        for a in range(held):
            before = place[a - 1] if a > 0 else -1
            total, was = 0.0, -1
            for b in range(a, held):
                end = place[b]
                if end - place[a] >= longest:
                    break
                total += sums[b]
                at = _lagrange(total, low, new)
                _enter(table[end], end - place[a], end - before, was, old, at, new)
                was = at
                old[:] = new
    return table, whole


@kernel
def _enter(table: Floats, back: int, beyond: int, was: int, old: Floats, at: int, new: Floats) -> None:
    """Enters that from this end on, windows of `back` up to `beyond` more cells hold `new` instead of `old`."""
    for x in range(NODES):
        if at >= 0:
            table[back, at + x] += new[x]
        if was >= 0:
            table[back, was + x] -= old[x]
    if beyond < len(table):
        for x in range(NODES):
            if at >= 0:
                table[beyond, at + x] -= new[x]
            if was >= 0:
                table[beyond, was + x] += old[x]


@kernel
def _lagrange(value: float, low: int, out: Floats) -> int:
    """The weights of ln(value) on the nodes round it, and the first of them; -1 below the grid."""
    if value <= 0.0:
        return -1
    y = np.log(value) / STEP
    k = int(np.floor(y))
    if k - BELOW < low:
        return -1
    _weights(y - k, out)
    return k - BELOW - low


@kernel
def _weights(t: float, out: Floats) -> None:
    """Lagrange weights of a place t in 0..1 between the nodes 0 and 1 of -BELOW..NODES - BELOW - 1."""
    for x in range(NODES):
        p = 1.0
        for y in range(NODES):
            if y != x:
                p *= (t + BELOW - y) / (x - y)
        out[x] = p


@kernel
def _gains(
    nodes: Floats, offset: int, softplus: Floats, shift: Floats, rest: Floats, run: Ints, gain: Floats, part: Ints
) -> None:
    """The best gain of every window, and the place of its part; `shift`: W x A, ln z."""
    weight, terms = np.empty(NODES), np.empty(nodes.shape[1])
    for w in range(len(nodes)):
        gain[w], part[w], before = -np.inf, 0, -np.inf
        k = 0
        while k < len(rest):
            y = shift[w, k] / STEP
            at = int(np.floor(y))
            _weights(y - at, weight)
            now = rest[k] + _sum(nodes[w], softplus[offset + at - BELOW :], weight, terms)
            if now > gain[w]:
                gain[w], part[w] = now, k
            # On a run the gain is concave: once it falls, the rest of the run falls too.
            fell = now <= before and k > 0 and run[k] == run[k - 1]
            before = now
            k += 1
            while fell and k < len(rest) and run[k] == run[k - 1]:
                k += 1


@kernel
def _sum(nodes: Floats, softplus: Floats, weight: Floats, terms: Floats) -> float:
    """Sum over the nodes of their weight times the softplus, interpolated between its places."""
    for x in range(len(nodes)):
        terms[x] = 0.0
    for y in range(NODES):
        for x in range(len(nodes)):
            terms[x] += weight[y] * softplus[x + y]
    p, q, r, s = 0.0, 0.0, 0.0, 0.0
    for x in range(0, len(nodes) - 3, 4):
        p += nodes[x] * terms[x]
        q += nodes[x + 1] * terms[x + 1]
        r += nodes[x + 2] * terms[x + 2]
        s += nodes[x + 3] * terms[x + 3]
    for x in range(len(nodes) // 4 * 4, len(nodes)):
        p += nodes[x] * terms[x]
    return p + q + (r + s)
