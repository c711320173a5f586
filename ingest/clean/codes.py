"""Numbers that stand for a record or an account: orders, parcels, accounts, the investigator's own numbering."""

from __future__ import annotations

import re

import polars as pl

REGULAR = pl.when(pl.col("text").str.contains(r"^[A-Za-z0-9_:-]+$")).then("text")
_BETWEEN, _WIDELY = re.compile(r"[、,;]\s*|和|及"), re.compile(r"\s*[、,;/|]\s*|\s+")
"""What parts the numbers in a cell; a slash or a blank may stand within one, unless what they part is long enough to be whole."""
_ONE, _LONG = re.compile(r"(?=.*\d)[\w-]{2,}"), re.compile(r"(?=.*\d)[\w-]{8,}")
LONGEST_EXACT = 15
"""Digits a spreadsheet keeps of a number."""


REGULAR_ACCOUNT = pl.col("text").str.extract(r"^(\d+)$")


def read_account(text: str) -> tuple[str | None, str]:
    """The number of a bank card or account without the blanks and dashes it is grouped by; otherwise as `read_code`."""
    grouped = re.fullmatch(r"\d{2,}(?:[ -]\d+)+", text)
    return read_code(re.sub("[ -]", "", text) if grouped else text)


def read_number_of_record(text: str) -> tuple[str | None, str]:
    """The number of one order or parcel, as `read_code`; None with `several_numbers` where a cell holds several."""
    parts = [part for part in _BETWEEN.split(text) if part]
    far = _WIDELY.split(text)
    if (len(parts) > 1 and all(map(_ONE.fullmatch, parts))) or (len(far) > 1 and all(map(_LONG.fullmatch, far))):
        return None, "several_numbers"
    return read_code(text)


def read_code(text: str) -> tuple[str | None, str]:
    """The number without the `.0` a spreadsheet gave it; None with `digits_lost` or `masked_value` where it is not whole."""
    if re.fullmatch(r"\d(?:\.\d+[eE]\+?|[eE]\+)\d+", text):
        return None, "digits_lost"
    if found := re.fullmatch(r"(\d+)\.0+", text):
        return (found[1], "") if len(found[1]) <= LONGEST_EXACT else (None, "digits_lost")
    if "*" in text:
        return None, "masked_value"
    return text, ""
