"""Evidence without times: who touched a holder and who did not, within matched sets or regions (step 6)."""

from __future__ import annotations

import numpy as np

from graph.ranking.arrays import Bools, Floats
from graph.ranking.explained.evidence import TOUCH, Evidence
from graph.ranking.explained.mixture import background
from graph.ranking.settings import K_PUBLISHED
from graph.ranking.weighing.nearby import Nearby
from graph.ranking.weighing.place import Place
from graph.ranking.weighing.touch_rates import Touches, fit


def untimed(nearby: Nearby, j: int, place: Place, m: Floats, odds: float) -> Evidence | None:
    """LR_i = x_i / p_i, p_i the rate of her set; value: ln of the Bayes factor of all that touched and did not.

    None without two victims, without anything to compare with, or where all times are known and nobody is matched.
    `m`: n, mixture so far.
    """
    reach, case = nearby.reach, nearby.reach.case
    timed = case.sets is None and case.dated[reach.rows[place.rows]].all()
    if timed or not case.compared[j]:
        return None
    who = np.unique(reach.person[place.rows])
    if len(who) < 2:
        return None
    found = fit(touches(nearby, j, place, m), odds)
    ratio = np.zeros(case.n)
    ratio[who] = 1 / (found.rate * place.here.mean())
    return Evidence(
        value=found.value,
        gain=found.gain,
        law=TOUCH,
        window=reach.windows.whole,
        price=found.gain - found.value,
        ratio=ratio,
        background=background(place.here, found.part),
        given=ratio * place.here.mean(),
        here=place.here,
    )


def touches(nearby: Nearby, j: int, place: Place, m: Floats) -> Touches:
    """Who touched j of the people of its place; `m`: n, mixture so far.

    A published share is one of records: 400 records are those of 400 / r people, r the records of a victim, of whom a
    part 1 - (1 - share)^r touched; they stand in the sets as the victims do.
    """
    case = nearby.reach.case
    sets, n = case.standing, case.n
    size = int(sets.max()) + 1
    # Only people of whom somebody of the kind is known: the others may have touched anybody.
    known, touched = nearby.known(int(case.kind[j])) & place.near, nearby.touched(j) & place.near

    def people(which: Bools, first: int, last: int | None) -> Floats:
        return np.bincount(sets[first:last][which[first:last]], minlength=size).astype(np.float64)

    others, others_touched = people(known, n, None), people(touched, n, None)
    if np.isfinite(published := case.published[j]):
        records = nearby.records(int(case.kind[j]))[:n][known[:n]].mean()
        living = K_PUBLISHED / records * people(known, 0, n) / known[:n].sum()
        others, others_touched = others + living, others_touched + (1 - (1 - published) ** records) * living
    who = np.flatnonzero(touched[:n])
    return Touches(others, others_touched, people(known & ~touched, 0, n), sets[who], m[who], place.here)
