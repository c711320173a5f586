"""A verdict against a known answer, and many of them in a table. Pure: reads no files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from graph.verdict import Verdict

LEVELS = {"person": "courier_person", "pickup": "pickup_site"}
"""Kinds of holder as answers name them, where that differs from ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """One true source: its kind and name, its twins (which count as right), its kin, and its window."""

    kind: str
    holder: str
    twins: frozenset[str]
    kin: frozenset[str]  # contains it or lies inside it: wrong, but not unrelated
    window: tuple[date, date] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one verdict fares. None where the question does not arise: no source to find, nothing named.

    Shares are 0 or 1 for one case (top3_recall, precision, recall, f1, window_iou lie between).
    """

    family: str
    leak: bool
    top1: float | None
    top3_recall: float | None
    precision: float | None
    recall: float | None
    f1: float | None
    false_alarm: float | None  # nothing leaked, yet a source is named
    unrelated_named: float | None  # a named holder is neither right nor kin of a true source
    in_group: float | None  # the first source or one it cannot be told apart from is right
    window_iou: float | None  # mean over the true sources found, by days
    probability: float | None  # of the first named source


def evaluate(verdict: Verdict | Mapping[str, Any], truth: Mapping[str, Any]) -> Outcome:
    """A verdict (or its JSON) against the contents of a `truth.json`."""
    answer = verdict.to_dict() if isinstance(verdict, Verdict) else verdict
    truths = [_truth(source) for source in truth["sources"]]
    named, ranked = answer["sources"], answer["ranking"]
    hits = [[t for t in truths if _is_right(source, t)] for source in named]
    found = [t for t in truths if any(t in right for right in hits)]
    precision = sum(map(bool, hits)) / len(named) if named else None
    recall = len(found) / len(truths) if truths else None
    return Outcome(
        family=truth.get("family", ""),
        leak=bool(truths),
        top1=float(any(_is_right(row, t) for row in ranked[:1] for t in truths)) if truths else None,
        top3_recall=_share(any(_is_right(row, t) for row in ranked[:3]) for t in truths),
        precision=precision,
        recall=recall,
        f1=_f1(precision, recall),
        false_alarm=None if truths else float(bool(named)),
        unrelated_named=float(any(_is_unrelated(source, truths) for source in named)),
        in_group=_in_group(named, truths),
        window_iou=_mean(_iou(source["window"], t) for source, right in zip(named, hits, strict=True) for t in right),
        probability=named[0]["probability"] if named else None,
    )


def _truth(source: Mapping[str, Any]) -> Truth:
    window = source.get("window")
    return Truth(
        kind=LEVELS.get(source["level"], source["level"]),
        holder=source["node"],
        twins=frozenset(source.get("twins", ())),
        kin=frozenset([*source.get("contains_it", ()), *source.get("inside_it", ())]),
        window=(date.fromisoformat(window[0]), date.fromisoformat(window[1])) if window else None,
    )


def _is_right(row: Mapping[str, Any], truth: Truth) -> bool:
    """Whether a holder is the source or a twin of it; twins may be of another kind and are known by name."""
    return (row["kind"], row["holder"]) == (truth.kind, truth.holder) or row["holder"] in truth.twins


def _is_unrelated(row: Mapping[str, Any], truths: Sequence[Truth]) -> bool:
    return not any(_is_right(row, t) or row["holder"] in t.kin for t in truths)


def _in_group(named: Sequence[Mapping[str, Any]], truths: Sequence[Truth]) -> float | None:
    if not named or not truths:
        return None
    group = [named[0], *named[0]["not_told_apart"]]
    return float(any(_is_right(row, t) for row in group for t in truths))


def _f1(precision: float | None, recall: float | None) -> float | None:
    """Harmonic mean; 0 where sources exist and none is named; None where nothing leaked."""
    if recall is None:
        return None
    return 2 * precision * recall / (precision + recall) if precision and recall else 0.0


def _iou(window: Mapping[str, Any] | None, truth: Truth) -> float:
    """Days in both windows over days in either; 0 where one has no window."""
    if window is None or truth.window is None:
        return 0.0
    first, last = date.fromisoformat(window["from"]), date.fromisoformat(window["to"])
    both = max(0, (min(last, truth.window[1]) - max(first, truth.window[0])).days + 1)
    either = (last - first).days + (truth.window[1] - truth.window[0]).days + 2 - both
    return both / either


def _share(hits: Iterable[bool]) -> float | None:
    return _mean(float(hit) for hit in hits)


def _mean(values: Iterable[float | None]) -> float | None:
    """Mean of the values that are there; None of none."""
    there = [value for value in values if value is not None]
    return sum(there) / len(there) if there else None


MEASURES = tuple(field.name for field in fields(Outcome) if field.name not in {"family", "leak"})
TITLES = dict(
    zip(
        MEASURES,
        ("top-1", "top-3", "prec.", "recall", "F1", "false", "unrel.", "group", "IoU", "P"),
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class Row:
    """Means over the runs of one family (or of all), by measure; None where the question does not arise."""

    family: str
    runs: int
    means: Mapping[str, float | None]


def by_family(outcomes: Iterable[Outcome]) -> list[Row]:
    """A row a family in name order, then the mean over families in which something leaked, then over the others.

    Families weigh alike in the means, however many runs they have.
    """
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.family, []).append(outcome)
    rows = [_row(family, groups[family]) for family in sorted(groups)]
    leak = {family for family, runs in groups.items() if any(run.leak for run in runs)}
    summary = (
        ("mean of leaks", [row for row in rows if row.family in leak]),
        ("mean of nulls", [row for row in rows if row.family not in leak]),
    )
    return rows + [_mean_of(title, part) for title, part in summary if part]


def _row(family: str, runs: Sequence[Outcome]) -> Row:
    return Row(family, len(runs), {name: _mean(getattr(run, name) for run in runs) for name in MEASURES})


def _mean_of(title: str, rows: Sequence[Row]) -> Row:
    return Row(
        title, sum(row.runs for row in rows), {name: _mean(row.means[name] for row in rows) for name in MEASURES}
    )


def table(rows: Sequence[Row]) -> str:
    """The rows as plain text with aligned columns."""
    width = max([len("family"), *(len(row.family) for row in rows)])
    head = f"{'family':<{width}} {'runs':>5}" + "".join(f" {TITLES[name]:>7}" for name in MEASURES)
    lines = [
        f"{row.family:<{width}} {row.runs:>5}" + "".join(_cell(row.means[name]) for name in MEASURES) for row in rows
    ]
    return "\n".join([head, *lines])


def _cell(value: float | None) -> str:
    return f" {'–':>7}" if value is None else f" {value:>7.3f}"
