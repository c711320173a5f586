"""Telephone numbers as columns have them: what names a person, what is a calling number, and what the row is told.

What a number is, `graph.numbering` says.
"""

from __future__ import annotations

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


def read_identity_phone(text: str) -> tuple[str | None, str]:
    """The one form of a number that belongs to one subscriber, or None with the code that says why it names nobody."""
    number = classify(text)
    if number.type in NAMING:
        return number.normalised, _code(number)
    return None, _code(number) or "service_phone"


def read_number(text: str) -> tuple[str | None, str]:
    """A calling number as a fact: its one form, odd numbers as they are (they are the finding).

    A withheld number is `unknown`; what is no number at all is None.
    """
    number = classify(text)
    return (UNKNOWN if number.type == "withheld" else number.normalised), _code(number)


def _code(number: Number) -> str:
    """What the row is told of a number."""
    return "zero_restored" if number.reason == "zero_restored" else _CODES.get(number.type, "")
