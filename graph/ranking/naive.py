"""What obvious methods would say; shown beside the verdict, because disagreement is itself a warning."""

from __future__ import annotations

import numpy as np

from graph.ranking.arrays import Floats, Ints
from graph.ranking.case import Case
from graph.ranking.settings import NAIVE_LISTED
from graph.verdict import Score


def naive_scores(case: Case) -> tuple[tuple[str, tuple[Score, ...]], ...]:
    """(method, best first): victims that touched a holder; its odds ratio against comparison people (Haldane's 1/2)."""
    people, holders = len(case.call), len(case.names)
    rows = np.flatnonzero(case.holder >= 0)
    pairs = np.unique(case.holder[rows] * people + case.person[rows])
    victim = pairs % people < case.n
    of_victims = np.bincount(pairs[victim] // people, minlength=holders)
    of_others = np.bincount(pairs[~victim] // people, minlength=holders)
    by_odds = odds_ratio(of_victims, case.n, of_others, people - case.n)
    return (
        ("shared_count", _best(case, of_victims.astype(np.float64), of_victims > 0)),
        ("odds_ratio", _best(case, by_odds, (of_victims > 0) & (people > case.n))),
    )


def odds_ratio(ill_touched: Ints, ill: int, well_touched: Ints, well: int) -> Floats:
    """J: (a + 1/2)(d + 1/2) / ((b + 1/2)(c + 1/2)) of the four-fold table of touched against victim."""
    for_it = (ill_touched + 0.5) * (well - well_touched + 0.5)
    return np.asarray(for_it / ((ill - ill_touched + 0.5) * (well_touched + 0.5)), np.float64)


def _best(case: Case, score: Floats, listed: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> tuple[Score, ...]:
    """The best listed holders; ties by kind, then name."""
    # As in the ranking, ties fall by kind and name, not by the last bit.
    rows = sorted(np.flatnonzero(listed).tolist(), key=lambda j: (-round(float(score[j]), 9), j))
    return tuple(Score(*case.names[j], float(score[j])) for j in rows[:NAIVE_LISTED])
