"""`Exposures` → `Index`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from graph.exposures import Exposures
from graph.index.arrays import Codes, Floats, Shorts
from graph.index.canonical import Ordered, ordered
from graph.index.content import digest
from graph.index.index import AFTER, NONE, UNKNOWN, Index
from graph.index.labels import Labels
from graph.index.moments import NEVER, NO_HOUR
from graph.index.reverse import FURTHEST, by_code, nearest, pointers

SMALL = {"regions": "region", "sets": "matched_set", "statements": "fields_known", "gangs": "gang"}
"""Labels of people of which there are few."""


def index_of(exposures: Exposures) -> Index:
    """The same facts as integers in their canonical order, repeated rows once. BadInput: a time is none."""
    facts = ordered(exposures)
    people, rows = facts.people, facts.rows
    shares = exposures.shares.unique().sort("kind", "holder", "share")
    labels = {name: _distinct(people[column]) for name, column in SMALL.items()}
    region, matched, statement, gang = (_coded(people[column], labels[name]) for name, column in SMALL.items())
    call = _column(people["day"]), _column(people["second"])
    person = _column(facts.records["number"])[rows.record]
    lag = _lags((call[0][person], call[1][person]), (rows.day, rows.second))
    by_holder = by_code(rows.holder, len(facts.holders))
    start, holder_start = pointers(person, len(people)), pointers(rows.holder, len(facts.holders))
    victims = int((people["role"] == "victim").sum())
    of_victims = np.bincount(rows.holder[: start[victims]], minlength=len(facts.holders))
    return Index(
        digest=digest(facts, shares),
        victims=victims,
        shares=len(shares),
        doubles=exposures.doubles,
        contested=exposures.contested,
        regions=labels["regions"],
        sets=labels["sets"],
        statements=labels["statements"],
        holders=facts.holders,
        people=Labels(people["person"]),
        records=Labels(facts.records["record"]),
        published=_frozen(_published(facts.holders, shares)),
        call_day=call[0],
        call_second=call[1],
        region=region,
        matched=matched,
        statement=statement,
        gang=gang,
        named=_frozen(_named(facts)),
        start=_frozen(start),
        record=_frozen(rows.record),
        holder=_frozen(rows.holder),
        day=_frozen(rows.day),
        second=_frozen(rows.second),
        lag=_frozen(lag),
        protected=_frozen(rows.protected),
        by_holder=_frozen(by_holder),
        holder_start=_frozen(holder_start),
        holder_others=_frozen(holder_start[:-1] + of_victims),
        nearest=_frozen(nearest(by_holder, rows.holder, person, lag)),
    )


def _frozen(array: NDArray[Any]) -> NDArray[Any]:
    array = np.ascontiguousarray(array)
    array.flags.writeable = False
    return array


def _column(column: pl.Series) -> Codes:
    return _frozen(column.to_numpy().astype(np.int32))


def _distinct(column: pl.Series) -> tuple[str, ...]:
    return tuple(column.drop_nulls().unique().sort())


def _coded(column: pl.Series, known: Sequence[str]) -> Codes:
    place = dict(zip(known, range(len(known)), strict=True))
    return _column(column.replace_strict(place, default=NONE, return_dtype=pl.Int32))


def _lags(call: tuple[Codes, Codes], seen: tuple[Codes, Codes]) -> Shorts:
    """Days before the call: on an earlier day, or earlier by the clock, which counts as the day before."""
    days = call[0] - seen[0]
    by_the_clock = (days == 0) & (seen[1] != NO_HOUR) & (call[1] != NO_HOUR) & (seen[1] < call[1])
    lag = np.where(by_the_clock, 1, np.clip(days, AFTER, FURTHEST))
    return np.where(seen[0] == NEVER, UNKNOWN, lag).astype(np.int16)


def _published(holders: Sequence[tuple[str, str]], shares: pl.DataFrame) -> Floats:
    """J: the share published of a holder, nan where none is."""
    known = {(kind, holder): share for kind, holder, share in shares.iter_rows()}
    return np.array([known.get(holder, np.nan) for holder in holders], np.float64)


def _named(facts: Ordered) -> Codes:
    """N: the record that the caller named, where she has an exposure in it."""
    out = np.full(len(facts.people), NONE, np.int32)
    named = np.flatnonzero(facts.records["in_named"].to_numpy())
    out[facts.records["number"].to_numpy()[named]] = named
    return out
