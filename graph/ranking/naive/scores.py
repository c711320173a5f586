"""What obvious methods would say; shown beside the verdict, because disagreement is itself a warning.

Each looks only at who touched whom before the call. None is charged for how many holders there are to choose from.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from graph.ranking.arrays import Bools, Floats, Ints
from graph.ranking.material.case import Case
from graph.ranking.naive.fourfold import Fourfold, g2, jlh, odds_ratio
from graph.ranking.naive.mantel_haenszel import mantel_haenszel
from graph.ranking.naive.radar import breach_radar
from graph.ranking.naive.touches import Touches
from graph.ranking.settings import NAIVE_LISTED
from graph.verdict import Score


def naive_scores(case: Case) -> tuple[tuple[str, tuple[Score, ...]], ...]:
    """(method, best holders first); a method that compares is empty where there is nobody to compare with."""
    return tuple((method, _best(case, score, listed)) for method, score, listed in naive_columns(case))


def naive_columns(case: Case) -> Iterator[tuple[str, Floats, Bools]]:
    """(method, J: its score of each holder, J: whether it says anything of it).

    `shared_count`: victims that touched it. `coverage`: the part of all victims that it reaches, the score of
    FoodChain-Lab (Weiser et al., PLoS ONE 2016). `breach_radar`: see `radar`. The others compare with those not
    defrauded, see `fourfold` and `mantel_haenszel`.
    """
    touches, others = Touches(case), len(case.call) - case.n
    table = Fourfold(touches.of(victims=True), touches.of(victims=False), case.n, others)
    shared = table.ill_touched.astype(np.float64)
    touched = shared > 0
    compared = touched & (others > 0)
    yield "shared_count", shared, touched
    yield "odds_ratio", odds_ratio(table), compared
    yield "coverage", shared / max(case.n, 1), touched
    for method, score in (("jlh", jlh(table)), ("g2", g2(table)), ("mantel_haenszel", mantel_haenszel(touches))):
        yield method, score, compared & (score > 0)
    yield "breach_radar", breach_radar(touches), compared


def _best(case: Case, score: Floats, listed: Bools) -> tuple[Score, ...]:
    """The best listed holders."""
    return tuple(Score(*case.names[j], float(score[j])) for j in map(int, in_order(score, listed)[:NAIVE_LISTED]))


def in_order(score: Floats, listed: Bools) -> Ints:
    """The listed holders, best first; as in the ranking, ties fall by kind and name, not by the last bit."""
    holders = np.flatnonzero(listed)
    return np.asarray(holders[np.argsort(-score[holders].round(9), kind="stable")], np.int64)
