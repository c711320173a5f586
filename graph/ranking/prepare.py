"""`Exposures` → `Case`: only what was held before the call counts; everything as numbers, in canonical order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from graph.ranking.arrays import Bools, Floats, Ints
from graph.ranking.canonical import Canonical
from graph.ranking.case import PROTECTED, Case
from graph.ranking.inside_records import Held, fill_unknown, parents
from graph.ranking.knowledge import shipped
from graph.ranking.settings import BIN

DAY = len("2024-01-01")
EPOCH = 719_163
"""Ordinal of 1970-01-01, from which Polars counts days."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """The case, and what its numbers stand for: pseudonyms of people, names of records."""

    case: Case
    people: tuple[str, ...]  # N
    records: tuple[str, ...]  # by number of record


def prepare(facts: Canonical) -> Prepared:
    """The case as arrays. Times must be ISO text, as `graph.exposures` says."""
    holdings = before_the_call(facts)
    names = _names(holdings)
    kinds = tuple(sorted(set(holdings["kind"])))
    kind = np.array([kinds.index(k) for k, _ in names], np.int64)
    records = holdings.select("person", "record").unique(maintain_order=True).with_row_index("r")
    holdings = holdings.join(records, on=["person", "record"], how="left", maintain_order="left")
    held = _held(holdings, kinds, names)
    up = parents(held, kinds, len(names))
    held = fill_unknown(held, kinds)
    held = held.at(np.lexsort((held.record, held.dated, held.day, held.holder, held.kind, held.person)))
    people, victims = facts.people, facts.people.filter(pl.col("role") == "victim")
    case = Case(
        n=len(victims),
        kinds=kinds,
        names=names,
        kind=kind,
        parent=up,
        published=_published(facts.shares, names),
        call=_ordinal(people["call"]),
        region=_numbered(people["region"]),
        sets=_sets(people),
        knew=_knew(victims["fields_known"]),
        named=_named(holdings, len(victims)),
        gang=_gang(victims["gang"]),
        person=held.person,
        record=held.record,
        kind_of=held.kind,
        holder=held.holder,
        day=held.day,
        dated=_of_use(held),
    )
    return Prepared(case, tuple(people["person"]), tuple(records["record"]))


def before_the_call(facts: Canonical) -> pl.DataFrame:
    """Holdings before the person's call: on an earlier day, or earlier by the clock, which counts as the day before.

    Adds `day` (ordinal; the day before the call where the time is unknown) and `dated`.
    """
    seen, call = pl.col("seen_from"), pl.col("call")
    seen_day, call_day = seen.str.slice(0, DAY), call.str.slice(0, DAY)
    by_the_clock = (seen.str.len_chars() > DAY) & (call.str.len_chars() > DAY) & (seen < call)
    before = seen.is_null() | (seen_day < call_day) | ((seen_day == call_day) & by_the_clock)
    held = facts.holdings.join(facts.people.select("number", "call"), on="number", how="left", maintain_order="left")
    held = held.filter(before).with_columns(
        dated=seen.is_not_null(), last=call_day.str.to_date().cast(pl.Int64) + EPOCH - 1
    )
    day = pl.min_horizontal(seen_day.str.to_date().cast(pl.Int64) + EPOCH, "last").fill_null(pl.col("last"))
    return held.with_columns(day=day)


def _names(holdings: pl.DataFrame) -> tuple[tuple[str, str], ...]:
    named = holdings.filter(~pl.col("protected")).select("kind", "holder").unique()
    return tuple(sorted(named.iter_rows()))


def _held(holdings: pl.DataFrame, kinds: tuple[str, ...], names: tuple[tuple[str, str], ...]) -> Held:
    """Exposures as numbers; a protected one names no holder."""
    numbers = pl.DataFrame(names, schema={"kind": pl.String, "holder": pl.String}, orient="row").with_row_index("j")
    joined = holdings.join(numbers, on=["kind", "holder"], how="left", maintain_order="left")
    holder = pl.when("protected").then(PROTECTED).otherwise(pl.col("j").cast(pl.Int64))
    return Held(
        person=_integers(joined["number"]),
        record=_integers(joined["r"]),
        kind=_integers(joined["kind"].cast(pl.Enum(kinds)).to_physical()),
        holder=_integers(joined.select(holder.alias("holder"))["holder"]),
        day=_integers(joined["day"]),
        dated=joined["dated"].to_numpy().astype(bool),
    )


def _integers(column: pl.Series) -> Ints:
    return column.cast(pl.Int64).to_numpy().astype(np.int64)


def _ordinal(column: pl.Series) -> Ints:
    return _integers(column.str.slice(0, DAY).str.to_date().cast(pl.Int64)) + EPOCH


def _numbered(labels: pl.Series) -> Ints:
    """Labels as numbers in name order."""
    return _integers(labels.rank("dense")) - 1


def _sets(people: pl.DataFrame) -> Ints | None:
    """Matched sets; people without one stand in that of their region. None where nobody is matched."""
    if people["matched_set"].is_null().all():
        return None
    label = pl.coalesce("matched_set", "region")
    return _numbered(people.select(pl.format("{}|{}", pl.col("matched_set").is_null(), label))["matched_set"])


def _knew(stated: pl.Series) -> Bools:
    """N x fields: what the callers knew; nothing where there is no statement."""
    known = [set((text or "").split(";")) for text in stated]
    return np.array([[f in k for f in shipped().fields] for k in known], bool).reshape(-1, len(shipped().fields))


def _gang(label: pl.Series) -> Ints | None:
    """N: gangs as numbers, -1 unknown; None where all are."""
    return None if label.is_null().all() else _integers(label.rank("dense").fill_null(0)) - 1


def _named(holdings: pl.DataFrame, n: int) -> Ints:
    """N: the record each victim's caller named, of those with an exposure of hers; else -1."""
    out = np.full(n, -1)
    rows = holdings.filter("in_named", pl.col("number") < n)
    out[_integers(rows["number"])] = _integers(rows["r"])
    return out


def _published(shares: pl.DataFrame, names: tuple[tuple[str, str], ...]) -> Floats:
    share = {(kind, holder): value for kind, holder, value in shares.iter_rows()}
    return np.array([share.get(name, np.nan) for name in names], np.float64)


def _of_use(held: Held) -> Bools:
    """Days that a window can use: not those of one event, which tell nobody apart."""
    # A dinner or a party: everybody was there, so its hour says nothing about who ate what.
    days = held.day[held.dated]
    return held.dated & bool(len(days) and np.ptp(days) >= BIN)
