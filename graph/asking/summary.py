"""Series of questions together, by the order in which was asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from graph.asking.series import WAYS, Series


@dataclass(frozen=True, slots=True)
class Summary:
    """The series of one way: median and 80 % quantile of the orders traced.

    `reached`, `wrong`, `apart`: the part of them that came to the end; that named somebody else before; and that even told
    the source apart from the one named.
    """

    way: str
    series: int
    median: float
    most_of: float
    reached: float
    wrong: float
    apart: float


def summaries(series: Iterable[Series]) -> list[Summary]:
    """A row a way, in the order of WAYS; ways nobody went are left out."""
    of: dict[str, list[Series]] = {way: [] for way in WAYS}
    for one in series:
        of[one.way].append(one)
    return [_summary(way, runs) for way, runs in of.items() if runs]


def as_text(rows: Sequence[Summary]) -> str:
    """The rows as plain text with aligned columns."""
    head = f"{'order of questions':<20} {'series':>6} {'median':>7} {'80 %':>6} {'reached':>8} {'wrong before':>13} {'apart':>6}"
    lines = [
        f"{row.way:<20} {row.series:>6} {row.median:>7.0f} {row.most_of:>6.0f} {row.reached:>8.2f} {row.wrong:>13.3f} {row.apart:>6.3f}"
        for row in rows
    ]
    return "\n".join([head, *lines])


def _summary(way: str, runs: Sequence[Series]) -> Summary:
    traced = np.array([run.traced for run in runs])
    return Summary(
        way=way,
        series=len(runs),
        median=float(np.median(traced)),
        most_of=float(np.quantile(traced, 0.8)),
        reached=float(np.mean([run.reached for run in runs])),
        wrong=float(np.mean([bool(run.wrong) for run in runs])),
        apart=float(np.mean([bool(run.apart) for run in runs])),
    )
