"""Times that an export keeps in two columns, the day in one and the clock in the other."""

from __future__ import annotations

import polars as pl

DATE = "_date"
TIMES = {"calls": "call_time", "transfers": "paid_at", "scans": "scanned_at", "orders": "order_time"}
"""The time of a kind that a column of days stands beside."""

_CLOCK = r"^\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$"


def complete_moments(kind: str, texts: pl.DataFrame) -> pl.DataFrame:
    """The texts with day and clock put together; where there is no clock the day alone. A whole time stays as it is."""
    if DATE not in texts.columns or kind not in TIMES:
        return texts
    name = TIMES[kind]
    day = pl.col(DATE).str.replace(r"^(\d{4})(\d{2})(\d{2})$", "$1-$2-$3").str.replace(r"[ T]0{1,2}:00(:00)?$", "")
    given = pl.col(name) if name in texts.columns else pl.lit(None, pl.String)
    clock = given.str.replace(r"^(\d{2})(\d{2})(\d{2})$", "$1:$2:$3")
    whole = pl.when(clock.str.contains(_CLOCK)).then(pl.concat_str(day, clock, separator=" ")).otherwise(given)
    return texts.with_columns(pl.coalesce(whole, day).alias(name))
