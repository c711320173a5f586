"""Times within matched sets: how many records through a holder her set lets expect of a victim (step 6)."""

from __future__ import annotations

import numpy as np

from graph.ranking.arrays import Floats
from graph.ranking.evidence import Evidence
from graph.ranking.timed import Timeline

MOST_CERTAIN = 0.999
"""A rate of touching beyond this is taken for this."""


def usual_in_set(timeline: Timeline, j: int, touch: Evidence) -> Floats:
    """N: records through j per record of its kind, as her set has it; infinite where she never touched j.

    With p_i of her set (`touch`: LR_i = 1 / p_i) she is expected to have -ln(1 - p_i) of them within the lag cap, of
    vol_i of the kind: the same as if they came at random. It takes the place of the share in D_j(W).
    """
    reach = timeline.reach
    call = reach.case.call[: reach.case.n] - reach.windows.start
    days = timeline.volume.shape[1] - 1
    first, last = np.clip(call - reach.cap, 0, days), np.clip(call, 0, days)
    volume = timeline.volume[reach.case.kind[j]]
    rate = np.minimum(1 / np.maximum(touch.ratio, 1), MOST_CERTAIN)
    usual = -np.log1p(-rate) / np.maximum(volume[last] - volume[first], 1e-9)
    return np.where(touch.ratio > 0, usual, np.inf)
