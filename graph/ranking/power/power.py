"""How small a leak the case would have shown: leaks are drawn at its own holders and weighed (step 9).

Their LR_i are those of step 6, in the very window and by the very law that leaked; what the free choice of windows and
laws takes away is what it took from planted leaks on average. Checked against planted leaks through the whole method.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from graph.ranking.arrays import Floats, Ints
from graph.ranking.explained.mixture import region_factor
from graph.ranking.naming.candidates import Field
from graph.ranking.naming.search import Found
from graph.ranking.power.planting import Leak, Planter
from graph.ranking.power.touching import least_touched
from graph.ranking.settings import BAR, LEAD, PARTS, RATE_PRIOR
from graph.ranking.weighing.place import Place
from graph.ranking.weighing.timed import density
from graph.verdict import Power

CHANCE = 0.8
DRAWS, DRAWS_WITHOUT_TIMES = 60, 12
SEED = 20241123
NEIGHBOURS = 4.0
"""Nats by which all windows and laws together say more than the true ones, as planted leaks had it."""


def power(field: Field, found: Found) -> Power:
    """The least leak that would have been named with a chance of 80 %, at a holder drawn from those looked at.

    Each holder alike, but those that stand out already, since their records are not as usual; and, where there are
    others, but those bound to addresses: theirs depends on how many victims live near each.
    """
    looked_at = field.widest.candidates
    outstanding = [source.candidate.holder for source in found.sources]
    outstanding += [q.holder for q in found.ranking if q.value >= LEAD]
    usual = looked_at[~np.isin(looked_at, outstanding)]
    far = usual[~field.case.local[usual]]
    return power_at(field, far if len(far) else usual)


def power_at(field: Field, holders: Ints) -> Power:
    """The same at one of these holders, each alike; none of them: no leak would be seen."""
    timed = field.case.sets is None and bool(field.case.dated[field.case.mine].any())
    draws = DRAWS if timed else DRAWS_WITHOUT_TIMES
    least_at = _thresholds(field, timed=timed)
    least = sorted(least_at(int(j), k) for k, j in enumerate(_spread(holders, draws)))
    enough = least[int(np.ceil(CHANCE * draws)) - 1] if least else np.inf
    return Power(int(enough) if np.isfinite(enough) else None, CHANCE)


def _spread(holders: Ints, draws: int) -> Ints:
    """So many draws evenly over the holders, which stand by kind: every kind has its part."""
    return holders[(np.arange(draws) * len(holders)) // draws] if len(holders) else holders


def _thresholds(field: Field, *, timed: bool) -> Callable[[int, int], float]:
    """What gives the least number of victims for a leak at a holder; the second argument numbers the draw."""
    if not timed:
        return lambda j, number: least_touched(field, j, [SEED, number])
    planter, windows = Planter(field, SEED), field.windows.choice

    def least_at(j: int, number: int) -> float:
        leak = planter.leak(j, number)
        return least_named(field, leak, windows + np.log(planter.laws(leak.judge)) - NEIGHBOURS)

    return least_at


def least_named(field: Field, leak: Leak, tried: float) -> float:
    """The least number of its victims with whom a leak clears the bar; infinite where all of them do not.

    `tried`: nats that the choice of windows and laws costs, besides the price of the window itself.
    """
    case, tried = field.case, tried + field.windows.price[leak.window]
    value = np.min([gains(leak, place, case.odds) for place in leak.places], 0)
    value = value - tried - field.price[case.kind[leak.holder]]
    enough = np.flatnonzero((value >= BAR) & (np.arange(1, len(value) + 1) >= case.need))
    return float(enough[0] + 1) if len(enough) else np.inf


def gains(leak: Leak, place: Place, odds: float) -> Floats:
    """M: gain in the leak's window and law when its first 1, 2, ... M victims have the record that leaked.

    The records that victims have there anyway count too. Records that leaked are records of the window as well: they
    raise its volume by a part, and by about as much they lower the LR_i of each victim explained.
    """
    judge, window = leak.judge, leak.window
    reach, timeline, n = judge.reach, judge.timeline, judge.reach.case.n
    first, last = (edge[[window]] for edge in reach.windows.edges)
    volume = timeline.volume_of(leak.holder, first, last)
    size = density(reach, place, timeline.tau_of(leak.holder)[[window]], volume, odds)
    usual = leak.usual * place.here / size
    inside, outside = ((1 - PARTS) * factor for factor in region_factor(place.here, PARTS))
    rest = place.here.sum() * np.log(inside) + (n - place.here.sum()) * np.log(outside)
    touched = usual[usual > 0]
    before = rest + np.log1p(np.outer(touched, PARTS / inside)).sum(0)
    there = inside + np.outer(usual[leak.victims], PARTS)
    after = np.log(there + np.outer(leak.weight / size, PARTS)) - np.log(there)
    count = np.arange(1, len(after) + 1)
    more = np.log1p(count / (np.maximum(volume, 1e-9) * (leak.at_risk + RATE_PRIOR)))
    return np.asarray((before + after.cumsum(0)).max(1) - count * more, np.float64)
