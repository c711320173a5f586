"""Counting exposures by holder, region, kind and bin, in one pass over a case."""

from __future__ import annotations

import numpy as np

from graph.compiled import kernel
from graph.index.arrays import Codes
from graph.ranking.arrays import Bools, Floats, Ints, cumulated
from graph.ranking.expected.tally import Tally
from graph.ranking.expected.windows import Windows
from graph.ranking.material.case import Case
from graph.ranking.settings import BIN, K_TIME


def tally(case: Case, rows: slice, keep: Bools) -> Tally:
    """As the plain form."""
    columns = case.person[rows], case.holder[rows], case.kind_of[rows]
    return Tally(*_tally(*columns, keep, case.region, case.regions, len(case.names), len(case.kinds)))


@kernel
def _tally(
    person: Ints, holder: Ints, kind: Codes, keep: Bools, region: Ints, regions: int, holders: int, kinds: int
) -> tuple[Ints, Ints, Ints]:
    of_holder = np.zeros((regions, holders), np.int64)
    of_kind = np.zeros((regions, kinds), np.int64)
    people = np.zeros((regions, holders), np.int64)
    last_person = np.full(holders, -1, np.int64)
    for e in range(len(person)):
        i, j = person[e], holder[e]
        if not keep[e] or j < 0:
            continue
        q = region[i]
        of_holder[q, j] += 1
        of_kind[q, kind[e]] += 1
        # Exposures stand by person.
        if i != last_person[j]:
            people[q, j] += 1
            last_person[j] = i
    return of_holder, of_kind, people


def by_bin(case: Case, windows: Windows, keep: Bools, place_of: Ints) -> tuple[Floats, Floats]:
    """As the plain form."""
    columns = case.person, case.holder, case.kind_of, case.day, keep, case.dated, windows.start
    shape = int(place_of.max(initial=-1)) + 1, case.regions, len(case.kinds), windows.bins
    return _by_bin(*columns, case.region, place_of, *shape)


@kernel
def _by_bin(
    person: Ints,
    holder: Ints,
    kind: Codes,
    day: Ints,
    keep: Bools,
    dated: Bools,
    start: int,
    region: Ints,
    place_of: Ints,
    candidates: int,
    regions: int,
    kinds: int,
    size: int,
) -> tuple[Floats, Floats]:
    got, known = np.zeros((candidates, size)), np.zeros((regions, kinds, size))
    for e in range(len(person)):
        b, j = (day[e] - start) // BIN, holder[e]
        if not keep[e] or not dated[e] or j < 0 or b < 0 or b >= size:
            continue
        known[region[person[e]], kind[e], b] += 1
        place = place_of[j]
        if place >= 0:
            got[place, b] += 1
    return got, known


@kernel
def by_holder(holder: Ints, holders: int) -> tuple[Ints, Ints]:
    """As the plain form, by counting; protected exposures are left out."""
    ends = np.zeros(holders + 1, np.int64)
    for j in holder:
        if j >= 0:
            ends[j + 1] += 1
    ends = np.cumsum(ends)
    rows, after = np.empty(ends[-1], np.int64), ends[:-1].copy()
    for e in range(len(holder)):
        j = holder[e]
        if j >= 0:
            rows[after[j]] = e
            after[j] += 1
    return rows, ends


def factors(windows: Windows, got: Floats, known: Floats, share: Floats, kind: Ints) -> Floats:
    """As the plain form."""
    columns = np.ascontiguousarray(share.T), kind, windows.first, windows.last
    return _factors(cumulated(got), cumulated(known), *columns, K_TIME)


@kernel
def _factors(got: Floats, known: Floats, share: Floats, kind: Ints, first: Ints, last: Ints, prior: float) -> Floats:
    """`got`: C x (B + 1) and `known`: Q x K x (B + 1), summed up; `share`: C x Q."""
    out, mean = np.empty((len(got), len(first))), np.empty(known.shape[2])
    for c in range(len(got)):
        mean[:] = 0.0
        for q in range(len(known)):
            if share[c, q] > 0:
                for b in range(len(mean)):
                    mean[b] += share[c, q] * known[q, kind[c], b]
        for w in range(len(first)):
            a, b = first[w], last[w] + 1
            out[c, w] = (got[c, b] - got[c, a] + prior) / (mean[b] - mean[a] + prior)
    return out
