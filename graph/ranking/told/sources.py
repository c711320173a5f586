"""A named holder as the verdict shows it: its figures, its window, what speaks against it, its victims."""

from __future__ import annotations

from datetime import date

import numpy as np

from graph.ranking.arrays import Bools
from graph.ranking.expected.ranges import range_of
from graph.ranking.material.prepare import Prepared
from graph.ranking.naming.candidates import Candidate, Field
from graph.ranking.naming.reported_window import Days
from graph.ranking.naming.search import Named
from graph.ranking.naming.ties import parts
from graph.ranking.settings import PRIOR, STRONG, STRONG_TOLERANCE
from graph.ranking.told.waterfall import waterfall
from graph.ranking.weighing.expectation import chances_in, observed_in
from graph.verdict import Against, Rival, Source, Touch, Window


def probability(value: float) -> float:
    """P(leak) = 1 / (1 + exp(2.5 - value))."""
    return float(1 / (1 + np.exp(np.clip(PRIOR - value, -700, 700))))


def source(prepared: Prepared, field: Field, rank: int, named: Named) -> Source:
    """A source as the answer has it."""
    case, q = prepared.case, named.candidate
    reach, j = q.judge.reach, q.holder
    first, last = named.days.middle if named.days else (0, reach.windows.days - 1)
    chances = chances_in(q.judge, j, q.evidence.window, first, last)
    observed, expected = observed_in(q.judge, j, first, last), float(chances.sum())
    inside = np.zeros(len(case.day), bool)
    inside[reach.rows[(reach.day >= first) & (reach.day <= last)]] = True
    strong = q.value > STRONG and named.tolerance >= STRONG_TOLERANCE
    return Source(
        rank=rank,
        kind=case.names[j][0],
        holder=case.names[j][1],
        grade="strong" if strong else "supported",
        value=q.value,
        probability=probability(q.value) * float(parts(q, named.group)[0]),
        observed=observed,
        expected=expected,
        expected_range=range_of(chances),
        explained=round(float(named.share.sum())),
        explained_range=range_of(named.share),
        lag_days=reach.cap,
        window=_window(named.days, reach.windows.start),
        tolerance=named.tolerance,
        not_told_apart=tuple(_rival(prepared, rival) for rival in named.group),
        against=against_of(prepared, j, observed),
        people=tuple(sorted(prepared.people.at(np.flatnonzero(named.share >= 0.5)))),
        parts=waterfall(field, q, observed=observed, expected=expected),
        touches=touches_of(prepared, j, inside),
        comparison_days=_comparison_days(prepared, j),
    )


def _rival(prepared: Prepared, q: Candidate) -> Rival:
    return Rival(*prepared.case.names[q.holder], q.value)


def _window(days: Days | None, start: int) -> Window | None:
    """The window as dates."""
    if days is None:
        return None
    low, middle, high = (
        tuple(date.fromordinal(start + day) for day in pair) for pair in (days.low, days.middle, days.high)
    )
    return Window(middle[0], middle[1], (low[0], high[0]), (low[1], high[1]))


def against_of(prepared: Prepared, j: int, observed: int) -> Against:
    """People who speak against it: victims that never touched it, or only outside; comparison people that did."""
    case = prepared.case
    # Whenever it was before the call: who touched it outside the window is told apart below.
    ever = np.unique(case.person[case.holder == j])
    victims = int((ever < case.n).sum())
    return Against(
        never_touched=case.n - victims,
        only_outside=victims - observed,
        comparisons_touched=len(ever) - victims,
        comparisons=len(case.call) - case.n,
        victims=case.n,
    )


def touches_of(prepared: Prepared, j: int, inside: Bools) -> tuple[Touch, ...]:
    """All records of victims before their call through holder j, by person, day, record; `inside`: E."""
    case = prepared.case
    rows = np.flatnonzero((case.holder == j) & (case.person < case.n))
    named = zip(rows, prepared.people.at(case.person[rows]), prepared.records.at(case.record[rows]), strict=True)
    touches = [
        Touch(
            person=person,
            record=record,
            day=date.fromordinal(int(case.day[e])) if case.dated[e] else None,
            call=date.fromordinal(int(case.call[case.person[e]])),
            inside=bool(inside[e]),
        )
        for e, person, record in named
    ]
    return tuple(sorted(touches, key=lambda touch: (touch.person, touch.day or date.min, touch.record)))


def _comparison_days(prepared: Prepared, j: int) -> tuple[tuple[date, int], ...]:
    """How many records of comparison people went through it on each day."""
    case = prepared.case
    rows = case.theirs[(case.holder[case.theirs] == j) & case.dated[case.theirs]]
    days, count = np.unique(case.day[rows], return_counts=True)
    return tuple((date.fromordinal(int(day)), int(times)) for day, times in zip(days, count, strict=True))
