"""A known answer: the true sources, and which names count as right or as near."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

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


def truths_of(answer: Mapping[str, Any]) -> list[Truth]:
    """The sources in the contents of a `truth.json`."""
    return [_truth(source) for source in answer["sources"]]


def _truth(source: Mapping[str, Any]) -> Truth:
    window = source.get("window")
    return Truth(
        kind=LEVELS.get(source["level"], source["level"]),
        holder=source["node"],
        twins=frozenset(source.get("twins", ())),
        kin=frozenset([*source.get("contains_it", ()), *source.get("inside_it", ())]),
        window=(date.fromisoformat(window[0]), date.fromisoformat(window[1])) if window else None,
    )


def is_right(row: Mapping[str, Any], truth: Truth) -> bool:
    """Whether a holder is the source or a twin of it; twins may be of another kind and are known by name."""
    return (row["kind"], row["holder"]) == (truth.kind, truth.holder) or row["holder"] in truth.twins


def is_one_of(row: Mapping[str, Any], truths: Sequence[Truth]) -> bool:
    """Whether a holder is one of the sources or a twin of one."""
    return any(is_right(row, truth) for truth in truths)


def is_unrelated(row: Mapping[str, Any], truths: Sequence[Truth]) -> bool:
    """Whether a holder is no source, no twin and no kin of one."""
    return not is_one_of(row, truths) and not any(row["holder"] in truth.kin for truth in truths)
