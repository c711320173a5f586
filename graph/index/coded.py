"""Holdings → integers: every name, record and time as a code, each row once."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Self

import numpy as np
import polars as pl
from numpy.typing import NDArray

from graph.index.arrays import Codes, Flags, folded, taken
from graph.index.moments import moments


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Exposures as parallel columns."""

    record: Codes
    holder: Codes
    day: Codes
    second: Codes
    to_day: Codes
    to_second: Codes
    protected: Flags

    @property
    def times(self) -> tuple[Codes, ...]:
        """The columns that say when."""
        return self.day, self.second, self.to_day, self.to_second

    def at(self, places: NDArray[Any]) -> Self:
        """These rows only, in this order."""
        return type(self)(**{f.name: taken(getattr(self, f.name), places) for f in fields(self)})


def coded(holdings: pl.DataFrame, people: pl.DataFrame) -> tuple[Rows, pl.DataFrame, tuple[tuple[str, str], ...]]:
    """Rows of these people by record and holder; records (`place` of the person, `record`, `in_named`); holders.

    `people`: `person`, `place`, `named`. The codes of records are places, in no order that means anything.
    """
    record, records = _records(holdings, people)
    if (record < 0).any():
        kept = record >= 0
        holdings, record = holdings.filter(pl.Series(kept)), record[kept]
    holder, holders = _holders(holdings)
    day, second = moments(holdings["seen_from"])
    to_day, to_second = moments(holdings["seen_to"])
    rows = Rows(
        record=record,
        holder=holder,
        day=day,
        second=folded(second),
        to_day=folded(to_day),
        to_second=folded(to_second),
        protected=folded(holdings["protected"].to_numpy().astype(bool)),
    )
    return _once(_ordered(rows)), records, holders


def _records(holdings: pl.DataFrame, people: pl.DataFrame) -> tuple[Codes, pl.DataFrame]:
    """The record of each row, -1 where it is nobody's; and the records."""
    # Stores give the rows of a record one after the other: only the first of each run is looked up.
    begins = holdings.select(
        ((pl.col("record") != pl.col("record").shift()) | (pl.col("person") != pl.col("person").shift())).fill_null(
            value=True
        )
    ).to_series()
    first = holdings.select("person", "record").filter(begins)
    first = first.join(people.select("person", "place", "named"), on="person", how="left", maintain_order="left")
    records = first.drop_nulls("place")
    if records["record"].n_unique() == len(first):
        code: Codes = np.arange(len(first), dtype=np.int32)
    else:
        records = records.unique(["place", "record"], maintain_order=True)
        numbers = records.select("place", "record", code=pl.int_range(pl.len(), dtype=pl.Int32))
        found = first.join(numbers, on=["place", "record"], how="left", maintain_order="left")["code"]
        code = found.fill_null(-1).to_numpy()
    of_row = code[np.cumsum(begins.to_numpy(), dtype=np.int32) - 1]
    in_named = (pl.col("record") == pl.col("named")).fill_null(value=False)
    return of_row, records.select("place", "record", in_named=in_named)


def _holders(holdings: pl.DataFrame) -> tuple[Codes, tuple[tuple[str, str], ...]]:
    """The holder of each row, and the holders by kind and name."""
    (kind, kinds), (name, names) = _ranked(holdings["kind"]), _ranked(holdings["holder"])
    both = kind.astype(np.int64) * len(names) + name
    number = np.zeros(len(kinds) * len(names), np.int32)
    number[both] = 1
    there = np.flatnonzero(number)
    number[there] = np.arange(len(there), dtype=np.int32)
    of_kind, called = np.divmod(there, max(len(names), 1))
    return number[both], tuple(zip(kinds.gather(of_kind), names.gather(called), strict=True))


def _ranked(column: pl.Series) -> tuple[Codes, pl.Series]:
    """The place of each text among the distinct ones, and those, sorted."""
    known = column.cast(pl.Categorical(pl.Categories.random()))
    distinct = known.unique()
    texts, places = distinct.cast(pl.String), distinct.to_physical().to_numpy()
    order = texts.arg_sort().to_numpy()
    rank = np.empty(len(places), np.int32)
    rank[places[order]] = np.arange(len(places), dtype=np.int32)
    return rank[known.to_physical().to_numpy()], texts.gather(order)


def _ordered(rows: Rows) -> Rows:
    """Rows by record and holder; stores give them so."""
    both = rows.record.astype(np.int64) << 32 | rows.holder
    return rows if (both[1:] >= both[:-1]).all() else rows.at(np.argsort(both, kind="stable"))


def _once(rows: Rows) -> Rows:
    """Each row once; rows stand by record and holder."""
    same = (rows.record[1:] == rows.record[:-1]) & (rows.holder[1:] == rows.holder[:-1])
    if not same.any():
        return rows
    rows = rows.at(np.lexsort((rows.protected, *reversed(rows.times), rows.holder, rows.record)))
    columns = (rows.protected, *rows.times, rows.holder, rows.record)
    repeated = np.all([column[1:] == column[:-1] for column in columns], axis=0)
    return rows.at(np.flatnonzero(np.concatenate([[True], ~repeated])))
