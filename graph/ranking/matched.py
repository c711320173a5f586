"""Evidence within matched sets: comparison people chosen for one victim or a few are compared with them only."""

from __future__ import annotations

import numpy as np

from graph.ranking.arrays import Floats, Ints
from graph.ranking.evidence import Evidence
from graph.ranking.mixture import mixture_gains
from graph.ranking.nearby import Nearby
from graph.ranking.untimed import of_touch


def matched(nearby: Nearby, sets: Ints, j: int, m: Floats, odds: float) -> Evidence | None:
    """LR_i = x_i / p_i over victims of sets with k > 0; p_i = G k / (G k + n - k), k of the n people of i's set touched j.

    A source draws its victim from the k, the background from the n with odds G for the k: the likelihood given the set.
    None without two victims. `sets`: N; `m`: n, the mixture so far.
    """
    victims = nearby.reach.case.n
    x = nearby.touched(j)
    k, n = np.bincount(sets, x), np.bincount(sets)
    p = (odds * k / np.maximum(odds * k + n - k, 1e-12))[sets[:victims]]
    who = np.flatnonzero(x[:victims])
    if len(who) < 2:
        return None
    ratio = np.zeros(victims)
    ratio[who] = 1 / p[who]
    gain = mixture_gains(ratio[who, None], m[who], np.ones(int((p > 0).sum()), bool)).gain[0]
    return of_touch(nearby.reach.windows.whole, float(gain), np.ones(victims, bool), ratio, np.ones(victims))
