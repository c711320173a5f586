"""How much more often a holder stood in the reference in a window than its share says: festivals, best-sellers (step 3)."""

from __future__ import annotations

from graph.ranking.arrays import Floats
from graph.ranking.weighing.reach import Reach


def time_factors(reach: Reach) -> Floats:
    """C x W: tau_j(W) = (c_j(W) + 5) / (sum_r s_jr C_r(W) + 5), over the reference exposures."""
    case, windows, candidates = reach.case, reach.windows, reach.candidates
    got, known = reach.form.by_bin(case, windows, reach.compared, reach.place_of)
    return reach.form.factors(windows, got, known, reach.shares.share[:, candidates], case.kind[candidates])
