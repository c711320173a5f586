"""Times within matched sets: how many records through a holder her set lets expect of a victim (step 6)."""

from __future__ import annotations

import numpy as np

from graph.ranking.arrays import Floats
from graph.ranking.weighing.nearby import Nearby
from graph.ranking.weighing.place import Place
from graph.ranking.weighing.timed import Timeline
from graph.ranking.weighing.touch_rates import fit
from graph.ranking.weighing.untimed import touches

MOST_CERTAIN = 0.999
"""A rate of touching beyond this is taken for this."""


def usual_in_set(timeline: Timeline, nearby: Nearby, j: int, place: Place, m: Floats, odds: float) -> Floats:
    """N: records through j per record of its kind, as her set has it; infinite where she never touched j.

    With p_i, the rate of her set if nothing leaked, she is expected to have -ln(1 - p_i) of them within the lag cap, of
    vol_i of the kind: the same as if they came at random. It takes the place of the share in D_j(W). The rate with a
    source would count what victims touched twice: as the source's in p_i, and in the times.
    """
    reach = timeline.reach
    call = reach.case.call[: reach.case.n] - reach.windows.start
    days = timeline.volume.shape[1] - 1
    first, last = np.clip(call - reach.cap, 0, days), np.clip(call, 0, days)
    volume = timeline.volume[reach.case.kind[j]]
    who = np.flatnonzero(nearby.touched(j)[: reach.case.n])
    rate = np.minimum(fit(touches(nearby, j, place, m), odds).rate_without, MOST_CERTAIN)
    out = np.full(reach.case.n, np.inf)
    out[who] = -np.log1p(-rate) / np.maximum(volume[last] - volume[first], 1e-9)[who]
    return out
