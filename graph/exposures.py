"""The waist: everything upstream exists to produce these tables, everything downstream starts from them.

*person, holder, seen_from, seen_to, record*: this holder had this person's data from this moment, because of this
record. Stores end here and know no statistics; ranking starts here and knows no store.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

PEOPLE = {
    "person": pl.String,  # pseudonym
    "role": pl.String,  # "victim" or "comparison"; who is both is a victim
    "call": pl.String,  # ISO time of first fraud contact, or of reference; a day where no hour is known
    "region": pl.String,  # "" where unknown
    "matched_set": pl.String,  # null: in none
    "fields_known": pl.String,  # names of schema.FIELDS, sorted, joined by ";"; "" where nothing is known; null: no statement
    "named": pl.String,  # record the caller named, or null
    "gang": pl.String,  # who called: equal where the number is; null where that is unknown
}
HOLDINGS = {
    "person": pl.String,
    "record": pl.String,  # "order:<no>", "waybill:<no>" of a parcel without an order, "exposure:<n>"
    "kind": pl.String,
    "holder": pl.String,
    "seen_from": pl.String,  # ISO time; null: had it all along, time unknown
    "seen_to": pl.String,  # ISO time or null
    "protected": pl.Boolean,  # held the record, but not the field that was used
    "assumed": pl.Boolean,  # the time was taken from further down the list of its kind (schema.HOLDER_KINDS)
}
SHARES = {"kind": pl.String, "holder": pl.String, "share": pl.Float64}


@dataclass(frozen=True, slots=True)
class Exposures:
    """Who was called when, who held their data from when, and what is published of the holders.

    `people` has one row a person (columns PEOPLE), `holdings` one a (person, record, kind, holder) (columns HOLDINGS),
    `shares` one a holder (columns SHARES). The order of rows means nothing. Holdings of people who are neither victims
    nor comparison people are left out. `doubles`: how many people are listed both as victims and as comparison people;
    they are victims. `contested`: how many victims ordered before their call from a shop that, by the table of shops, two
    of one kind served at that time, so that neither is taken.
    """

    people: pl.DataFrame
    holdings: pl.DataFrame
    shares: pl.DataFrame
    doubles: int = 0
    contested: int = 0

    def __post_init__(self) -> None:
        for name, columns in (("people", PEOPLE), ("holdings", HOLDINGS), ("shares", SHARES)):
            frame: pl.DataFrame = getattr(self, name)
            if frame.schema != pl.Schema(columns):
                msg = f"{name} has columns {dict(frame.schema)}, not {columns}"
                raise TypeError(msg)

    @property
    def victims(self) -> int:
        """How many people are victims."""
        return int((self.people["role"] == "victim").sum())
