"""Exposures in an order that follows from their content alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from graph.exposures import Exposures
from graph.index.fingerprints import Hashes, mixed, of_rows, of_texts, summed
from graph.index.moments import moments

ABSENT = "\0absent"
PERSON_FACTS = ("role", "region", "matched_set", "fields_known", "gang")
ROW = ("holder_code", "day", "second", "to_day", "to_second", "protected")


@dataclass(frozen=True, slots=True)
class Ordered:
    """The facts in canonical order, each once.

    `people` (PEOPLE, with `day` and `second` of the call); `records` (`number` of the person, `record`, `in_named`) and
    `holders` (`kind`, `holder`), whose places are the codes in `rows` (`number`, `r` and ROW).
    """

    people: pl.DataFrame
    records: pl.DataFrame
    holders: pl.DataFrame
    rows: pl.DataFrame


def ordered(exposures: Exposures) -> Ordered:
    """People by role (victims first), call, region and a fingerprint of all else; the rest as `Index` says.

    People who are equal in all of this may stand in either order; nothing depends on it. BadInput: a time is none.
    """
    people = exposures.people.unique().sort("person").with_row_index("place")
    people = _timed(people, "call", "day", "second").cast({"place": pl.Int32})
    holders = exposures.holdings.select("kind", "holder").unique().sort("kind", "holder")
    rows, records = _numbered(exposures.holdings, people, holders)
    names = of_texts("\0".join(pair) for pair in holders.iter_rows())
    row = of_rows(names[rows["holder_code"].to_numpy()], *(rows[name].to_numpy() for name in ROW[1:]))
    held = summed(row, rows["p"].to_numpy(), len(records))
    records = records.with_columns(print=mixed(held + records["in_named"].to_numpy().astype(np.uint64)))
    people = _people(people, records)
    records = records.join(people.select("place", "number"), on="place").sort("number", "print", "record")
    records = records.with_columns(r=pl.int_range(pl.len(), dtype=pl.Int32))
    rows = rows.join(records.select("p", "r", "number"), on="p")
    rows = rows.select("number", "r", *ROW).sort("number", "day", "second", "holder_code", "r", *ROW[3:])
    return Ordered(people, records.select("number", "record", "in_named"), holders, rows)


def _timed(table: pl.DataFrame, column: str, day: str, second: str) -> pl.DataFrame:
    days, seconds = moments(table[column])
    return table.with_columns(pl.Series(day, days), pl.Series(second, seconds))


def _numbered(holdings: pl.DataFrame, people: pl.DataFrame, holders: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows as integers (`p`: record, and ROW), each once; records (`place` of the person, `record`, `p`, `in_named`)."""
    codes = holders.with_columns(holder_code=pl.int_range(pl.len(), dtype=pl.Int32))
    rows = holdings.join(people.select("person", "place", "named"), on="person").join(codes, on=["kind", "holder"])
    records = rows.select("place", "record", "named").unique().with_columns(p=pl.int_range(pl.len(), dtype=pl.Int32))
    rows = rows.select("place", "record", "holder_code", "seen_from", "seen_to", "protected")
    rows = rows.join(records.select("place", "record", "p"), on=["place", "record"])
    rows = _timed(_timed(rows, "seen_from", "day", "second"), "seen_to", "to_day", "to_second")
    in_named = (pl.col("record") == pl.col("named")).fill_null(value=False)
    return rows.select("p", *ROW).unique(), records.select("place", "record", "p", in_named=in_named)


def _people(people: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:
    """People in canonical order, with their `number`."""
    held = summed(mixed(records["print"].to_numpy()), records["place"].to_numpy(), len(people))
    known = [_of_column(people[name]) for name in PERSON_FACTS]
    own = of_rows(*known, people["day"].to_numpy(), people["second"].to_numpy())
    found = people.with_columns(print=mixed(own + held)).sort(
        pl.col("role") != "victim", "day", "second", "region", "print", "person"
    )
    return found.drop("print").with_columns(number=pl.int_range(pl.len(), dtype=pl.Int32))


def _of_column(column: pl.Series) -> Hashes:
    """The fingerprints of texts, each distinct one made once."""
    texts = column.fill_null(ABSENT)
    distinct = texts.unique().sort()
    return np.asarray(of_texts(distinct)[texts.rank("dense").to_numpy() - 1], np.uint64)
