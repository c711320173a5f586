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


def cautions(case: Case) -> tuple[Caution, ...]:
    """Warnings in a fixed order; empty where nothing is to be said."""
    return tuple(Caution(code, wording.caution(code, count)) for code, count in _found(case))


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
    yield from _odd(case)


def _odd(case: Case) -> Iterator[tuple[str, int]]:
    """What looks like a slip in the material: days years away, the same records twice."""
    away = len(outside(case)) if len(case.mine) else 0
    if away:
        yield "far_from_the_others", away
    of_victims, of_others = doubles_among_victims(case), doubles_of_victims(case)
    if of_victims:
        yield "victims_alike", of_victims
    if of_others:
        yield "comparisons_like_victims", of_others
