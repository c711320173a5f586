"""What cannot be told apart from a named holder, and how far off the comparison may be (step 10)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from graph.ranking.arrays import Floats
from graph.ranking.naming.candidates import Candidate, Field
from graph.ranking.settings import BAR, MOST_TOLERANCE, NEAR, NEAR_SHARE, OVERLAP, TOLERANCE_STEPS


def not_told_apart(field: Field, source: Candidate, others: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Others of nearly its value whose victims overlap with its, and all that have the very same exposures."""
    near = max(NEAR, NEAR_SHARE * source.order)
    return tuple(p for p in others if _same(field, p, source) or (below(p, source) <= near and _overlap(p, source)))


def below(p: Candidate, source: Candidate) -> float:
    """Nats by which p lies below a source, with what gangs add or without, whichever is less.

    Given where victims live, gangs add little to a hub that explains all victims of its city, but much to its courier:
    for them the two must not come apart.
    """
    return min(source.order - p.order, source.order - source.evidence.gangs - (p.order - p.evidence.gangs))


def tied(field: Field, ranking: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Where nobody is named: the first, if anything speaks for it, and those that are provably its equals; or nobody."""
    if not ranking or ranking[0].order <= 0:
        return ()
    equals = tuple(p for p in ranking[1:] if _same(field, p, ranking[0]))
    return (ranking[0], *equals) if equals else ()


def _same(field: Field, p: Candidate, q: Candidate) -> bool:
    """The very same records of victims, or without times the very same people: identical likelihood, whatever the prices."""
    reach, nearby = field.widest, field.judges[-1].nearby
    if not any(field.case.dated[reach.rows[reach.through(c.holder)]].any() for c in (p, q)):
        return np.array_equal(nearby.touched(p.holder), nearby.touched(q.holder))
    mine, others = (field.case.record[reach.rows[reach.through(c.holder)]] for c in (p, q))
    # Nearly all differ at an end already, which needs no sorting.
    ends = mine.min() == others.min() and mine.max() == others.max()
    return bool(ends) and np.array_equal(np.unique(mine), np.unique(others))


def _overlap(p: Candidate, q: Candidate) -> bool:
    a, b = p.evidence.ratio > 0, q.evidence.ratio > 0
    return bool((a & b).sum() >= OVERLAP * (a | b).sum())


def tolerance(field: Field, candidate: Candidate, m: Floats) -> float:
    """Largest odds factor at which the reported value still clears the bar (Rosenbaum's gamma).

    Of 2^TOLERANCE_STEPS factors in geometric steps. The value falls as odds rise, so halving would find it; it is also
    smooth, so a straight line through the last two values finds it in fewer steps. Where a line does not halve what is
    left open, the next step halves it.
    """
    steps, reported = 2**TOLERANCE_STEPS, field.reporting(candidate, m)
    low, high, k, by_line = 0, steps, steps // 2, False
    at, left = k, np.nan
    while high - low > 1:
        width, k = high - low, min(max(k, low + 1), high - 1)
        now = reported(MOST_TOLERANCE ** (k / steps)) - BAR
        low, high = (k, high) if now >= 0 else (low, k)
        halved = 2 * (high - low) <= width
        by_line = bool(np.isfinite(left)) and now != left and (halved or not by_line)
        line = int(np.floor(k - now * (k - at) / (now - left))) if by_line else (low + high) // 2
        at, left, k = k, now, line
    return float(MOST_TOLERANCE ** (low / steps))
