"""The scan that proposes candidates; it decides nothing (steps 4 and 5)."""

from __future__ import annotations

import numpy as np

from graph.ranking.arrays import Floats, Ints, odds_times, x_log
from graph.ranking.reach import Reach
from graph.ranking.settings import MIN_VICTIMS, MOST_RECORDS


def expected(reach: Reach, tau: Floats, u: Floats) -> Floats:
    """C x W: E_j(W) = sum_i u_i [1 - (1 - s')^n_i(W)], s' the share x tau with its odds times G; u: n, weights."""
    case = reach.case
    region = case.region[: case.n]
    out = np.zeros(tau.shape)
    for kind in np.unique(case.kind[reach.candidates]):
        count = np.minimum(reach.windows.between(reach.upto(int(kind))), MOST_RECORDS).astype(np.int64)
        of_kind = np.flatnonzero(case.kind[reach.candidates] == kind)
        for q in np.unique(region):
            share = reach.shares.share[q, reach.candidates[of_kind]]
            here = of_kind[share > 0]
            hit = odds_times(share[share > 0, None] * tau[here], case.odds)
            out[here] += _touching(1 - hit, _people(count[region == q], u[region == q]))
    return out


def _people(count: Ints, u: Floats) -> Floats:
    """(MOST_RECORDS + 1) x W: weight of the people with so many records in a window; count: people x W."""
    width = count.shape[1]
    cells = count * width + np.arange(width)
    size = (MOST_RECORDS + 1) * width
    weight = np.bincount(cells.ravel(), np.repeat(u, width), size)
    return weight.reshape(MOST_RECORDS + 1, width).astype(np.float64)


def _touching(miss: Floats, people: Floats) -> Floats:
    """C x W: sum over t of people_t (1 - miss^t)."""
    out, none = np.zeros_like(miss), np.ones_like(miss)
    for t in range(1, MOST_RECORDS + 1):
        if not people[t:].any():
            break
        none *= miss
        out += people[t] * (1 - none)
    return out


def observed(reach: Reach, u: Floats) -> Floats:
    """C x W: O_j(W), victims with a risk exposure to j in W, each counted once, with weight u.

    An exposure in bin b whose victim's last one before was in bin p is the first in the windows that start in
    p + 1..b and end at b or later: it is entered at each such start, and sums over the ends do the rest.
    """
    windows, n = reach.windows, reach.case.n
    r = np.flatnonzero(reach.holder >= 0)
    place = reach.place_of[reach.holder[r]]
    key = np.unique(((place * n + reach.person[r]) * windows.bins + reach.bin[r])[place >= 0])
    b, pair = key % windows.bins, key // windows.bins
    again = np.r_[False, pair[1:] == pair[:-1]][: len(pair)]
    before = np.where(again, np.r_[-1, b[:-1]][: len(b)], -1)
    by_start = np.zeros((len(reach.candidates), windows.bins, windows.longest))
    for back in range(windows.longest):
        start = b - back
        ok = start > before
        np.add.at(by_start[:, :, back], ((pair // n)[ok], start[ok]), u[(pair % n)[ok]])
    length = np.minimum(windows.last - windows.first, windows.longest - 1)
    out = by_start.cumsum(2)[:, windows.first, length]
    out[:, windows.whole] = np.bincount((pair // n)[~again], u[(pair % n)[~again]], len(reach.candidates))
    return np.asarray(out, np.float64)


def scan_scores(observed: Floats, expected: Floats, behind: Floats, price: Floats) -> Floats:
    """C: best two-sample likelihood ratio over the windows less their price; `behind`: C, reference people behind E."""
    e, r = np.maximum(expected, 1e-4), behind[:, None]
    q = e / (e + r)
    ratio = x_log(observed, (observed + r) * q) + x_log(r, (observed + r) * (1 - q))
    stands_out = (observed >= MIN_VICTIMS - 0.5) & (observed > e)
    score = np.where(stands_out, ratio, 0) - price
    return np.asarray(np.maximum(score, 0).max(1, initial=0), np.float64)
