"""How many records of each kind a person has on a day: the measure of a window's size (step 6)."""

from __future__ import annotations

import numpy as np

from graph.ranking.arrays import Floats, counted, cumulated
from graph.ranking.settings import RATE_PRIOR
from graph.ranking.weighing.reach import Reach


def volumes(reach: Reach) -> Floats:
    """K x (days + 1): records per person up to each day; on a day (o_d + 10 o) / (n_d + 10).

    o_d: victims' exposures on the day within the cap, named or not; n_d: victims whose last `cap` days include it;
    o: the mean of o_d per person at risk. All of a window counts, not what lies near these victims' calls.
    """
    case, windows = reach.case, reach.windows
    rows = np.flatnonzero(reach.near & case.dated[: len(reach.near)] & (case.holder[: len(reach.near)] >= 0))
    call = case.call[: case.n] - windows.start
    begin, end = np.clip(call - reach.cap, 0, windows.days), np.clip(call, 0, windows.days)
    steps = np.bincount(begin, minlength=windows.days + 1) - np.bincount(end, minlength=windows.days + 1)
    at_risk = steps.cumsum()[: windows.days]
    cells = case.kind_of[rows] * windows.days + case.day[rows] - windows.start
    on_day = counted(cells, len(case.kinds), windows.days)
    mean = on_day.sum(1, keepdims=True) / max(int(at_risk.sum()), 1)
    return cumulated((on_day + RATE_PRIOR * mean) / (at_risk + RATE_PRIOR))
