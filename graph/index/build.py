"""`Exposures` → `Index`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from graph.exposures import Exposures
from graph.index.arrays import Codes, Floats, Longs, Shorts
from graph.index.canonical import Ordered, ordered
from graph.index.content import digest
from graph.index.index import AFTER, NONE, UNKNOWN, Index
from graph.index.labels import Labels
from graph.index.moments import NEVER, NO_HOUR

FURTHEST = np.iinfo(np.int16).max
"""Days of the longest lag; what lies further back counts as this."""


def index_of(exposures: Exposures) -> Index:
    """The same facts as integers in their canonical order, repeated rows once. BadInput: a time is none."""
    facts = ordered(exposures)
    people, rows = facts.people, facts.rows
    shares = exposures.shares.unique().sort("kind", "holder", "share")
    labels = {name: _distinct(people[name]) for name in ("region", "matched_set", "fields_known", "gang")}
    codes = {name: _coded(people[name], known) for name, known in labels.items()}
    start = _pointers(rows["number"], len(people))
    call_day, call_second = _column(people["day"]), _column(people["second"])
    day, second, holder = (_column(rows[name]) for name in ("day", "second", "holder_code"))
    person = rows["number"].to_numpy()
    return Index(
        digest=digest(facts, shares),
        victims=int((people["role"] == "victim").sum()),
        shares=len(shares),
        doubles=exposures.doubles,
        regions=labels["region"],
        sets=labels["matched_set"],
        statements=labels["fields_known"],
        holders=tuple(facts.holders.iter_rows()),
        people=Labels(people["person"]),
        records=Labels(facts.records["record"]),
        published=_published(facts.holders, shares),
        call_day=call_day,
        call_second=call_second,
        region=codes["region"],
        matched=codes["matched_set"],
        statement=codes["fields_known"],
        gang=codes["gang"],
        named=_named(facts, len(people)),
        start=start,
        record=_column(rows["r"]),
        holder=holder,
        day=day,
        second=second,
        lag=_lags((call_day[person], call_second[person]), (day, second)),
        protected=_frozen(rows["protected"].to_numpy()),
        by_holder=_frozen(np.argsort(holder, kind="stable").astype(np.int32)),
        holder_start=_pointers(rows["holder_code"], len(facts.holders)),
    )


def _frozen(array: NDArray[Any]) -> NDArray[Any]:
    array = np.ascontiguousarray(array)
    array.flags.writeable = False
    return array


def _column(column: pl.Series) -> Codes:
    return _frozen(column.cast(pl.Int32).to_numpy().astype(np.int32))


def _distinct(column: pl.Series) -> tuple[str, ...]:
    return tuple(column.drop_nulls().unique().sort())


def _coded(column: pl.Series, known: Sequence[str]) -> Codes:
    place = dict(zip(known, range(len(known)), strict=True))
    return _column(column.replace_strict(place, default=NONE, return_dtype=pl.Int32))


def _pointers(code: pl.Series, codes: int) -> Longs:
    """Where the rows of each code begin once they stand in its order; with the end of the last."""
    counts = np.bincount(code.to_numpy(), minlength=codes)
    return _frozen(np.concatenate([np.zeros(1, np.int64), np.cumsum(counts, dtype=np.int64)]))


def _lags(call: tuple[Codes, Codes], seen: tuple[Codes, Codes]) -> Shorts:
    """Days before the call: on an earlier day, or earlier by the clock, which counts as the day before."""
    days = call[0] - seen[0]
    by_the_clock = (days == 0) & (seen[1] != NO_HOUR) & (call[1] != NO_HOUR) & (seen[1] < call[1])
    lag = np.where(by_the_clock, 1, np.clip(days, AFTER, FURTHEST))
    return _frozen(np.where(seen[0] == NEVER, UNKNOWN, lag).astype(np.int16))


def _published(holders: pl.DataFrame, shares: pl.DataFrame) -> Floats:
    """J: the share published of a holder, nan where none is."""
    known = shares.unique(["kind", "holder"], keep="last", maintain_order=True)
    joined = holders.join(known, on=["kind", "holder"], how="left", maintain_order="left")
    return _frozen(joined["share"].fill_null(float("nan")).to_numpy().astype(np.float64))


def _named(facts: Ordered, people: int) -> Codes:
    """N: the record that the caller named, where she has an exposure in it."""
    out = np.full(people, NONE, np.int32)
    named = facts.records["in_named"].to_numpy()
    out[facts.records["number"].to_numpy()[named]] = np.flatnonzero(named)
    return _frozen(out)
