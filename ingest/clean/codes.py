"""Numbers that stand for a record or an account: orders, parcels, accounts, the investigator's own numbering."""

from __future__ import annotations

import re

import polars as pl

REGULAR = pl.when(pl.col("text").str.contains(r"^[A-Za-z0-9_:-]+$")).then("text")
LONGEST_EXACT = 15
"""Digits a spreadsheet keeps of a number."""


REGULAR_ACCOUNT = pl.col("text").str.extract(r"^(\d+)$")


def read_account(text: str) -> tuple[str | None, str]:
    """The number of a bank card or account without the blanks and dashes it is grouped by; otherwise as `read_code`."""
    grouped = re.fullmatch(r"\d{2,}(?:[ -]\d+)+", text)
    return read_code(re.sub("[ -]", "", text) if grouped else text)


def read_code(text: str) -> tuple[str | None, str]:
    """The number without the `.0` a spreadsheet gave it; None with `digits_lost` or `masked_value` where it is not whole."""
    if re.fullmatch(r"\d(?:\.\d+[eE]\+?|[eE]\+)\d+", text):
        return None, "digits_lost"
    if found := re.fullmatch(r"(\d+)\.0+", text):
        return (found[1], "") if len(found[1]) <= LONGEST_EXACT else (None, "digits_lost")
    if "*" in text:
        return None, "masked_value"
    return text, ""
