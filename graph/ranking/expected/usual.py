"""What is usual of the candidates: what a count of victims is compared with (step 4)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.ranking.arrays import Bools, Floats, Ints, x_log
from graph.ranking.settings import MIN_VICTIMS


@dataclass(frozen=True, slots=True)
class Usual:
    """Of C holders in the Q regions where victims live.

    `candidates`, `kind`: C; `share`: Q x C; `behind`: C, reference people behind it; `tau`: C x W, time factor; `odds`:
    G; `region`: n, of each victim.
    """

    candidates: Ints
    kind: Ints
    share: Floats
    behind: Floats
    tau: Floats
    odds: float
    region: Ints


LEAST = 1e-4
"""Expected victims at least."""


def enough(observed: Floats) -> Bools:
    """Whether enough victims; they are weights, so a little less than so many will do."""
    return observed >= MIN_VICTIMS - 0.5


def likelihood_ratio(observed: Floats, expected: Floats, behind: Floats) -> Floats:
    """Two-sample log likelihood ratio (Kulldorff 1997) of more than expected; less the more are expected; 0 below."""
    e = np.maximum(expected, LEAST)
    q = e / (e + behind)
    ratio = x_log(observed, (observed + behind) * q) + x_log(behind, (observed + behind) * (1 - q))
    return np.where(observed > e, ratio, 0.0)
