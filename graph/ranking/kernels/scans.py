"""The scan of step 5: how many victims touched each candidate in each window, against how many would have anyway.

What changes from window to window is entered where it changes and summed up (see `tables`): the work grows with the
records, not with victims x windows.
"""

from __future__ import annotations

import numpy as np

from graph.ranking.arrays import Floats, Ints
from graph.ranking.kernels.compiled import kernel
from graph.ranking.kernels.tables import of_windows, sum_up
from graph.ranking.risk import Risk
from graph.ranking.settings import MIN_VICTIMS, MOST_RECORDS
from graph.ranking.usual import LEAST, Usual
from graph.ranking.windows import Windows

ENOUGH = MIN_VICTIMS - 0.5
SPARSE = 6
"""Less than one window in so many: the others are left out."""


def scores(risk: Risk, windows: Windows, usual: Usual, u: Floats) -> Floats:
    """As the plain form."""
    shape = windows.first, windows.last, windows.whole, windows.bins, windows.longest
    seen = _observed(risk.person, risk.bin, risk.by_holder, risk.ends, usual.candidates, u, *shape)
    return _best(seen, _expected(risk, windows, usual, u, seen), usual.behind, windows.price)


@kernel
def _observed(
    person: Ints,
    bins: Ints,
    by_holder: Ints,
    ends: Ints,
    candidates: Ints,
    u: Floats,
    first: Ints,
    last: Ints,
    whole: int,
    size: int,
    longest: int,
) -> Floats:
    """C x W: O_j(W). An exposure after one in bin p is the first in windows that start after p."""
    out, table = np.empty((len(candidates), len(first))), np.empty((size, longest, 1))
    for c in range(len(candidates)):
        table[:] = 0.0
        total, victim, before = 0.0, -1, -1
        for x in range(ends[candidates[c]], ends[candidates[c] + 1]):
            i, b = person[by_holder[x]], bins[by_holder[x]]
            if i != victim:
                total += u[i]
                victim, before = i, -1
            if b > before:
                table[b, 0, 0] += u[i]
                if b - before < longest:
                    table[b, b - before, 0] -= u[i]
                before = b
        sum_up(table)
        of_windows(table, first, last, out[c : c + 1].T)
        out[c, whole] = total
    return out


def _expected(risk: Risk, windows: Windows, usual: Usual, u: Floats, seen: Floats) -> Floats:
    """C x W: E_j(W) of the windows in which enough victims were seen; else 0."""
    out, asked = np.zeros(seen.shape), (seen >= ENOUGH).any(1)
    victims = np.argsort(usual.region, kind="stable")
    begin = np.searchsorted(usual.region[victims], np.arange(len(usual.share) + 1))
    for kind in np.unique(usual.kind[asked]):
        c, rows = np.flatnonzero(asked & (usual.kind == kind)), np.flatnonzero(risk.named_kind == kind)
        starts, bins = np.searchsorted(risk.person[rows], np.arange(len(u) + 1)), risk.bin[rows]
        for q, share in enumerate(usual.share[:, c]):
            here = c[share > 0]
            if len(here):
                who = victims[begin[q] : begin[q + 1]]
                table, whole = _counts(who, starts, bins, u, windows.bins, windows.longest)
                people = np.empty((len(windows), MOST_RECORDS))
                of_windows(table, windows.first, windows.last, people)
                people[windows.whole] = whole
                _touching(here, share[share > 0], usual.tau, usual.odds, people, seen, out)
    return out


@kernel
def _counts(who: Ints, starts: Ints, bins: Ints, u: Floats, size: int, longest: int) -> tuple[Floats, Floats]:
    """B x longest x MOST_RECORDS, and MOST_RECORDS of the whole: weight of those with at least 1, 2 … records."""
    table, whole, in_bin = np.zeros((size, longest, MOST_RECORDS)), np.zeros(MOST_RECORDS), np.zeros(size, np.int64)
    for i in who:
        if starts[i] == starts[i + 1]:
            continue
        # By day, so these are the first and the last.
        low, high = bins[starts[i]], bins[starts[i + 1] - 1]
        for e in range(starts[i], starts[i + 1]):
            in_bin[bins[e]] += 1
        for t in range(min(starts[i + 1] - starts[i], MOST_RECORDS)):
            whole[t] += u[i]
        before = -1
        for start in range(low, high + 1):
            if in_bin[start] > 0:
                held = 0
                for end in range(start, min(high, start + longest - 1) + 1):
                    upto = min(held + in_bin[end], MOST_RECORDS)
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
def _touching(here: Ints, share: Floats, tau: Floats, odds: float, people: Floats, seen: Floats, out: Floats) -> None:
    """Adds the sum over t of people_t s' (1 - s')^(t - 1) of one region, for its candidates `here`."""
    width, most = people.shape
    while most > 1 and not people[:, most - 1].any():
        most -= 1
    at_least = np.ascontiguousarray(people.T)
    asked, few = np.empty(width, np.int64), np.empty((most, width))
    for k in range(len(here)):
        c, held = here[k], 0
        for w in range(width):
            if seen[c, w] >= ENOUGH:
                asked[held] = w
                held += 1
        if SPARSE * held > width:
            # One window after the other is quicker than picking from them.
            out[c] += _chances(share[k] * tau[c], odds, at_least[:most])
        elif held > 0:
            for t in range(most):
                for x in range(held):
                    few[t, x] = at_least[t, asked[x]]
            there = _chances(share[k] * tau[c][asked[:held]], odds, few[:, :held])
            for x in range(held):
                out[c, asked[x]] += there[x]


@kernel
def _chances(share: Floats, odds: float, people: Floats) -> Floats:
    """W: the sum over t, by Horner's rule; `share`: W, before its odds are taken times G; `people`: T x W."""
    sums, miss = people[-1].copy(), np.empty(len(share))
    for w in range(len(share)):
        s = min(max(share[w], 0.0), 0.95)
        miss[w] = 1 - odds * s / (1 + (odds - 1) * s)
    for t in range(len(people) - 2, -1, -1):
        for w in range(len(share)):
            sums[w] = sums[w] * miss[w] + people[t, w]
    return (1 - miss) * sums


@kernel
def _best(seen: Floats, expected: Floats, behind: Floats, price: Floats) -> Floats:
    """C: best likelihood ratio less its price; see `usual.likelihood_ratio`."""
    out = np.zeros(len(seen))
    for c in range(len(seen)):
        for w in range(len(price)):
            o, e, r = seen[c, w], max(expected[c, w], LEAST), behind[c]
            if o >= ENOUGH and o > e:
                q = e / (e + r)
                ratio = o * np.log(o / ((o + r) * q)) + r * np.log(r / ((o + r) * (1 - q)))
                out[c] = max(out[c], ratio - price[w])
    return out
