"""How much more often a holder stood in the reference in a window than its share says: festivals, best-sellers (step 3)."""

from __future__ import annotations

import numpy as np

from graph.ranking.arrays import Floats, counted
from graph.ranking.reach import Reach
from graph.ranking.settings import K_TIME


def time_factors(reach: Reach) -> Floats:
    """C x W: tau_j(W) = (c_j(W) + 5) / (sum_r s_jr C_r(W) + 5), over the reference exposures."""
    case, windows, candidates = reach.case, reach.windows, reach.candidates
    rows = reach.reference
    bins = windows.bin(case.day[rows])
    ok = (bins >= 0) & (bins < windows.bins) & case.dated[rows] & (case.holder[rows] >= 0)
    rows, bins = rows[ok], bins[ok]
    place = reach.place_of[case.holder[rows]]
    looked = place >= 0
    got = counted((place * windows.bins + bins)[looked], len(candidates), windows.bins)
    cell = (case.region[case.person[rows]] * len(case.kinds) + case.kind_of[rows]) * windows.bins + bins
    known = counted(cell, case.regions, len(case.kinds), windows.bins).astype(np.float64)
    mean = np.zeros((len(candidates), len(windows)))
    for share, of_region in zip(reach.shares.share, known, strict=True):
        here = np.flatnonzero(share[candidates])
        mean[here] += share[candidates[here], None] * windows.sums(of_region)[case.kind[candidates[here]]]
    return np.asarray((windows.sums(got.astype(np.float64)) + K_TIME) / (mean + K_TIME), np.float64)
