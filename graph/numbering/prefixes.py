"""The lists of `plan.toml`: which prefix tells which type and operator, which short number is which service."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

LONGEST = 5
"""Digits of the longest prefix listed."""


@cache
def _plan() -> dict[str, Any]:
    """The file, parsed."""
    return tomllib.loads(files("graph.numbering").joinpath("plan.toml").read_text("utf-8"))


@cache
def _listed(group: str) -> dict[str, tuple[str, str]]:
    """Prefix → (type, operator) of a group of the plan, "mobile" or "things"."""
    return {
        prefix: (rule["type"], rule["operator"])
        for rule in _plan()[group]
        for written in rule["prefixes"]
        for prefix in _expanded(written)
    }


def _expanded(written: str) -> Iterator[str]:
    """The prefixes of a range such as 135-139, or the one that is written."""
    first, _, last = written.partition("-")
    for prefix in range(int(first), int(last or first) + 1):
        yield str(prefix)


@cache
def _services() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Pattern over all digits → type, in the order of the plan."""
    return tuple((re.compile(rule["pattern"]), rule["type"]) for rule in _plan()["service"])


def by_prefix(group: str, digits: str) -> tuple[str, str] | None:
    """Type and operator of the longest listed prefix of a number; None where none is listed."""
    listed = _listed(group)
    return next((listed[digits[:n]] for n in range(LONGEST, 0, -1) if digits[:n] in listed), None)


def service(digits: str) -> str | None:
    """The type of a national service; None where the digits are none."""
    return next((type_ for pattern, type_ in _services() if pattern.fullmatch(digits)), None)
