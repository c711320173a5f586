"""One verdict against its known answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.evaluation.truth import Truth, is_one_of, is_right, is_unrelated, truths_of
from graph.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Claim:
    """A probability that was stated of a holder, and whether that holder leaked."""

    probability: float
    right: bool


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
    brier: float | None  # (P - right)^2 of the first holder of the ranking, by what is left of its value
    seconds: float | None = None  # from the files to the verdict, where that was measured
    named: tuple[Claim, ...] = ()  # the sources, in their order
    ranked: tuple[Claim, ...] = ()  # the ranking, in its order, by what is left of each value


def evaluate(
    verdict: Verdict | Mapping[str, Any], truth: Mapping[str, Any], *, seconds: float | None = None
) -> Outcome:
    """A verdict (or its JSON) against the contents of a `truth.json`."""
    answer = verdict.to_dict() if isinstance(verdict, Verdict) else verdict
    truths = truths_of(truth)
    named, ranked = answer["sources"], answer["ranking"]
    hits = [[t for t in truths if is_right(source, t)] for source in named]
    found = [t for t in truths if any(t in right for right in hits)]
    precision = sum(map(bool, hits)) / len(named) if named else None
    recall = len(found) / len(truths) if truths else None
    claims = _claims(ranked, truths)
    return Outcome(
        family=truth.get("family", ""),
        leak=bool(truths),
        top1=float(any(is_one_of(row, truths) for row in ranked[:1])) if truths else None,
        top3_recall=mean(float(any(is_right(row, t) for row in ranked[:3])) for t in truths),
        precision=precision,
        recall=recall,
        f1=_f1(precision, recall),
        false_alarm=None if truths else float(bool(named)),
        unrelated_named=float(any(is_unrelated(source, truths) for source in named)),
        in_group=_in_group(named, truths),
        window_iou=mean(_iou(source["window"], t) for source, right in zip(named, hits, strict=True) for t in right),
        probability=named[0]["probability"] if named else None,
        brier=(claims[0].probability - claims[0].right) ** 2 if claims else None,
        seconds=seconds,
        named=_claims(named, truths),
        ranked=claims,
    )


def _claims(rows: Sequence[Mapping[str, Any]], truths: Sequence[Truth]) -> tuple[Claim, ...]:
    """What each row claims. A true source is found once: of it and its twins the first row is right, as one leaked."""
    open_, claims = list(truths), []
    for row in rows:
        right = [truth for truth in open_ if is_right(row, truth)]
        open_ = [truth for truth in open_ if truth not in right]
        claims.append(Claim(row["probability"], bool(right)))
    return tuple(claims)


def _in_group(named: Sequence[Mapping[str, Any]], truths: Sequence[Truth]) -> float | None:
    if not named or not truths:
        return None
    return float(any(is_one_of(row, truths) for row in [named[0], *named[0]["not_told_apart"]]))


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


def mean(values: Iterable[float | None]) -> float | None:
    """Mean of the values that are there; None of none."""
    there = [value for value in values if value is not None]
    return sum(there) / len(there) if there else None
