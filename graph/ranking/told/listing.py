"""The ranking of the verdict: every candidate alone, and what is left of it beside the named sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from graph.ranking.expected.ranges import range_of
from graph.ranking.naming.candidates import Candidate, Field
from graph.ranking.naming.search import Found, Named
from graph.ranking.naming.ties import parts
from graph.ranking.settings import LEAD, PRIOR
from graph.ranking.told.sources import probability
from graph.ranking.told.waterfall import held_back, waterfall
from graph.ranking.weighing.expectation import chances_in, observed_in
from graph.verdict import Ranked, Source


def ranking(field: Field, found: Found, sources: tuple[Source, ...], top: int) -> tuple[Ranked, ...]:
    """The best `top` holders: the sources in their order, then the other candidates by their value alone.

    Where nobody is named, the first with what holds it back.
    """
    rows = tuple(row for row, _ in zip(_rows(field, found, sources), range(top), strict=False))
    if sources or not rows:
        return rows
    first = rows[0]
    terms = waterfall(field, found.ranking[0], observed=first.observed, expected=first.expected)
    return (replace(first, held_back=held_back(terms)), *rows[1:])


def _rows(field: Field, found: Found, sources: tuple[Source, ...]) -> Iterator[Ranked]:
    alone = {q.holder: q for q in found.ranking}
    for named, source in zip(found.sources, sources, strict=True):
        q = alone.get(named.candidate.holder, named.candidate)
        row = row_of(field, q, min(source.value, q.value), source.grade)
        yield replace(
            row,
            probability=source.probability,
            observed=source.observed,
            expected=source.expected,
            expected_range=source.expected_range,
        )
    taken, tied = {named.candidate.holder for named in found.sources}, left_by_ties(found.sources)
    for q in found.ranking:
        if q.holder not in taken:
            left = field.beside(q, found.mixture) if sources else q.value
            # Beside other sources the rest may stand out more than it does alone; no more is left of it than there was.
            left = min(max(left, tied.get(q.holder, left)), q.value)
            yield row_of(field, q, left, "lead" if left >= LEAD else "none")


def left_by_ties(sources: Iterable[Named]) -> dict[int, float]:
    """What is left of the holders that cannot be told apart from a source: the value at which P is their part of its P.

    A source explains its rival's victims too, but one of them leaked.
    """
    out: dict[int, float] = {}
    for named in sources:
        q = named.candidate
        p = probability(q.value) * parts(q, named.group)[1:]
        for rival, value in zip(named.group, PRIOR + np.log(p) - np.log1p(-p), strict=True):
            out[rival.holder] = max(float(value), out.get(rival.holder, -np.inf))
    return out


def row_of(field: Field, q: Candidate, left: float, grade: str) -> Ranked:
    """A row; probability and grade follow what is left of the value (of a source they are its own)."""
    kind, holder = field.case.names[q.holder]
    first, last = field.windows.span(q.evidence.window)
    chances = chances_in(q.judge, q.holder, q.evidence.window, first, last)
    return Ranked(
        kind=kind,
        holder=holder,
        value=q.value,
        value_left=left,
        probability=probability(left),
        observed=observed_in(q.judge, q.holder, first, last),
        expected=float(chances.sum()),
        expected_range=range_of(chances),
        grade=grade,
    )
