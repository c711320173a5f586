"""Who serves the same streets: where a leak of one makes its neighbours look like the source too (step 7)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from graph.ranking.arrays import Ints
from graph.ranking.material.case import Case


def neighbourhoods(case: Case, holders: Ints) -> Iterator[Ints]:
    """For each of these that is bound to a place: all of its kind that a person of its own used; each set once."""
    met: set[bytes] = set()
    for j in holders[case.gated[holders]]:
        hers = np.zeros(len(case.call), bool)
        hers[case.person[case.holder == j]] = True
        near = np.zeros(len(case.names), bool)
        near[case.holder[hers[case.person] & (case.kind_of == case.kind[j]) & (case.holder >= 0)]] = True
        members = np.flatnonzero(near)
        if members.tobytes() not in met:
            met.add(members.tobytes())
            yield members
