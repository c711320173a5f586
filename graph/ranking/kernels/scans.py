"""The scan of step 5: how many victims touched each candidate in each window, against how many would have anyway.

What changes from window to window is entered where it changes and summed up (see `tables`): the work grows with the
records, not with victims x windows. How many are expected is reckoned in full only where a lower bound leaves it open
whether a window scores best: 1 - (1 - s)^n is at least s, and at least n s - s^2 n (n - 1) / 2 (Bonferroni).
"""

from __future__ import annotations

import numpy as np

from graph.compiled import kernel
from graph.ranking.arrays import Floats, Ints
from graph.ranking.at_once import at_once, cores
from graph.ranking.expected.risk import Risk
from graph.ranking.expected.usual import LEAST, Usual
from graph.ranking.expected.windows import Windows
from graph.ranking.kernels.tables import of_windows, of_windows_one, sum_up, sum_up_one
from graph.ranking.settings import MIN_VICTIMS, MOST_RECORDS

ENOUGH = MIN_VICTIMS - 0.5


def scores(risk: Risk, windows: Windows, usual: Usual, u: Floats) -> Floats:
    """As the plain form."""
    out, share = np.zeros(len(usual.candidates)), np.ascontiguousarray(usual.share.T)
    for kinds, rows in risk.by_kind:
        people = _people(risk, windows, usual, u, rows)

        def best(c: Ints, people: Floats = people) -> Floats:
            return _best(
                c, risk.person, risk.bin, risk.by_holder, risk.ends, u,
                usual.candidates, share, usual.tau, usual.behind, usual.odds, people,
                windows.first, windows.last, windows.whole, windows.price, windows.bins, windows.longest,
            )  # fmt: skip

        # By turns, so that the cores have as many of the large ones.
        c = np.flatnonzero(np.isin(usual.kind, kinds))
        turns = [c[k :: cores()] for k in range(cores())]
        for places, scores_there in zip(turns, at_once(best, turns), strict=True):
            out[places] = scores_there
    return out


def _people(risk: Risk, windows: Windows, usual: Usual, u: Floats, rows: Ints) -> Floats:
    """Q x W x T: weight of the victims with at least 1, 2 … T of these records; T: MOST_RECORDS, or what there is."""
    starts, bins = np.searchsorted(risk.person[rows], np.arange(len(u) + 1)), risk.bin[rows]
    victims = np.argsort(usual.region, kind="stable")
    begin = np.searchsorted(usual.region[victims], np.arange(len(usual.share) + 1))
    most = int(np.clip(np.diff(starts).max(initial=1), 1, MOST_RECORDS))
    out = np.empty((len(usual.share), len(windows), most))
    for q, there in enumerate(out):
        who = victims[begin[q] : begin[q + 1]]
        table, whole = _counts(who, starts, bins, u, windows.bins, windows.longest, most)
        of_windows(table, windows.first, windows.last, there)
        there[windows.whole] = whole
    return out


@kernel
def _counts(
    who: Ints, starts: Ints, bins: Ints, u: Floats, size: int, longest: int, most: int
) -> tuple[Floats, Floats]:
    """B x longest x T, and T of the whole: weight of those with at least 1, 2 … records."""
    table, whole, in_bin = np.zeros((size, longest, most)), np.zeros(most), np.zeros(size, np.int64)
    for i in who:
        if starts[i] == starts[i + 1]:
            continue
        # By day, so these are the first and the last.
        low, high = bins[starts[i]], bins[starts[i + 1] - 1]
        for e in range(starts[i], starts[i + 1]):
            in_bin[bins[e]] += 1
        for t in range(min(starts[i + 1] - starts[i], most)):
            whole[t] += u[i]
        before = -1
        for start in range(low, high + 1):
            if in_bin[start] > 0:
                held = 0
                for end in range(start, min(high, start + longest - 1) + 1):
                    upto = min(held + in_bin[end], most)
                    for t in range(held, upto):
                        table[end, end - start, t] += u[i]
                        if end - before < longest:
                            table[end, end - before, t] -= u[i]
                    held = upto
                before = start
        in_bin[low : high + 1] = 0
    sum_up(table)
    return table, whole


@kernel
def _best(
    places: Ints,
    person: Ints,
    bins: Ints,
    by_holder: Ints,
    ends: Ints,
    u: Floats,
    candidates: Ints,
    share: Floats,
    tau: Floats,
    behind: Floats,
    odds: float,
    people: Floats,
    first: Ints,
    last: Ints,
    whole: int,
    price: Floats,
    size: int,
    longest: int,
) -> Floats:
    """The best score of each of the candidates in these places, whose kinds have the same `people`; `share`: C x Q."""
    out, table, seen = np.zeros(len(places)), np.empty((longest, size)), np.empty(len(first))
    once, mean, pairs = _moments(people)
    rough, least, sums = np.empty(len(first)), np.empty(len(first)), np.empty((3, len(first)))
    for k in range(len(places)):
        c = places[k]
        touches = by_holder[ends[candidates[c]] : ends[candidates[c] + 1]]
        total = _first_touches(touches, person, bins, u, table)
        of_windows_one(table, first, last, seen)
        seen[whole] = total
        _weighted(share[c], once, mean, pairs, sums)
        _at_least(sums, share[c].max(), tau[c], odds, least)
        _at_most(seen, least, behind[c], price, rough)
        out[k] = _exactly(int(np.argmax(rough)), seen, share[c], tau[c], behind[c], odds, people, price)
        for w in range(len(first)):
            if rough[w] > out[k] and _ratio(seen[w], least[w], behind[c]) - price[w] > out[k]:
                out[k] = max(out[k], _exactly(w, seen, share[c], tau[c], behind[c], odds, people, price))
    return out


