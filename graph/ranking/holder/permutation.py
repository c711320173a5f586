"""A p-value to quote for one holder: its statistic against that of 999 cases with their labels shuffled. Never a gate.

It is of this holder alone: for how many others could have stood in its place it does not pay.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.ranking.arrays import Bools, Ints
from graph.ranking.expected.windows import Windows
from graph.ranking.holder.relabelled import Records, values_of_calls, values_of_roles
from graph.ranking.material.case import Case

REPLICATES = 999
SEED = 20241123
SAME = 1e-6
"""Nats within which two statistics are the same."""


@dataclass(frozen=True, slots=True)
class Permutation:
    """`p` = (1 + b) / (1 + replicates), b the replicates that say as much for the holder as the case itself.

    `shuffled`: "roles", "roles_within_sets" or "calls".
    """

    p: float
    replicates: int
    shuffled: str


def permutation(case: Case, windows: Windows, j: int) -> Permutation | None:
    """Shuffles who is a victim within each region, or each matched set; None where nobody touched holder j in time.

    A person keeps her days and records, a region its number of victims. Where no region has both victims and comparison
    people, the days of the victims' calls are shuffled within each region in their place. The statistic is the value of
    step 6 over windows (of some lengths) and lag laws up to the longest lag cap, before any charge but that on windows;
    the density of *all* people's records stands in place of the background, so that it is the same rule whoever is a
    victim. What callers knew and named, places, and other holders are left out.
    """
    strata = case.region if case.sets is None else case.sets
    roles = _mixed(case, strata)
    records = Records(case, windows, j, all_people=roles)
    if not len(records.rows):
        return None
    chance = np.random.default_rng(SEED)
    if roles:
        values = values_of_roles(records, shuffled_roles(strata, case.n, chance))
    else:
        values = values_of_calls(records, shuffled_calls(strata[: case.n], chance))
    as_much = int((values[1:] >= values[0] - SAME).sum())
    how = "calls" if not roles else "roles" if case.sets is None else "roles_within_sets"
    return Permutation((1 + as_much) / (1 + REPLICATES), REPLICATES, how)


def _mixed(case: Case, strata: Ints) -> bool:
    """Whether some stratum has both victims and comparison people."""
    return bool(np.intersect1d(strata[: case.n], strata[case.n :]).size)


def shuffled_roles(strata: Ints, victims: int, chance: np.random.Generator) -> Bools:
    """(1 + REPLICATES) x N: who is a victim; first as it is, then shuffled within the strata."""
    role = np.arange(len(strata)) < victims
    home = np.lexsort((~role, strata))
    out = np.zeros((1 + REPLICATES, len(strata)), bool)
    out[0] = role
    for row in out[1:]:
        # Places by stratum at random; into them the roles by stratum, victims first.
        row[np.lexsort((chance.random(len(strata)), strata))] = role[home]
    return out


def shuffled_calls(strata: Ints, chance: np.random.Generator) -> Ints:
    """(1 + REPLICATES) x n: whose call each victim gets; first her own, then shuffled within the strata."""
    home = np.argsort(strata, kind="stable")
    out = np.tile(np.arange(len(strata)), (1 + REPLICATES, 1))
    for row in out[1:]:
        row[home] = np.lexsort((chance.random(len(strata)), strata))
    return out
