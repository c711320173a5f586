"""Telephone numbers as columns have them: what names a person, what is a calling number, and what the row is told.

What a number is, `graph.numbering` says.
"""

from __future__ import annotations

import re

import polars as pl

from graph.numbering import NAMING, Number, classify

UNKNOWN = "unknown"
"""What a withheld calling number is kept as: the call is a fact, its number is not."""

NOT_SHOWN = ("未知", "空", "不详")
"""Words that elsewhere say nothing, and of a calling number that it was not shown."""
_CODES = {
    "virtual": "virtual_phone", "switchboard": "switchboard_phone", "masked": "masked_phone",
    "withheld": "withheld_number", "unreadable": "unreadable_phone", "local": "no_area_code",
    "irregular": "irregular_phone",
}  # fmt: skip
"""Type → code of reasons.py. A type that is not listed names a person, or is a service's, which a caller may well be."""

PLAIN = pl.when(pl.col("text").str.contains(r"^1[3-9][0-9]{9}$")).then("text")
"""Mobiles of eleven digits and nothing else: most, and known at a third of the cost."""
REGULAR = (
    pl.col("text")
    .str.extract(r"^(?:\+?86[ -]?)?(1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?:\.0)?$")
    .str.replace_all("[ -]", "")
)  # fmt: skip

SEVERAL = "several_phones"
_BETWEEN = re.compile(r"[/、,;|和或及\s]+")
FEWEST_DIGITS = 7
"""Of a local number, the shortest that is one by itself; what is shorter is part of one, or an extension."""
_STARRED = re.compile(r"1[3-9]\d\*{4}\d{4}")
"""A mobile as platforms mask it: most of what names nobody, and told at a fifth of the cost."""


def read_identity_phone(text: str) -> tuple[str | None, str]:
    """The one form of a number that belongs to one subscriber, or None with the code that says why it names nobody."""
    if _STARRED.fullmatch(text):
        return None, _CODES["masked"]
    if _are_several(text):
        return None, SEVERAL
    number = classify(text)
    if number.type in NAMING:
        return number.normalised, _code(number)
    return None, _code(number) or "service_phone"


def read_number(text: str) -> tuple[str | None, str]:
    """A calling number as a fact: its one form, odd numbers as they are (they are the finding).

    A withheld number is `unknown`; what is no number at all, or several, is None.
    """
    if _are_several(text):
        return None, SEVERAL
    number = classify(text)
    return (UNKNOWN if number.type == "withheld" else number.normalised), _code(number)


def _are_several(text: str) -> bool:
    """Whether a cell holds several whole numbers, of which none is to be chosen."""
    parts = _BETWEEN.split(text)
    return len(parts) > 1 and sum(sum(map(str.isdecimal, part)) >= FEWEST_DIGITS for part in parts) > 1


def _code(number: Number) -> str:
    """What the row is told of a number."""
    return "zero_restored" if number.reason == "zero_restored" else _CODES.get(number.type, "")
