"""What was asked for, checked: nothing that cannot be made is begun."""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import BadInput
from ingest.simulation.families import FAMILIES, Family

FEWEST, MOST = 3, 10_000
"""Victims a case can have."""
HEADERS = ("en", "zh")


@dataclass(frozen=True, slots=True)
class Asked:
    """A family, and how many victims and leaks its case is to have."""

    family: Family
    victims: int
    leaks: int


def understand(*, victims: int | None, seed: int, leaks: int | None, family: str, headers: str) -> Asked:
    """The family of this name, its own figures where none are given; BadInput says what can be asked for."""
    known = f"there is no family {family!r} of fictional cases; there are {', '.join(FAMILIES)}"
    _need(family in FAMILIES, known)
    chosen = FAMILIES[family]
    asked = Asked(chosen, chosen.victims if victims is None else victims, chosen.leaks if leaks is None else leaks)
    most = min(len(chosen.channels), asked.victims)
    few_or_many = f"a case of {asked.victims} victims cannot be made: ask for {FEWEST} to {MOST}"
    _need(FEWEST <= asked.victims <= MOST, few_or_many)
    _need(
        0 <= asked.leaks <= most,
        f"{asked.leaks} leaks cannot be planted in this case of family {family}: ask for 0 to {most}",
    )
    _need(seed >= 0, f"{seed} is no seed: give a whole number from 0 on")
    _need(headers in HEADERS, f"there are no headers {headers!r}: choose one of {', '.join(HEADERS)}")
    return asked


def _need(met: bool, else_say: str) -> None:
    if not met:
        raise BadInput(else_say)
