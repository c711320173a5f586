"""Evidence from exposures without times: touched or not, the part of people touched fitted with the source (step 6)."""

from __future__ import annotations

import numpy as np

from graph.ranking.arrays import Bools, Floats, odds_times
from graph.ranking.evidence import TOUCH, Evidence
from graph.ranking.mixture import mixture_gains
from graph.ranking.nearby import Nearby
from graph.ranking.place import Place
from graph.ranking.settings import K_PUBLISHED, RATES, TOUCH_PRIOR


def untimed(nearby: Nearby, j: int, place: Place, m: Floats, odds: float) -> Evidence | None:
    """LR_i = x_i / mean_i p_i, p_i the share with its odds times G l; l is fitted with the source.

    gain = max over a and l of [gain(a, l) + B(l)], less max over l of B(l), B the log-likelihood of who touched j.
    None without two victims, without anything to compare with, or where all times are known. `m`: n, mixture so far.
    """
    reach, case = nearby.reach, nearby.reach.case
    who = np.unique(reach.person[place.rows])
    if len(who) < 2 or case.dated[reach.rows[place.rows]].all() or not case.compared[j]:
        return None
    p, likelihood = chances(nearby, j, place, odds)
    ratio = np.broadcast_to(1 / np.maximum(p[place.here].mean(0), 1e-9) / place.here.mean(), (len(who), len(RATES)))
    gains = mixture_gains(ratio, m[who], place.here)
    total = gains.gain + likelihood - likelihood.max()
    k = int(total.argmax())
    return of_touch(reach.windows.whole, float(total[k]), place.here, *gains.spread(k, place.here, who, ratio[:, k]))


def chances(nearby: Nearby, j: int, place: Place, odds: float) -> tuple[Floats, Floats]:
    """N x L: p_i of the victims for each l of RATES; L: log-likelihood of who touched j, of those whose kind is known.

    Comparison people without the G; a published share as 400 people.
    """
    case = nearby.reach.case
    # Only people of whom somebody of the kind is known: the others may have touched anybody.
    known, touched = nearby.known(int(case.kind[j])), nearby.touched(j)
    factor = np.where(np.arange(len(known)) < case.n, odds, 1.0)[:, None]
    p = odds_times(place.share[case.region, None], factor * RATES)
    seen = np.where(touched[:, None], p, 1 - p)[known]
    likelihood = np.log(np.clip(seen, 1e-9, 1)).sum(0)
    if np.isfinite(published := case.published[j]):
        s = np.clip(odds_times(published, RATES), 1e-9, 1)
        likelihood += K_PUBLISHED * (published * np.log(s) + (1 - published) * np.log(1 - s))
    return p[: case.n], likelihood


def of_touch(whole: int, gain: float, here: Bools, ratio: Floats, background: Floats) -> Evidence:
    """Evidence that no window can use: of the whole period (`whole` is its window)."""
    return Evidence(gain - TOUCH_PRIOR, gain, TOUCH, whole, TOUCH_PRIOR, ratio, background, ratio * here.mean(), here)
