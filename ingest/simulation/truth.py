"""The answer of a case: sources with their window and victims, and names that count as right or as near."""

from __future__ import annotations

from typing import Any

import numpy as np

from ingest.simulation.calendar import day_of
from ingest.simulation.case import Case
from ingest.simulation.leaks import Leak
from ingest.simulation.victims import BACKGROUND

SAME = 0.9
"""Part of a holder's orders that another must share to contain it; both ways, to be its twin."""


def answer(case: Case, *, family: str, seed: int, who: dict[int, str]) -> dict[str, Any]:
    """What a case's truth file says; `who` names the people as the case's files do."""
    return {
        "family": family,
        "seed": seed,
        "sources": [_source(case, leak) for leak in case.series.leaks],
        "victims_by_source": dict(sorted((who[v.person], max(v.source, BACKGROUND)) for v in case.series.victims)),
    }


def _source(case: Case, leak: Leak) -> dict[str, Any]:
    kind = leak.channel.kind
    placed = case.orders.times["placed"][leak.row]
    return {
        "node": case.economy.names[kind][leak.holder],
        "level": kind,
        "window": [day_of(placed.min()).isoformat(), day_of(placed.max()).isoformat()],
        "victims": len(leak.row),
        **_relatives(case, kind, leak.holder),
    }


def _relatives(case: Case, kind: str, holder: int) -> dict[str, list[str]]:
    """Holders whose orders in the whole economy are the same, hold, or lie within those of one holder."""
    names, orders = case.economy.names, case.orders
    mine = orders.holder[kind] == holder
    found: dict[str, list[str]] = {"twins": [], "contains_it": [], "inside_it": []}
    for other, holders in orders.holder.items():
        known = holders >= 0
        total = np.bincount(holders[known], minlength=len(names[other]))
        shared = np.bincount(holders[known & mine], minlength=len(total))
        holds, within = shared > SAME * mine.sum(), (shared > SAME * total) & (total > 0)
        for name, which in {
            "twins": holds & within,
            "contains_it": holds & ~within,
            "inside_it": within & ~holds,
        }.items():
            found[name] += [names[other][j] for j in np.flatnonzero(which).tolist() if (other, j) != (kind, holder)]
    return {name: sorted(others) for name, others in found.items()}
