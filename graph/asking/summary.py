"""Series of questions together, by the order in which was asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from graph.asking.series import WAYS, Series

FEWER, RIGHTER = 0.25, 0.1
"""Goals: of the orders traced at random, and of the series that go wrong at random."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The series of one way: median and 80 % quantile of the orders traced.

    `reached`, `wrong`: the part of them that came to the end; and that named somebody else before.
    """

    way: str
    series: int
    median: float
    most_of: float
    reached: float
    wrong: float


@dataclass(frozen=True, slots=True)
class Goal:
    """What asking by expected gain must stay below: `most` times the same figure of asking at random."""

    what: str
    by_gain: float
    at_random: float
    most: float

    @property
    def met(self) -> bool:
        """Whether it does; none is a tenth of none."""
        return self.by_gain <= self.most * self.at_random


def goals(rows: Sequence[Summary]) -> list[Goal]:
    """Orders traced and wrong verdicts on the way, by gain against at random; empty where either was not asked."""
    of = {row.way: row for row in rows}
    if not {"gain", "random"} <= of.keys():
        return []
    gain, random = of["gain"], of["random"]
    return [
        Goal("orders traced, median", gain.median, random.median, FEWER),
        Goal("wrong before", gain.wrong, random.wrong, RIGHTER),
    ]


def summaries(series: Iterable[Series]) -> list[Summary]:
    """A row a way, in the order of WAYS; ways nobody went are left out."""
    of: dict[str, list[Series]] = {way: [] for way in WAYS}
    for one in series:
        of[one.way].append(one)
    return [_summary(way, runs) for way, runs in of.items() if runs]


def as_text(rows: Sequence[Summary]) -> str:
    """The rows as plain text with aligned columns."""
    head = f"{'order of questions':<20} {'series':>6} {'median':>7} {'80 %':>6} {'reached':>8} {'wrong before':>13}"
    lines = [
        f"{row.way:<20} {row.series:>6} {row.median:>7.0f} {row.most_of:>6.0f} {row.reached:>8.2f} {row.wrong:>13.3f}"
        for row in rows
    ]
    return "\n".join([head, *lines, *map(_line, goals(rows))])


def _line(goal: Goal) -> str:
    """A goal in a sentence."""
    said = "met" if goal.met else "not met"
    return f"{goal.what}: {goal.by_gain:.3g} against {goal.at_random:.3g} at random; goal, at most {goal.most:g} times that: {said}"


def _summary(way: str, runs: Sequence[Series]) -> Summary:
    traced = np.array([run.traced for run in runs])
    return Summary(
        way=way,
        series=len(runs),
        median=float(np.median(traced)),
        most_of=float(np.quantile(traced, 0.8)),
        reached=float(np.mean([run.reached for run in runs])),
        wrong=float(np.mean([bool(run.wrong) for run in runs])),
    )
