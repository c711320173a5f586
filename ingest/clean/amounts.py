"""Amounts in yuan and shares, exact: the figure written is the figure kept."""

from __future__ import annotations

import re
from decimal import Decimal

import polars as pl

_AMOUNT = re.compile(
    r"^(?:¥|RMB|CNY|人民币)? ?(-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|-?\.\d+) ?(万)?(?:元|圆|CNY|RMB)?整?$",
    re.IGNORECASE,
)
_SHARE = re.compile(r"^(\d*\.?\d+(?:[eE]-\d+)?) ?([%‰])?$")

PLAIN_AMOUNT = pl.when(pl.col("text").str.contains(r"^-?[0-9]+(?:\.[0-9]+)?$")).then(
    pl.col("text").cast(pl.Float64, strict=False)
)
REGULAR_AMOUNT = (
    pl.col("text").str.extract(r"^¥?(-?\d+(?:\.\d+)?)元?$").cast(pl.Float64, strict=False)
)  # fmt: skip


def read_amount(text: str) -> tuple[float | None, str]:
    """Yuan, from `199.00元`, `¥199`, `1,299.00`, `3.2万元`; code `unreadable_amount`.

    A comma parts three digits: `1,29` may be 1.29 or two figures.
    """
    found = _AMOUNT.match(text)
    if not found:
        return None, "unreadable_amount"
    figure = Decimal(found[1].replace(",", ""))
    return float(figure * 10000 if found[2] else figure), ""


def read_share(text: str) -> tuple[float | None, str]:
    """A share of 0 to 1, from `0.336`, `33.6%`, `336‰`; code `unreadable_share` (also for what is above 1)."""
    found = _SHARE.match(text)
    if not found:
        return None, "unreadable_share"
    figure = Decimal(found[1]) / {"%": 100, "‰": 1000, None: 1}[found[2]]
    return (float(figure), "") if figure <= 1 else (None, "unreadable_share")
