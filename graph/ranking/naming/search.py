"""Greedy search for sources: take the best, refit the mixture, look again (steps 8 and 9)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from graph.ranking.arrays import Bools, Floats
from graph.ranking.explained.gangs import explained, fit_weights
from graph.ranking.naming.candidates import Candidate, Field
from graph.ranking.naming.doubles import foremost
from graph.ranking.naming.groups import not_told_apart, tolerance
from graph.ranking.naming.reported_window import Days, reported_window
from graph.ranking.settings import BAR, LEAST_LEFT, MAX_SOURCES, SAME_PLACE


@dataclass(frozen=True, slots=True)
class Named:
    """A candidate that clears the bar. `share`: n, how likely it explains each victim; `days` None: no times."""

    candidate: Candidate
    tolerance: float
    group: tuple[Candidate, ...]
    days: Days | None
    share: Floats


@dataclass(frozen=True, slots=True)
class Found:
    """`sources` as they were named; `ranking`: all candidates of the first round; `mixture`: n, its final density."""

    sources: tuple[Named, ...]
    ranking: tuple[Candidate, ...]
    mixture: Floats


def search(field: Field) -> Found:
    """Names up to MAX_SOURCES sources; at the end, what no longer explains enough is dropped."""
    n = field.case.n
    m, u, densities = field.nothing, field.nothing, [np.ones(n)]
    ranking: tuple[Candidate, ...] | None = None
    picked: list[Named] = []
    while len(picked) < MAX_SOURCES:
        rows = field.candidates(m, u, _elsewhere(field, picked) if picked else None)
        ranking = tuple(rows) if ranking is None else ranking
        rows = [q for q in rows if q.explained >= field.case.need and _stands_apart(field, q, picked, m)]
        place = next((k for k, q in enumerate(rows) if q.value >= BAR), None)
        if place is None:
            break
        q = foremost(field, rows[place], [p for p in rows[place + 1 :] if p.value >= BAR], m)
        source = _name(field, q, [p for p in rows[place:] if p is not q], m)
        evidence = source.candidate.evidence
        # The background of an address-bound source is not that of all: its victims' neighbours are fewer or more.
        densities = [densities[0] * evidence.background, *densities[1:], evidence.ratio]
        m, share = fit_weights(field.case.gangs, np.column_stack(densities))
        u = np.clip(share[:, 0], LEAST_LEFT, 1)
        picked = [replace(p, share=share[:, k + 1]) for k, p in enumerate([*picked, source])]
    # A later source may have taken over what an earlier one seemed to explain.
    sources = tuple(p for p in picked if p.share.sum() >= field.case.need)
    return Found(sources, ranking or (), m)


def _elsewhere(field: Field, picked: list[Named]) -> Callable[[int], bool]:
    """Whether a holder may be a further source at all: enough of its victims were touched by no earlier one.

    And a local one must stand elsewhere than local ones. Whatever else is weighed could not be named.
    """
    free, earlier = _free(picked), [p.candidate.holder for p in picked]

    def wanted(j: int) -> bool:
        mine = field.widest.touched(j)
        return bool((mine & free).sum() >= field.case.need) and j not in earlier and not _same_place(field, j, earlier)

    return wanted


def _free(picked: list[Named]) -> Bools:
    """n: victims who tell for none of those named."""
    return np.asarray(~np.any([p.candidate.evidence.ratio > 0 for p in picked], axis=0))


def _stands_apart(field: Field, q: Candidate, picked: list[Named], m: Floats) -> bool:
    """Whether a further source stands on victims that no earlier one touched."""
    if not picked:
        return True
    gangs, free = field.case.gangs, _free(picked)
    gain, share = explained(gangs and gangs.at(free), q.evidence.at(free), m[free])
    return bool(gain - q.charge - q.evidence.price >= BAR and share.sum() >= field.case.need)


def _same_place(field: Field, j: int, earlier: list[int]) -> bool:
    """Whether an earlier local source serves a good part of the victims that this local one touched."""
    local, reach = field.case.local, field.widest
    if not local[j]:
        return False
    mine = reach.touched(j)
    served = np.any([reach.touched(k) & mine for k in earlier if local[k]] or [np.zeros_like(mine)], axis=0)
    return bool(served.any() and served.sum() >= SAME_PLACE * mine.sum())


def _name(field: Field, q: Candidate, others: list[Candidate], m: Floats) -> Named:
    """Names q: tolerance and group, and its window to the day, where the evidence then stands."""
    named = Named(q, tolerance(field, q, m), not_told_apart(field, q, others), None, np.zeros(field.case.n))
    if not q.evidence.timed:
        return named
    days, evidence = reported_window(q, m, field.case.odds)
    return replace(named, candidate=replace(q, evidence=evidence), days=days)