@kernel
def _at_least(sums: Floats, most: float, tau: Floats, odds: float, out: Floats) -> None:
    """Fills W: no more than is expected; `sums`: see `_weighted`; `most`: the greatest share."""
    limit = 0.95 / max(most, 1e-300)
    for w in range(len(out)):
        # Between share x low and share x high lie the raised shares of all regions.
        high, t = odds * tau[w], min(tau[w], limit)
        low = odds * t / (1 + (odds - 1) * most * t)
        bound = max(low * sums[0, w], low * sums[1, w] - high * high * sums[2, w])
        # A little less than the bound, for what rounding may have added.
        out[w] = bound * (1 - 1e-9)


@kernel
def _at_most(seen: Floats, least: Floats, behind: float, price: Floats, out: Floats) -> None:
    """Fills W: no less than the score where so few are expected, without a logarithm: ln x is at most x - 1."""
    for w in range(len(out)):
        observed, expected = seen[w], max(least[w], LEAST)
        more = max(observed - expected, 0.0)
        out[w] = more * more * behind / ((observed + behind) * expected) * (1 + 1e-9) - price[w]
        if observed < ENOUGH:
            out[w] = -price[w]


@kernel
def _weighted(share: Floats, once: Floats, mean: Floats, pairs: Floats, out: Floats) -> None:
    """Fills 3 x W: the sums over regions of share x `once`, share x `mean`, and share^2 x `pairs`."""
    out[:] = 0.0
    for q in range(len(share)):
        s = share[q]
        if s > 0:
            for w in range(out.shape[1]):
                out[0, w] += s * once[q, w]
                out[1, w] += s * mean[q, w]
                out[2, w] += s * s * pairs[q, w]


@kernel
def _moments(people: Floats) -> tuple[Floats, Floats, Floats]:
    """Q x W: the sums of u over victims with n > 0 records in the window, of u n, and of u n (n - 1) / 2."""
    regions, width, most = people.shape
    once, mean, pairs = np.zeros((regions, width)), np.zeros((regions, width)), np.zeros((regions, width))
    for q in range(regions):
        for w in range(width):
            once[q, w] = people[q, w, 0]
            for t in range(most):
                mean[q, w] += people[q, w, t]
                pairs[q, w] += t * people[q, w, t]
    return once, mean, pairs


@kernel
def _first_touches(touches: Ints, person: Ints, bins: Ints, u: Floats, table: Floats) -> float:
    """Fills the table of the windows in which each victim is counted, and returns the weight of all of them.

    An exposure after one in bin p is the first in windows that start after p.
    """
    table[:] = 0.0
    total, victim, before = 0.0, -1, -1
    for e in touches:
        i, b = person[e], bins[e]
        if i != victim:
            total += u[i]
            victim, before = i, -1
        if b > before:
            table[0, b] += u[i]
            if b - before < len(table):
                table[b - before, b] -= u[i]
            before = b
    sum_up_one(table)
    return total


@kernel
def _exactly(
    w: int, seen: Floats, share: Floats, tau: Floats, behind: float, odds: float, people: Floats, price: Floats
) -> float:
    """The score of one window, at least 0: expected is the sum over q and t of people_qt s' (1 - s')^(t - 1)."""
    expected = 0.0
    for q in range(len(people)):
        if share[q] > 0:
            s, sums = _raised(share[q] * tau[w], odds), 0.0
            for t in range(people.shape[2] - 1, -1, -1):
                sums = sums * (1 - s) + people[q, w, t]
            expected += s * sums
    return max(0.0, _ratio(seen[w], expected, behind) - float(price[w]))


@kernel
def _raised(share: float, odds: float) -> float:
    """See `arrays.odds_times`."""
    s = min(max(share, 0.0), 0.95)
    return odds * s / (1 + (odds - 1) * s)


@kernel
def _ratio(observed: float, expected: float, behind: float) -> float:
    """See `usual.likelihood_ratio`; 0 where too few were seen."""
    e = max(expected, LEAST)
    if observed < ENOUGH or observed <= e:
        return 0.0
    q = e / (e + behind)
    ratio = observed * np.log(observed / ((observed + behind) * q))
    return float(ratio + behind * np.log(behind / ((observed + behind) * (1 - q))))
