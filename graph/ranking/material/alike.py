"""People who have the very same records: likely one person under two names, or a list imported twice."""

from __future__ import annotations

import numpy as np

from graph.ranking.arrays import Bools, Ints
from graph.ranking.material.case import Case

ENOUGH = 3
"""Records from which it is no chance that two people have the same."""


def doubles(case: Case) -> tuple[int, int]:
    """Victims who have the records of another victim; comparison people who have those of a victim."""
    telling = np.flatnonzero(_telling(case))
    group = _same(_sums(case)[:, telling])
    victim = telling < case.n
    of_victims = np.bincount(group[victim], minlength=len(group))
    return int(of_victims[of_victims > 1].sum()), int((of_victims[group[~victim]] > 0).sum())


def _same(sums: Ints) -> Ints:
    """P: the number of the people with the same sums (4 x P), for each."""
    order = np.lexsort(sums)
    new = (np.diff(sums[:, order], prepend=sums[:, order[:1]]) != 0).any(0)
    group = np.empty(len(order), np.int64)
    group[order] = np.cumsum(new)
    return group


def _telling(case: Case) -> Bools:
    """N: people with enough records, all of them on days that differ; guests of one dinner may have eaten the same."""
    undated = np.bincount(case.person[~case.dated], minlength=len(case.call))
    return np.asarray((case.records >= ENOUGH) & (undated == 0), bool)


def _sums(case: Case) -> Ints:
    """4 x N: how many exposures, and the sums of their days, of their holders, and of the products of both.

    Equal for the same exposures in any order; of others all four agree only by a rare chance.
    """
    day, holder = case.day - case.day.min(initial=0), case.holder + 3
    parts = (np.ones_like(day), day, holder, day * holder)
    return np.stack([np.bincount(case.person, part, len(case.call)).astype(np.int64) for part in parts])
