"""Who served the shop of an order when it was placed: fills what the order itself leaves open."""

from __future__ import annotations

import polars as pl

from graph.schema import RECORDS

SERVICES = tuple(
    column.name
    for column in RECORDS["orders"].holders
    if column.name != "merchant" and column.name in {c.name for c in RECORDS["merchants"].columns}
)
"""The holders of an order that the table of shops can tell."""

ORDER = ("merchant", "platform", "order_time")


def served(orders: pl.DataFrame, merchants: pl.DataFrame) -> pl.DataFrame:
    """The orders, in their order, with empty services taken from the table of shops.

    Rows of the same shop count whose validity touches the order's time (days are whole days) and whose platform is not
    another one. They must agree: where they name two, the order stays without.
    """
    told = _told(orders, merchants).group_by(ORDER).agg(_agreed(f"{column} told") for column in SERVICES)
    found = orders.lazy().join(told, on=ORDER, how="left", nulls_equal=True, maintain_order="left")
    filled = found.with_columns(pl.coalesce(column, f"{column} told").alias(column) for column in SERVICES)
    return filled.select(orders.columns).collect()


def with_several(merchants: pl.DataFrame) -> pl.DataFrame:
    """The rows of the table of shops that speak of a shop for which it names two of one kind, at whatever times."""
    several = [pl.col(column).drop_nulls().n_unique().over("merchant") > 1 for column in SERVICES]
    return merchants.filter(pl.any_horizontal(several))


def contested(orders: pl.DataFrame, merchants: pl.DataFrame) -> pl.DataFrame:
    """The orders for which the table of shops names two of one kind at their time, and which do not say themselves which."""
    named = (
        _told(orders, merchants)
        .group_by(ORDER)
        .agg(pl.col(f"{column} told").drop_nulls().n_unique() for column in SERVICES)
    )
    pairs = orders.lazy().join(named, on=ORDER, nulls_equal=True)
    several = [pl.col(column).is_null() & (pl.col(f"{column} told") > 1) for column in SERVICES]
    return pairs.filter(pl.any_horizontal(several)).select(orders.columns).collect()


def _told(orders: pl.DataFrame, merchants: pl.DataFrame) -> pl.LazyFrame:
    """The rows of the table of shops that count for each shop and time of orders with a service left open."""
    open_ = orders.lazy().filter(pl.any_horizontal(pl.col(SERVICES).is_null())).select(ORDER).unique()
    shops = merchants.lazy().rename({column: f"{column} told" for column in SERVICES})
    return open_.join(shops, on="merchant").filter(_valid() & _same_platform())


def _agreed(column: str) -> pl.Expr:
    """The one value the rows of a group name; null where they name none or several."""
    named = pl.col(column).drop_nulls()
    return pl.when(named.n_unique() == 1).then(named.min()).alias(column)


def _end(column: str) -> pl.Expr:
    """The last moment of a time: of a day without an hour, its midnight."""
    return pl.when(pl.col(column).str.len_chars() == len("2024-01-01")).then(pl.col(column) + "T24").otherwise(column)


def _valid() -> pl.Expr:
    started = (_end("order_time") >= pl.col("valid_from")).fill_null(value=True)
    not_over = (_end("valid_to") >= pl.col("order_time")).fill_null(value=True)
    return started & not_over


def _same_platform() -> pl.Expr:
    return (pl.col("platform") == pl.col("platform told")).fill_null(value=True)
