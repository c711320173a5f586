"""Facts → holdings: which holder held which record of whom, from when. The table of the data dictionary, carried out.

Which columns name a holder, of what kind, and where the time of a kind is read, is all told by `graph.schema`.
"""

from __future__ import annotations

import polars as pl

from graph.facts import Facts
from graph.identity import Persons
from graph.parcels import concerning, parcels, sent, shipments
from graph.scanning import first_scans, unnamed_sites
from graph.schema import RECORDS, SOURCE, holder_kind
from graph.serving import served

TIMES = ("scanned_at", "label_time", "shipped_at", "order_time", "seen_from")
HELD = {
    "person": pl.String,  # null: nobody we know
    "record": pl.String,  # because of what: "order:<no>", "waybill:<no>", "exposure:<kind>:<holder>:<record or time>"
    "kind": pl.String,
    "holder": pl.String,
    "seen_from": pl.String,
    "seen_to": pl.String,
    "protected": pl.Boolean,
    "assumed": pl.Boolean,
    "told_by": pl.String,  # the node whose row names the holder: "Order", "Waybill" or "Person"
    "told_of": pl.String,  # its id: number of the order or parcel; null for a person
    "source_file": pl.String,
    "source_sheet": pl.String,
    "source_row": pl.Int64,
}
"""Columns of `held`: what the waist has, and the row that says so."""


def holdings(facts: Facts, persons: Persons, people: pl.DataFrame) -> pl.DataFrame:
    """The holdings of `people` (column `person`): one row a (person, record, kind, holder), at its earliest time.

    Columns HELD, sorted. A known time goes before an unknown one.
    """
    who = ("person", "record", "kind", "holder")
    theirs = held(facts, persons, people).join(people, on="person", how="semi")
    best = theirs.sort(*who, "seen_from", "assumed", "protected", *SOURCE, "seen_to", nulls_last=True)
    return best.unique(who, keep="first", maintain_order=True)


def held(facts: Facts, persons: Persons, people: pl.DataFrame | None = None) -> pl.DataFrame:
    """Everything any row says of a holder having a record (columns HELD), in no order and with repetitions.

    With `people` at least all that is held of them: most rows of a large store concern nobody who is asked for.
    """
    orders = persons.named_in("orders", facts.table("orders"))
    every = waybills = persons.named_in("waybills", facts.table("waybills"))
    scans = facts.table("scans")
    if people is not None:
        orders, waybills, scans = concerning(people, orders, waybills, scans)
    orders = served(orders, facts.table("merchants"))
    whose = parcels(orders, waybills, scans)
    return pl.concat([
        *_by_orders(orders, waybills),
        *_by_waybills(waybills, scans, whose),
        _by_scans(unnamed_sites(scans, every), whose),
        _by_exposures(persons.named_in("exposures", facts.table("exposures"))),
    ])  # fmt: skip


def _by_orders(orders: pl.DataFrame, waybills: pl.DataFrame) -> list[pl.DataFrame]:
    """What orders name; their label time is that of their first labelled parcel."""
    parcel = shipments(orders, waybills).join(sent(waybills), on="waybill_no")
    times = parcel.group_by("order_no").agg(pl.col("label_time", "shipped_at").min())
    named = orders.join(times, on="order_no", how="left").with_columns(
        record="order:" + pl.col("order_no"), told_by=pl.lit("Order"), told_of="order_no"
    )
    return [_held_as(named, column.name) for column in RECORDS["orders"].holders]


def _by_waybills(waybills: pl.DataFrame, scans: pl.DataFrame, whose: pl.DataFrame) -> list[pl.DataFrame]:
    """What waybills name; a site's time is its first scan of the parcel."""
    rows = waybills.drop("person", "label_time", "shipped_at").join(sent(waybills), on="waybill_no")
    named = rows.join(whose, on="waybill_no").with_columns(told_by=pl.lit("Waybill"), told_of="waybill_no")
    first = first_scans(scans)
    return [
        _held_as(named.join(first, left_on=("waybill_no", column.name), right_on=("waybill_no", "site"), how="left"), column.name)
        for column in RECORDS["waybills"].holders
    ]  # fmt: skip


def _by_scans(scans: pl.DataFrame, whose: pl.DataFrame) -> pl.DataFrame:
    """Sites that only a scan tells of."""
    named = scans.join(whose, on="waybill_no")
    told = {"told_by": pl.lit("Waybill"), "told_of": pl.col("waybill_no")}
    return _columns(named.with_columns(holder="site", seen_from="scanned_at", **told))


def _by_exposures(rows: pl.DataFrame) -> pl.DataFrame:
    """What `exposures` say outright. Without a record two times of one holder are two records."""
    return _columns(rows.with_columns(kind="holder_kind", record=exposure_record(), told_by=pl.lit("Person")))


def exposure_record() -> pl.Expr:
    """The record of a row of `exposures`: "exposure:<kind>:<holder>:<record, else its time>"."""
    because = pl.coalesce("record", "seen_from", pl.lit(""))
    return pl.concat_str(pl.lit("exposure"), "holder_kind", "holder", because, separator=":")


def _held_as(rows: pl.DataFrame, kind: str) -> pl.DataFrame:
    """The holders of one kind, from the column of that name, with the best time there is for it."""
    best = holder_kind(kind).seen_from
    times = [time for time in best if time in rows.columns]
    seen = pl.coalesce(times)
    found = rows.filter(pl.col(kind).is_not_null()).with_columns(kind=pl.lit(kind), holder=kind, seen_from=seen)
    first = pl.col(best[0]).is_null() if best[0] in rows.columns else pl.lit(value=True)
    return _columns(found.with_columns(assumed=first & pl.col("seen_from").is_not_null()))


def _columns(rows: pl.DataFrame) -> pl.DataFrame:
    """The columns HELD; what a table has not, is null or false."""
    flags = {name: pl.lit(value=False) for name, type_ in HELD.items() if type_ == pl.Boolean}
    missing = {name: flags.get(name, pl.lit(None)) for name in HELD if name not in rows.columns}
    filled = rows.with_columns(**missing).with_columns(pl.col(name).fill_null(value=False) for name in flags)
    return filled.select(pl.col(name).cast(type_) for name, type_ in HELD.items())
