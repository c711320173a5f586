"""Which branches serve the same streets: where a leak of one makes its neighbours look guilty too (step 7)."""

from __future__ import annotations

import numpy as np

from graph.ranking.arrays import Ints
from graph.ranking.case import Case
from graph.schema import holder_kind


def quarters(case: Case) -> Ints:
    """J: the quarter of each branch, -1 for other holders: branches used by one person (connected components)."""
    kinds = [k for k, kind in enumerate(case.kinds) if _is_branch(kind)]
    rows = np.flatnonzero((case.holder >= 0) & np.isin(case.kind_of, kinds))
    person, branch = case.person[rows], case.holder[rows]
    label, last = np.arange(len(case.names)), np.array([-1])
    while not np.array_equal(label, last):
        last, least = label.copy(), np.full(len(case.call), len(label))
        np.minimum.at(least, person, label[branch])
        np.minimum.at(label, branch, least[person])
    return np.where(np.isin(case.kind, kinds), label, -1)


def _is_branch(kind: str) -> bool:
    """Gated, inside a kind that is not."""
    declared = holder_kind(kind)
    return declared.gated and declared.parent is not None and not holder_kind(declared.parent).gated
