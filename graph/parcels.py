"""Orders and the parcels that carry them, n to m: whose a parcel is, and because of which record."""

from __future__ import annotations

import polars as pl

LINK = ("waybill_no", "order_no")


def shipments(orders: pl.DataFrame, waybills: pl.DataFrame) -> pl.LazyFrame:
    """Each parcel with each order it carries (columns `waybill_no`, `order_no`), told by either record."""
    return pl.concat([table.lazy().select(LINK) for table in (orders, waybills)]).drop_nulls().unique()


def concerning(
    people: pl.DataFrame, orders: pl.DataFrame, waybills: pl.DataFrame, scans: pl.DataFrame
) -> list[pl.DataFrame]:
    """The orders, waybills and scans that can tell of what is held of `people` (column `person`).

    Their orders and all parcels with these, the parcels they receive and all orders with those.
    """
    carried = shipments(orders, waybills).collect().lazy()
    placed = orders.lazy().join(people.lazy(), on="person", how="semi").select("order_no")
    received = waybills.lazy().join(people.lazy(), on="person", how="semi").select("waybill_no")
    parcel = pl.concat([received, carried.join(placed, on="order_no", how="semi").select("waybill_no")])
    order = pl.concat([placed, carried.join(parcel, on="waybill_no", how="semi").select("order_no")])
    return pl.collect_all([
        orders.lazy().join(order, on="order_no", how="semi"),
        waybills.lazy().join(parcel, on="waybill_no", how="semi"),
        scans.lazy().join(parcel, on="waybill_no", how="semi"),
    ])  # fmt: skip


def parcels(orders: pl.DataFrame, waybills: pl.DataFrame, scans: pl.DataFrame) -> pl.DataFrame:
    """Whose data a parcel carries: columns `waybill_no`, `record`, `person`, `order_time`, `private`; person null where unknown.

    `orders` and `waybills` have a column `person`. The record is its order, one row for each; without an order the
    parcel itself. The person is the receiver where the parcel names one, else the buyer: a receiver who is somebody
    else than the buyer is known to the courier's side, the buyer to the order's. `private`: its label shows a virtual
    number, by all its own rows, or where none says, by all its orders.
    """
    carried = shipments(orders, waybills).collect().lazy()
    every = pl.concat([table.select("waybill_no") for table in (carried, waybills.lazy(), scans.lazy())]).unique()
    receivers = waybills.lazy().select("waybill_no", receiver="person").drop_nulls().unique()
    buyers = orders.lazy().select("order_no", buyer="person").drop_nulls().unique()
    placed = orders.lazy().group_by("order_no").agg(pl.col("order_time").min(), pl.col("privacy_label").min())
    labels = waybills.lazy().group_by("waybill_no").agg(label=pl.col("privacy_label").min())
    linked = every.join(carried, on="waybill_no", how="left").join(placed, on="order_no", how="left")
    people = linked.join(receivers, on="waybill_no", how="left").join(buyers, on="order_no", how="left")
    record = pl.coalesce("order:" + pl.col("order_no"), "waybill:" + pl.col("waybill_no"))
    person = pl.coalesce("receiver", "buyer").alias("person")
    by_orders = pl.col("privacy_label").min().over("waybill_no")
    private = pl.coalesce("label", by_orders, pl.lit(value=False)).alias("private")
    whose = people.join(labels, on="waybill_no", how="left")
    return whose.select("waybill_no", record.alias("record"), person, "order_time", private).unique().collect()


def sent(waybills: pl.DataFrame) -> pl.LazyFrame:
    """When each parcel's label was issued and when it was sent: the earliest its rows say (null: none says)."""
    return waybills.lazy().group_by("waybill_no").agg(pl.col("label_time", "shipped_at").min())
