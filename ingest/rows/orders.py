"""Orders: what an export leaves blank and another of its columns says: the day, the credit product."""

from __future__ import annotations

import polars as pl

from ingest.rows.telling import filled

PAY_METHOD = "_pay_method"
TIME_FROM_NUMBER, CREDIT_FROM_PAYMENT = "time_from_order_number", "credit_from_payment"
_CREDIT = "(白条|花呗|金条|借呗|微粒贷|先用后付|月付|放心花)"


def complete_orders(texts: pl.DataFrame) -> pl.DataFrame:
    """The texts with a blank time's day from a number like `240223-168937050454608`, and the credit product paid with.

    Those rows are told. Waybill numbers lose the `No:` of Taobao's exports.
    """
    if PAY_METHOD in texts.columns:
        texts = filled(texts, "credit_product", pl.col(PAY_METHOD).str.extract(_CREDIT), CREDIT_FROM_PAYMENT)
    if "waybill_no" in texts.columns and _begins(texts["waybill_no"], "N", "n"):
        texts = texts.with_columns(pl.col("waybill_no").str.replace(r"(?i)^no:", ""))
    if "order_no" not in texts.columns or ("order_time" in texts.columns and not texts["order_time"].null_count()):
        return texts
    blank = pl.col("order_time").is_null() if "order_time" in texts.columns else pl.lit(value=True)
    written = pl.when(blank).then(pl.col("order_no")).str.extract(r"^(\d{6})-\d{15}$")
    day = ("20" + written).str.to_date("%Y%m%d", strict=False).dt.to_string("%Y-%m-%d")
    return filled(texts, "order_time", day, TIME_FROM_NUMBER)


def _begins(texts: pl.Series, *marks: str) -> bool:
    """Whether a text begins so; several times faster than a pattern."""
    return any(texts.str.starts_with(mark).any() for mark in marks)
