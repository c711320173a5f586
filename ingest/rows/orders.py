"""Orders: the day that stands in an order number, where an export left the time blank."""

from __future__ import annotations

import polars as pl

from ingest.rows.telling import filled

TIME_FROM_NUMBER = "time_from_order_number"


def complete_orders(texts: pl.DataFrame) -> pl.DataFrame:
    """The texts with the day of numbers like `240223-168937050454608` where the time is blank; those rows are told."""
    if "order_no" not in texts.columns:
        return texts
    written = pl.col("order_no").str.extract(r"^(\d{6})-\d{15}$")
    day = ("20" + written).str.to_date("%Y%m%d", strict=False).dt.to_string("%Y-%m-%d")
    return filled(texts, "order_time", day, TIME_FROM_NUMBER)
