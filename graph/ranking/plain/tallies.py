"""Counting exposures by holder, region, kind and bin."""

from __future__ import annotations

import numpy as np

from graph.ranking.arrays import Bools, Floats, Ints, counted
from graph.ranking.expected.tally import Tally
from graph.ranking.expected.windows import Windows
from graph.ranking.material.case import Case
from graph.ranking.settings import K_TIME


def tally(case: Case, rows: slice, keep: Bools) -> Tally:
    """The exposures in `rows` with `keep` (one entry a row)."""
    person, holder, kind = (x[rows][keep] for x in (case.person, case.holder, case.kind_of))
    named = holder >= 0
    person, holder, kind = person[named], holder[named], kind[named]
    q, holders, kinds = case.region[person], len(case.names), len(case.kinds)
    pairs = np.sort(person * holders + holder)
    pairs = pairs[np.append(True, pairs[1:] != pairs[:-1])[: len(pairs)]]
    return Tally(
        counted(q * holders + holder, case.regions, holders),
        counted(q * kinds + kind, case.regions, kinds),
        counted(case.region[pairs // holders] * holders + pairs % holders, case.regions, holders),
    )


def by_bin(case: Case, windows: Windows, keep: Bools, place_of: Ints) -> tuple[Floats, Floats]:
    """C x B exposures to each candidate, and Q x K x B to anybody of a kind, of the dated ones with `keep` (E).

    `place_of`: J, the place of a holder among the candidates, or -1.
    """
    r = np.flatnonzero(keep & case.dated & (case.holder >= 0))
    bins = windows.bin(case.day[r])
    inside = (bins >= 0) & (bins < windows.bins)
    r, bins = r[inside], bins[inside]
    place = place_of[case.holder[r]]
    looked = place >= 0
    got = counted((place * windows.bins + bins)[looked], int(place_of.max(initial=-1)) + 1, windows.bins)
    cell = (case.region[case.person[r]] * len(case.kinds) + case.kind_of[r]) * windows.bins + bins
    known = counted(cell, case.regions, len(case.kinds), windows.bins)
    return got.astype(np.float64), known.astype(np.float64)


def by_holder(holder: Ints, holders: int) -> tuple[Ints, Ints]:
    """Places of the exposures by holder, ascending for each; J + 1, where those of each begin and end there."""
    order = np.argsort(holder, kind="stable")
    order = order[np.searchsorted(holder[order], 0) :]
    return order, np.searchsorted(holder[order], np.arange(holders + 1))


def factors(windows: Windows, got: Floats, known: Floats, share: Floats, kind: Ints) -> Floats:
    """C x W: (c_j(W) + 5) / (sum_r s_jr C_r(W) + 5) from `by_bin`; `share`: Q x C; `kind`: C."""
    mean = np.zeros((len(got), len(windows)))
    for of_region, by_kind in zip(share, known, strict=True):
        here = np.flatnonzero(of_region)
        mean[here] += of_region[here, None] * windows.sums(by_kind)[kind[here]]
    return np.asarray((windows.sums(got) + K_TIME) / (mean + K_TIME), np.float64)
