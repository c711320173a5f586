"""How many exposures and people went through each holder, by region (step 1)."""

from __future__ import annotations

import numpy as np

from graph.ranking.arrays import Ints, counted
from graph.ranking.case import Case


def exposures_by_region(case: Case, rows: Ints) -> tuple[Ints, Ints]:
    """Q x J exposures to each holder, and Q x K to anybody of each kind (protected ones left out)."""
    rows = rows[case.holder[rows] >= 0]
    q, holders, kinds = case.region[case.person[rows]], len(case.names), len(case.kinds)
    return (
        counted(q * holders + case.holder[rows], case.regions, holders),
        counted(q * kinds + case.kind_of[rows], case.regions, kinds),
    )


def people_by_region(case: Case, rows: Ints) -> Ints:
    """Q x J: different people with an exposure to each holder."""
    rows, people, holders = rows[case.holder[rows] >= 0], len(case.call), len(case.names)
    pairs = np.unique(case.holder[rows] * people + case.person[rows])
    return counted(case.region[pairs % people] * holders + pairs // people, case.regions, holders)
