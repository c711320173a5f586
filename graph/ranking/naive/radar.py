"""Points of compromise by blame: in the style of BreachRadar (Araujo, Almeida, Ferreira, Faloutsos, Bizarro, SDM 2017)."""

from __future__ import annotations

import numpy as np

from graph.ranking.arrays import Floats
from graph.ranking.naive.touches import Touches

ROUNDS = 10
CAUTION = 10
"""People without fraud added to each holder's: one whom a single victim touched is no proof."""


def breach_radar(touches: Touches) -> Floats:
    """J: the part of the people who touched a holder whose fraud it is to blame for.

    In turn: every victim's blame, 1 in all, falls to the holders it touched by their rates; a holder's rate is the
    blame it bears among the people who touched it.
    """
    holders = len(touches.case.names)
    people = np.bincount(touches.holder, minlength=holders) + CAUTION
    mine = touches.person < touches.case.n
    victim, holder = touches.person[mine], touches.holder[mine]
    rate = np.bincount(holder, minlength=holders) / people
    for _ in range(ROUNDS):
        blame = rate[holder]
        blame = blame / np.maximum(np.bincount(victim, blame), 1e-300)[victim]
        rate = np.bincount(holder, blame, holders) / people
    return np.asarray(rate, np.float64)
