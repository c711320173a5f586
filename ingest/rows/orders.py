"""Orders: the day that stands in an order number, where an export left the time blank."""

from __future__ import annotations

import polars as pl

from ingest.clean.readings import Readings

TIME_FROM_NUMBER = "time_from_order_number"


def day_from_number(times: Readings, blank: pl.Series, numbers: pl.Series) -> Readings:
    """Times with the day of numbers like `240223-168937050454608` where the cell was blank; those rows get a code."""
    written = numbers.str.extract(r"^(\d{6})-\d{15}$")
    day = ("20" + written).str.to_date("%Y%m%d", strict=False).dt.to_string("%Y-%m-%d")
    taken = blank & day.is_not_null()
    code = pl.select(pl.when(taken).then(pl.lit(TIME_FROM_NUMBER)).otherwise(times.codes)).to_series()
    return Readings(pl.select(pl.when(taken).then(day).otherwise(times.values)).to_series(), code)
