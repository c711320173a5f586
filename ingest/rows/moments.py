"""Times that an export keeps in two columns, the day in one and the clock in the other."""

from __future__ import annotations

import polars as pl

DATE = "_date"
TIMES = {"calls": "call_time", "transfers": "paid_at", "scans": "scanned_at", "orders": "order_time"}
"""The time of a kind that a column of days stands beside."""

_SAID = r"^(\d{1,2})[时点](?:(\d{1,2})分?(?:(\d{1,2})秒)?)?$"
_PART_OF_DAY = r"^0?(\.\d+)$"
"""A clock as Excel counts it."""
_CLOCK = r"^\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$"


def complete_moments(kind: str, texts: pl.DataFrame) -> pl.DataFrame:
    """The texts with day and clock put together; where there is no clock the day alone. A whole time stays as it is."""
    if DATE not in texts.columns or kind not in TIMES:
        return texts
    name = TIMES[kind]
    day = pl.col(DATE).str.replace(r"^(\d{4})(\d{2})(\d{2})$", "$1-$2-$3").str.replace(r"[ T]0{1,2}:00(:00)?$", "")
    day = pl.coalesce(_serial(day), day)
    given = pl.col(name) if name in texts.columns else pl.lit(None, pl.String)
    clock = pl.coalesce(_said(given), _counted(given), given.str.replace(r"^(\d{2})(\d{2})(\d{2})$", "$1:$2:$3"))
    whole = pl.when(clock.str.contains(_CLOCK)).then(pl.concat_str(day, clock, separator=" ")).otherwise(given)
    return texts.with_columns(pl.coalesce(whole, day).alias(name))


def _serial(day: pl.Expr) -> pl.Expr:
    """A day as Excel counts it, as a day; null for any other."""
    count = day.str.extract(r"^(\d{5})(?:\.0)?$").cast(pl.Int64)
    return (pl.date(1899, 12, 30) + pl.duration(days=count)).dt.to_string("%Y-%m-%d")


def _said(given: pl.Expr) -> pl.Expr:
    """A clock written as 8时20分; null for any other."""
    parts = given.str.extract_groups(_SAID)
    minutes, seconds = (parts.struct.field(part).fill_null("0").str.zfill(2) for part in ("2", "3"))
    return pl.concat_str(parts.struct.field("1"), minutes, seconds, separator=":")


def _counted(given: pl.Expr) -> pl.Expr:
    """A clock written as a part of the day, to the second; null for any other."""
    second = (given.str.extract(_PART_OF_DAY).cast(pl.Float64, strict=False) * 86_400).round()
    return _clock(second.cast(pl.Int64))


def _clock(second: pl.Expr) -> pl.Expr:
    """Seconds of a day as hours, minutes and seconds."""
    parts = (second // 3600, second // 60 % 60, second % 60)
    return pl.concat_str([part.cast(pl.String).str.zfill(2) for part in parts], separator=":")
