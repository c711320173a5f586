"""Many outcomes: means by family, means of families, and calibration over all cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.evaluation.calibration import Calibration, calibration
from graph.evaluation.outcome import Outcome, mean

MEASURES = {
    "top1": "top-1",
    "top3_recall": "top-3",
    "precision": "prec.",
    "recall": "recall",
    "f1": "F1",
    "false_alarm": "false",
    "unrelated_named": "unrel.",
    "in_group": "group",
    "window_iou": "IoU",
    "probability": "P",
    "brier": "Brier",
    "seconds": "s",
}
"""Fields of `Outcome` that are averaged, and their columns in the table."""
CLAIMS = {
    "first": "first of each case",
    "sources": "sources named",
    "ranked": "all holders ranked",
}
"""Whose probabilities are held against what happened."""


@dataclass(frozen=True, slots=True)
class Row:
    """Means over the runs of one family (or of all), by measure; None where the question does not arise."""

    family: str
    runs: int
    means: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Summary:
    """`families`: rows as `by_family` gives them; `calibration`: by whose probabilities (CLAIMS), None without any."""

    families: tuple[Row, ...]
    calibration: Mapping[str, Calibration | None]


def summary(outcomes: Sequence[Outcome]) -> Summary:
    """What many cases say of the method."""
    claims = {
        "first": [claim for run in outcomes for claim in run.ranked[:1]],
        "sources": [claim for run in outcomes for claim in run.named],
        "ranked": [claim for run in outcomes for claim in run.ranked],
    }
    return Summary(tuple(by_family(outcomes)), {whose: calibration(claims[whose]) for whose in CLAIMS})


def by_family(outcomes: Iterable[Outcome]) -> list[Row]:
    """A row a family in name order, then the mean over families in which something leaked, then over the others.

    Families weigh alike in the means, however many runs they have.
    """
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.family, []).append(outcome)
    rows = [_row(family, groups[family]) for family in sorted(groups)]
    leak = {family for family, runs in groups.items() if any(run.leak for run in runs)}
    means = (
        ("mean of leaks", [row for row in rows if row.family in leak]),
        ("mean of nulls", [row for row in rows if row.family not in leak]),
    )
    return rows + [_mean_of(title, part) for title, part in means if part]


def _row(family: str, runs: Sequence[Outcome]) -> Row:
    return Row(family, len(runs), {name: mean(getattr(run, name) for run in runs) for name in MEASURES})


def _mean_of(title: str, rows: Sequence[Row]) -> Row:
    return Row(title, sum(row.runs for row in rows), {name: mean(row.means[name] for row in rows) for name in MEASURES})
