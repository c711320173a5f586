"""Facts → holdings: which holder held which record of whom, from when. The table of the data dictionary, carried out.

Which columns name a holder, of what kind, and where the time of a kind is read, is all told by `graph.schema`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from graph.facts import Facts
from graph.identity import Persons
from graph.parcels import concerning, parcels, sent, shipments
from graph.scanning import first_scans, unnamed_sites
from graph.schema import HOLDER_KINDS, RECORDS, SOURCE, holder_kind
from graph.serving import served

TIMES = ("scanned_at", "label_time", "shipped_at", "order_time", "seen_from")
LABEL_ONLY = tuple(kind.name for kind in HOLDER_KINDS.values() if kind.label_only)
"""The kinds for which a privacy label hides the number of a parcel's receiver."""
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

    Columns HELD, in no order. A known time goes before an unknown one.
    """
    who = ("person", "record", "kind", "holder")
    theirs = _held(facts, persons, people).join(people.lazy(), on="person", how="semi").collect()
    if theirs.select(pl.struct(who).hash().n_unique()).item() == theirs.height:
        return theirs
    several = theirs.select(pl.struct(who).is_duplicated()).to_series()
    told = theirs.filter(several).sort(*who, "seen_from", "assumed", "protected", *SOURCE, "seen_to", nulls_last=True)
    return pl.concat([theirs.filter(~several), told.unique(who, keep="first", maintain_order=True)])


def held(facts: Facts, persons: Persons) -> pl.DataFrame:
    """Everything any row says of a holder having a record (columns HELD), in no order and with repetitions."""
    return _held(facts, persons).collect()


def _held(facts: Facts, persons: Persons, people: pl.DataFrame | None = None) -> pl.LazyFrame:
    """What `held` gives; with `people` at least all that is held of them: most rows of a large store concern nobody asked for."""
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


def _by_orders(orders: pl.DataFrame, waybills: pl.DataFrame) -> list[pl.LazyFrame]:
    """What orders name; their label time is that of their first labelled parcel."""
    parcel = shipments(orders, waybills).join(sent(waybills), on="waybill_no")
    times = parcel.group_by("order_no").agg(pl.col("label_time", "shipped_at").min())
    named = orders.lazy().join(times, on="order_no", how="left").with_columns(record="order:" + pl.col("order_no"))
    told = {"told_by": pl.lit("Order"), "told_of": pl.col("order_no")}
    rows = named.collect()
    return [_held_as(rows.lazy(), column.name, rows.columns, told) for column in RECORDS["orders"].holders]


def _by_waybills(waybills: pl.DataFrame, scans: pl.DataFrame, whose: pl.DataFrame) -> list[pl.LazyFrame]:
    """What waybills name; a site's time is its first scan of the parcel."""
    rows = waybills.lazy().drop("person", "label_time", "shipped_at").join(sent(waybills), on="waybill_no")
    named = rows.join(whose.lazy(), on="waybill_no").collect()
    told = {"told_by": pl.lit("Waybill"), "told_of": pl.col("waybill_no")}
    first, columns = first_scans(scans), [*named.columns, "scanned_at"]
    return [
        _held_as(named.lazy().join(first.lazy(), left_on=("waybill_no", column.name), right_on=("waybill_no", "site"), how="left"),
                 column.name, columns, told)
        for column in RECORDS["waybills"].holders
    ]  # fmt: skip


def _by_scans(scans: pl.LazyFrame, whose: pl.DataFrame) -> pl.LazyFrame:
    """Sites that only a scan tells of."""
    named = scans.join(whose.lazy(), on="waybill_no").with_columns(
        holder="site", seen_from="scanned_at", protected=pl.col("private") & pl.col("kind").is_in(LABEL_ONLY)
    )
    return _columns(named, named.collect_schema().names(), told_by=pl.lit("Waybill"), told_of=pl.col("waybill_no"))


def _by_exposures(rows: pl.DataFrame) -> pl.LazyFrame:
    """What `exposures` say outright. Without a record two times of one holder are two records."""
    said = {"kind": pl.col("holder_kind"), "record": exposure_record(), "told_by": pl.lit("Person")}
    return _columns(rows.lazy(), rows.columns, **said)


def exposure_record() -> pl.Expr:
    """The record of a row of `exposures`: "exposure:<kind>:<holder>:<record, else its time>"."""
    because = pl.coalesce("record", "seen_from", pl.lit(""))
    return pl.concat_str(pl.lit("exposure"), "holder_kind", "holder", because, separator=":")


def _held_as(rows: pl.LazyFrame, kind: str, columns: Sequence[str], told: Mapping[str, pl.Expr]) -> pl.LazyFrame:
    """The holders of one kind, from the column of that name, with the best time there is for it."""
    best = holder_kind(kind).seen_from
    seen = pl.coalesce([time for time in best if time in columns])
    first = pl.col(best[0]).is_null() if best[0] in columns else pl.lit(value=True)
    hidden = pl.col("private") if "private" in columns and kind in LABEL_ONLY else pl.lit(value=False)
    said = {"kind": pl.lit(kind), "holder": pl.col(kind), "seen_from": seen, "assumed": first & seen.is_not_null(),
            "protected": hidden}  # fmt: skip
    return _columns(rows.filter(pl.col(kind).is_not_null()), columns, **said, **told)


def _columns(rows: pl.LazyFrame, columns: Sequence[str], **said: pl.Expr) -> pl.LazyFrame:
    """The columns HELD of rows with these columns, and what is said of each row; what is neither, is null or false."""
    known = {name: pl.col(name) for name in HELD if name in columns} | said
    found = {name: known.get(name, pl.lit(None)).cast(type_) for name, type_ in HELD.items()}
    flags = {name: value.fill_null(value=False) for name, value in found.items() if HELD[name] == pl.Boolean}
    return rows.select(**found | flags)
