"""Records → the rows that tell of them, by file, sheet and row: where a number on the screen comes from."""

from __future__ import annotations

from collections.abc import Collection

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
    found = sources_of(facts, persons, [record])
    if person:
        found = found.filter(pl.col("person").is_null() | (pl.col("person") == person))
    if found.is_empty():
        msg = f"there is no record {record!r}" + (f" of {person}" if person else "")
        raise NotFound(msg)
    return found.select("kind", *SOURCE).unique().sort("kind", *SOURCE)


def sources_of(facts: Facts, persons: Persons, records: Collection[str]) -> pl.DataFrame:
    """The rows of many records at once, columns `record`, `person`, `kind`, `source_file`, `_sheet`, `_row`; sorted.

    `person` is whose an `exposures` row is; null in the others, which are the record's whoever asks. Records that are
    not there have no rows.
    """
    wanted = pl.DataFrame({"record": list(records)}, schema={"record": pl.String}).unique()
    exposures = persons.named_in("exposures", facts.table("exposures")).with_columns(record=exposure_record())
    rows = [
        *_of_orders(facts, _numbers(wanted, "order")),
        *_of_waybills(facts, _waybills(facts, _numbers(wanted, "waybill"), "waybill_no", "number")),
        _rows("exposures", exposures.join(wanted, on="record", how="semi")),
    ]
    return pl.concat(rows).unique().sort("record", "person", "kind", *SOURCE)


def _numbers(wanted: pl.DataFrame, prefix: str) -> pl.DataFrame:
    """The records of a form, with the `number` after its prefix."""
    return wanted.with_columns(number=pl.col("record").str.strip_prefix(f"{prefix}:")).filter(
        pl.col("record") != pl.col("number")
    )


def _of_orders(facts: Facts, wanted: pl.DataFrame) -> list[pl.DataFrame]:
    """The rows of orders, of the parcels that carry them, and of their shops where an order leaves services open."""
    orders = facts.table("orders").join(wanted, left_on="order_no", right_on="number")
    open_ = orders.filter(pl.any_horizontal(pl.col(SERVICES).is_null())).select("record", "merchant").unique()
    named = orders.select("record", "waybill_no").drop_nulls().unique()
    carried = [_waybills(facts, wanted, "order_no", "number"), _waybills(facts, named, "waybill_no", "waybill_no")]
    parcels = _of_waybills(facts, pl.concat(carried), named)
    return [_rows("orders", orders), _rows("merchants", facts.table("merchants").join(open_, on="merchant")), *parcels]


def _waybills(facts: Facts, wanted: pl.DataFrame, column: str, number: str) -> pl.DataFrame:
    """The parcels whose `column` has the number of a record, each with its `record`."""
    keys = wanted.select("record", pl.col(number).alias(column))
    parcels = facts.table("waybills").join(keys, on=column)
    return parcels.select("record", "waybill_no", *SOURCE)


def _of_waybills(facts: Facts, waybills: pl.DataFrame, *also: pl.DataFrame) -> list[pl.DataFrame]:
    """The rows of parcels and their scans; `also` names further parcels."""
    numbers = pl.concat([table.select("record", "waybill_no") for table in (waybills, *also)]).unique()
    return [_rows("waybills", waybills), _rows("scans", facts.table("scans").join(numbers, on="waybill_no"))]


def _rows(kind: str, table: pl.DataFrame) -> pl.DataFrame:
    person = pl.col("person") if kind == "exposures" else pl.lit(None, pl.String).alias("person")
    return table.select("record", person, pl.lit(kind).alias("kind"), *SOURCE)
