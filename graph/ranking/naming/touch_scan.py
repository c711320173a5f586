"""Proposals where times say nothing or people are matched: who touched whom more often than the others of the set."""

from __future__ import annotations

import numpy as np

from graph.ranking.arrays import Floats, Ints
from graph.ranking.weighing.nearby import Nearby


def touch_scores(nearby: Nearby, u: Floats) -> Floats:
    """C: half the square of the Mantel-Haenszel statistic, negative where victims touched a candidate less often.

    Sets are matched sets, or regions. `u`: n, weight of each victim. (Mantel and Haenszel 1959.)
    """
    case, reach = nearby.reach.case, nearby.reach
    weight = np.concatenate([u, np.ones(len(case.call) - case.n)])
    victim = np.arange(len(case.call)) < case.n
    size = int(case.standing.max()) + 1
    people = np.bincount(case.standing, weight, size)
    victims = np.bincount(case.standing[victim], u, size)
    place, person = nearby.pairs()
    cell = place * size + case.standing[person]
    cells, cell = np.unique(cell, return_inverse=True)
    touched = np.bincount(cell, weight[person])
    holder, of_set = cells // size, cells % size
    chance = victims[of_set] / people[of_set]
    expected = np.bincount(holder, touched * chance, len(reach.candidates))
    left = (people[of_set] - touched) / np.maximum(people[of_set] - 1, 1e-9)
    spread = np.bincount(holder, np.maximum(touched * chance * (1 - chance) * left, 0), len(reach.candidates))
    seen = np.bincount(place[victim[person]], u[person[victim[person]]], len(reach.candidates))
    beyond = seen - expected
    return np.asarray(0.5 * beyond * np.abs(beyond) / np.maximum(spread, 1e-9), np.float64)


def told_apart(nearby: Nearby) -> Ints:
    """The candidates, of those of one kind that the very same people touched the first."""
    candidates, kind = nearby.reach.candidates, nearby.reach.case.kind
    place, person = nearby.pairs()
    ends = np.searchsorted(place, np.arange(len(candidates) + 1))
    first: dict[tuple[int, bytes], int] = {}
    for c, j in enumerate(candidates):
        first.setdefault((int(kind[j]), person[ends[c] : ends[c + 1]].tobytes()), int(j))
    return np.array(list(first.values()), np.int64)
