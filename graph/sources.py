"""A record → the rows that tell of it, by file, sheet and row: where a number on the screen comes from."""

from __future__ import annotations

import polars as pl

from graph.errors import NotFound
from graph.facts import Facts
from graph.holdings import exposure_record
from graph.identity import Persons
from graph.schema import SOURCE
from graph.serving import SERVICES


def sources(facts: Facts, persons: Persons, record: str, person: str | None = None) -> pl.DataFrame:
    """Columns `kind` (of record), `source_file`, `source_sheet`, `source_row`; sorted.

    `record` is as in the holdings. An `exposures` record can be many people's: `person` keeps one's. NotFound: no such
    record.
    """
    prefix, _, name = record.partition(":")
    if prefix == "order":
        rows = _of_order(facts, name)
    elif prefix == "waybill":
        rows = _of_waybills(facts, facts.table("waybills").filter(pl.col("waybill_no") == name))
    else:
        exposures = persons.named_in("exposures", facts.table("exposures")).filter(exposure_record() == record)
        rows = [_rows("exposures", exposures.filter((pl.col("person") == person) if person else pl.lit(value=True)))]
    found = pl.concat(rows)
    if found.is_empty():
        msg = f"there is no record {record!r}" + (f" of {person}" if person else "")
        raise NotFound(msg)
    return found.unique().sort("kind", *SOURCE)


def _of_order(facts: Facts, number: str) -> list[pl.DataFrame]:
    """The rows of an order, of the parcels that carry it, and of its shop where the order leaves services open."""
    orders = facts.table("orders").filter(pl.col("order_no") == number)
    carries = (pl.col("order_no") == number) | pl.col("waybill_no").is_in(orders["waybill_no"].drop_nulls().implode())
    open_ = orders.filter(pl.any_horizontal(pl.col(SERVICES).is_null()))
    shops = facts.table("merchants").join(open_, on="merchant", how="semi")
    parcels = _of_waybills(facts, facts.table("waybills").filter(carries), orders)
    return [_rows("orders", orders), _rows("merchants", shops), *parcels]


def _of_waybills(facts: Facts, waybills: pl.DataFrame, *also: pl.DataFrame) -> list[pl.DataFrame]:
    """The rows of parcels and their scans; `also` names further parcels."""
    numbers = pl.concat([table.select("waybill_no") for table in (waybills, *also)])
    scans = facts.table("scans").join(numbers, on="waybill_no", how="semi")
    return [_rows("waybills", waybills), _rows("scans", scans)]


def _rows(kind: str, table: pl.DataFrame) -> pl.DataFrame:
    return table.select(pl.lit(kind).alias("kind"), *SOURCE)
