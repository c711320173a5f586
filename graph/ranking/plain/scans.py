"""How many victims touched the candidates in each window, and how many would have if nothing leaked (steps 4 and 5)."""

from __future__ import annotations

import numpy as np

from graph.ranking.arrays import Floats, Ints, counted, odds_times
from graph.ranking.expected.risk import Risk
from graph.ranking.expected.usual import Usual, enough, likelihood_ratio
from graph.ranking.expected.windows import Windows
from graph.ranking.settings import MOST_RECORDS


def scores(risk: Risk, windows: Windows, usual: Usual, u: Floats) -> Floats:
    """C: the best score of each candidate over the windows, at least 0; `u`: n, weights of the victims."""
    seen = observed(risk, windows, usual.candidates, u)
    return scan_scores(seen, expected(risk, windows, usual, u, seen), usual.behind, windows.price)


def scan_scores(observed: Floats, expected: Floats, behind: Floats, price: Floats) -> Floats:
    """C: best likelihood ratio over the windows less their price, at least 0; `behind`: C, people behind E."""
    c, w = np.nonzero(enough(observed) & (observed > expected))
    out = np.zeros(len(observed))
    np.maximum.at(out, c, likelihood_ratio(observed[c, w], expected[c, w], behind[c]) - price[w])
    return out


def observed(risk: Risk, windows: Windows, candidates: Ints, u: Floats) -> Floats:
    """C x W: O_j(W), victims with a risk exposure to j in W, each counted once, with weight u (n).

    An exposure in bin b whose victim's last one before was in bin p is the first in the windows that start in
    p + 1..b and end at b or later.
    """
    begin, end = risk.ends[candidates], risk.ends[candidates + 1]
    place = np.repeat(np.arange(len(candidates)), end - begin)
    r = risk.by_holder[np.arange(len(place)) + np.repeat(begin - np.cumsum(end - begin) + (end - begin), end - begin)]
    person, b = risk.person[r], risk.bin[r]
    again = np.zeros(len(r), bool)
    again[1:] = (person[1:] == person[:-1]) & (place[1:] == place[:-1])
    before = np.where(again, np.append(-1, b[:-1])[: len(b)], -1)
    shape = len(candidates), windows.bins, windows.longest + 1
    cell, back = (place * shape[1] + b) * shape[2], np.minimum(b - before, windows.longest)
    size = int(np.prod(shape))
    steps = np.bincount(cell, u[person], size) - np.bincount(cell + back, u[person], size)
    sums = steps.reshape(shape).cumsum(2)[:, :, :-1]
    _along(sums)
    out = sums[:, windows.last, np.minimum(windows.last - windows.first, windows.longest - 1)]
    out[:, windows.whole] = np.bincount(place[~again], u[person[~again]], shape[0])
    return np.asarray(out, np.float64)


def _along(sums: Floats) -> None:
    """Sums over ends at the same start, in place: ... x B (end) x length (less 1)."""
    for end in range(1, sums.shape[1]):
        sums[:, end, 1:] += sums[:, end - 1, :-1]


def expected(risk: Risk, windows: Windows, usual: Usual, u: Floats, seen: Floats) -> Floats:
    """C x W: E_j(W) = sum_i u_i [1 - (1 - s')^n_i(W)], s' the share x tau with its odds times G; u: n, weights.

    Only where enough victims were seen (C x W), and only in windows that may score best; elsewhere infinite.
    """
    out = np.full(usual.tau.shape, np.inf)
    for kind in np.unique(usual.kind):
        c = np.flatnonzero(usual.kind == kind)
        people = _people(risk, windows, int(kind), usual.region, u)
        least = _least(usual, c, people)
        hope = likelihood_ratio(seen[c], least, usual.behind[c, None]) - windows.price
        hope = np.where(enough(seen[c]), hope, -np.inf)
        first = hope.argmax(1)
        out[c, first] = _touching(usual, c, first, people)
        score = likelihood_ratio(seen[c, first], out[c, first], usual.behind[c]) - windows.price[first]
        place, w = np.nonzero(hope > np.maximum(score, 0)[:, None])
        out[c[place], w] = _touching(usual, c[place], w, people)
    return out


def _least(usual: Usual, c: Ints, people: Floats) -> Floats:
    """C x W: no more than is expected of these candidates: what those with one record or more expect of one.

    With s the greatest of its shares times its time factor, the odds of each raise a share by odds / (1 + (odds - 1) s)
    at least.
    """
    share = usual.share[:, c]
    most = np.maximum(share.max(0), 1e-300)[:, None]
    factor = np.minimum(usual.tau[c], 0.95 / most)
    raised = usual.odds * factor / (1 + (usual.odds - 1) * most * factor)
    # A little less than the bound, for what rounding may have added.
    return np.asarray(raised * (share.T @ people[0]) * (1 - 1e-9), np.float64)


def _people(risk: Risk, windows: Windows, kind: int, region: Ints, u: Floats) -> Floats:
    """T x Q x W: weight of the people with at least 1, 2 … MOST_RECORDS records of a kind in a window."""
    r = np.flatnonzero(risk.named_kind == kind)
    n, regions, width = len(u), int(region.max(initial=0)) + 1, len(windows)
    by_bin = counted(risk.person[r] * windows.bins + risk.bin[r], n, windows.bins)
    count = np.minimum(windows.sums(by_bin), MOST_RECORDS)
    most = int(count.max())
    cell = (count * regions + region[:, None]) * width + np.arange(width)
    weight = np.bincount(cell.ravel(), np.repeat(u, width), (most + 1) * regions * width)
    exactly = weight.reshape(most + 1, regions, width)
    return np.asarray(exactly[:0:-1].cumsum(0)[::-1], np.float64)


def _touching(usual: Usual, c: Ints, w: Ints, people: Floats) -> Floats:
    """P: expected of candidates c in windows w, the sum over q and t of people_tq(w) hit_q (1 - hit_q)^(t - 1)."""
    hit = odds_times(usual.share[:, c] * usual.tau[c, w], usual.odds)
    out, miss = np.zeros_like(hit), 1 - hit
    for at_least in people[::-1]:
        out = out * miss + at_least[:, w]
    return np.asarray((hit * out).sum(0), np.float64)
