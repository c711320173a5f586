"""What to know of the material before a verdict is used."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from graph import wording
from graph.ranking.alike import doubles_among_victims, doubles_of_victims
from graph.ranking.case import Case
from graph.ranking.period import outside
from graph.ranking.settings import MIN_VICTIMS
from graph.verdict import Caution


def cautions(case: Case, both: int) -> tuple[Caution, ...]:
    """Warnings in a fixed order; empty where nothing is to be said.

    `both`: people listed as victims and as comparison people.
    """
    found = [*_found(case), *_odd(case, both)]
    return tuple(Caution(code, wording.caution(code, count)) for code, count in found)


def _found(case: Case) -> Iterator[tuple[str, int]]:
    """(code, count) of each warning."""
    published = bool(np.isfinite(case.published).any())
    if case.n < MIN_VICTIMS:
        yield "few_victims", case.n
    others = len(case.call) - case.n
    if others and not len(case.theirs):
        yield "comparisons_without_records", others
    elif not others:
        yield ("no_comparisons" if published else "only_timing"), 0
    if len(case.mine) and not case.dated[case.mine].any():
        yield "no_times", 0
    without = case.n - len(np.unique(case.person[case.mine]))
    if without:
        yield "no_orders_for_some", without


def _odd(case: Case, both: int) -> list[tuple[str, int]]:
    """(code, count) of what looks like a slip in the material: days years away, the same people twice."""
    slips = {
        "far_from_the_others": len(outside(case)),
        "victims_also_compared": both,
        "victims_alike": doubles_among_victims(case),
        "comparisons_like_victims": doubles_of_victims(case),
    }
    return [(code, count) for code, count in slips.items() if count]
