"""How many victims touched a holder in a window, and how many would have if nothing leaked (step 4)."""

from __future__ import annotations

import numpy as np

from graph.ranking.arrays import Floats, odds_times
from graph.ranking.weighing.judge import Judge


def observed_in(judge: Judge, j: int, first: int, last: int) -> int:
    """Victims with a risk exposure to j from `first` to `last`, days since the first of the windows."""
    return int(judge.reach.touched(j, first, last).sum())


def chances_in(judge: Judge, j: int, window: int, first: int, last: int) -> Floats:
    """N: each victim's chance to touch j on these days by the comparison, 1 - (1 - s')^n_i.

    s' is the share times the time factor of `window`, its odds times G: what `expected` sums up.
    """
    reach, case = judge.reach, judge.reach.case
    share = reach.shares.share[case.region[: case.n], j] * judge.timeline.tau_of(j)[window]
    records = reach.between(int(case.kind[j]), first, last)
    return np.asarray(1 - (1 - odds_times(share, case.odds)) ** records, np.float64)
