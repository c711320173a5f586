"""What-if: the same evidence asked under another condition. Nothing of it is recorded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import BadInput

COMPARISONS = ("all", "same_region", "none")


def _is_moment(value: object) -> bool:
    return value is None or isinstance(value, str)


def _are_kinds(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(one, str) for one in value)


def _are_pairs(value: object) -> bool:
    return isinstance(value, tuple) and all(_are_kinds(one) and len(one) == 2 for one in value)


TYPES: Sequence[tuple[str, Callable[[object], bool], str]] = (
    ("as_of", _is_moment, "write a day like '2024-05-31' or a local time like '2024-05-31T18:00'"),
    ("without", _are_pairs, "give pairs of kind and name, as in (('merchant', '甲店'),)"),
    ("without_kinds", _are_kinds, "give a tuple of kinds, as in ('merchant',)"),
)
"""Conditions that are refused where they are of the wrong type, and what to write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """Conditions of a view; by default none.

    `as_of`: only what could be known at this ISO day (its end) or local time. `lag_cap`: the leaked record lies at most so
    many days before the call; None: both caps of the method are tried. `without` (kind, name) and `without_kinds` cannot
    be sources; they still count in shares and in the number of rivals. `protection` False: a protected exposure counts as
    any other. `field_mask`: a holder that never sees a field the caller stated explains no such victim. `knowledge`: a
    TOML file in place of the shipped table of who sees which field. `comparisons`: all comparison people, those of the
    victims' regions, or none.
    """

    as_of: str | None = None
    lag_cap: int | None = None
    without: tuple[tuple[str, str], ...] = ()
    without_kinds: tuple[str, ...] = ()
    protection: bool = True
    field_mask: bool = False
    knowledge: Path | None = None
    comparisons: str = "all"

    def __post_init__(self) -> None:
        if self.comparisons not in COMPARISONS:
            msg = f"{self.comparisons!r} is no choice of comparison people: {', '.join(COMPARISONS)}"
            raise BadInput(msg)
        for name, fits, advice in TYPES:
            value = getattr(self, name)
            if not fits(value):
                msg = f"{name} is {value!r}: {advice}"
                raise BadInput(msg)

    @property
    def conditions(self) -> dict[str, Any]:
        """What differs from the plain view, as JSON has it; empty for the plain view."""
        said = {
            "as_of": self.as_of,
            "lag_cap": self.lag_cap,
            "without": [{"kind": kind, "holder": name} for kind, name in sorted(set(self.without))],
            "without_kinds": sorted(set(self.without_kinds)),
            "protection": None if self.protection else False,
            "field_mask": self.field_mask or None,
            "knowledge": self.knowledge.name if self.knowledge else None,
            "comparisons": None if self.comparisons == "all" else self.comparisons,
        }
        return {name: value for name, value in said.items() if value not in (None, [])}
