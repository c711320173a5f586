"""People who have the very same records: likely one person under two names, or a list imported twice."""

from __future__ import annotations

import numpy as np

from graph.ranking.arrays import Bools, Ints
from graph.ranking.case import Case

ENOUGH = 3
"""Records from which it is no chance that two people have the same."""


def doubles_among_victims(case: Case) -> int:
    """Victims who have the records of another victim."""
    sums = _sums(case)[: case.n][_telling(case)[: case.n]]
    times = np.unique(sums, axis=0, return_counts=True)[1]
    return int(times[times > 1].sum())


def doubles_of_victims(case: Case) -> int:
    """Comparison people who have the records of a victim."""
    telling, sums = _telling(case), _sums(case)
    group = np.unique(sums, axis=0, return_inverse=True)[1].ravel()
    victim = np.arange(len(group)) < case.n
    return int(np.isin(group[telling & ~victim], group[telling & victim]).sum())


def _telling(case: Case) -> Bools:
    """N: people with enough records, all of them on days that differ; guests of one dinner may have eaten the same."""
    undated = np.bincount(case.person[~case.dated], minlength=len(case.call))
    return np.asarray((case.records >= ENOUGH) & (undated == 0), bool)


def _sums(case: Case) -> Ints:
    """N x 4: how many exposures, and the sums of their days, of their holders, and of the products of both.

    Equal for the same exposures in any order; of others all four agree only by a rare chance.
    """
    day, holder = case.day - case.day.min(initial=0), case.holder + 3
    parts = (np.ones_like(day), day, holder, day * holder)
    return np.stack([np.bincount(case.person, part, len(case.call)).astype(np.int64) for part in parts], 1)
