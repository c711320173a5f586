"""What one record says of its holders: who belongs to whom, and who an unknown one must have been."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Self

import numpy as np
import polars as pl

from graph.ranking.arrays import Bools, Ints
from graph.ranking.settings import AGREE
from graph.schema import HOLDER_KINDS

DETERMINED = (
    ("erp", ("merchant",)),
    ("warehouse", ("merchant",)),
    ("pickup_site", ("courier", "warehouse")),
    ("pickup_site", ("courier", "merchant")),
)
"""Kinds that others of the same record may determine; a filled one takes the time of the first of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Exposures as parallel arrays; the fields are those of `Case`."""

    person: Ints
    record: Ints
    kind: Ints
    holder: Ints
    day: Ints
    dated: Bools

    def at(self, rows: Ints | Bools) -> Self:
        """These exposures only, in this order."""
        return type(self)(**{f.name: getattr(self, f.name)[rows] for f in fields(self)})

    def of(self, kind: str, kinds: tuple[str, ...]) -> Self:
        """The exposures to one kind of holder."""
        return self.at(self.kind == (kinds.index(kind) if kind in kinds else -1))


def parents(held: Held, kinds: tuple[str, ...], holders: int) -> Ints:
    """J: the parent that most records of a holder name, -1 where none does."""
    out = np.full(holders, -1)
    for child, kind in HOLDER_KINDS.items():
        if kind.parent is None:
            continue
        pairs = _named_in(held.of(child, kinds), "child").join(
            _named_in(held.of(kind.parent, kinds), "up"), on="record"
        )
        counts = pairs.group_by("child", "up").len().sort("len", "child", "up")
        out[counts["child"].to_numpy()] = counts["up"].to_numpy()
    return out


def _named_in(held: Held, name: str) -> pl.DataFrame:
    """The holders named in each record (protected ones are not)."""
    return pl.DataFrame({"record": held.record, name: held.holder}).filter(pl.col(name) >= 0)


def fill_unknown(held: Held, kinds: tuple[str, ...]) -> Held:
    """Adds the unknown holders that the known records determine to AGREE: a shop's ERP and warehouse, a pickup site.

    By person, as before.
    """
    for target, given in DETERMINED:
        if {target, *given} <= set(kinds):
            held = _joined(held, _filled(held, kinds, target, given))
    return held.at(np.argsort(held.person, kind="stable"))


def _joined(a: Held, b: Held) -> Held:
    return Held(**{f.name: np.concatenate([getattr(a, f.name), getattr(b, f.name)]) for f in fields(Held)})


def _filled(held: Held, kinds: tuple[str, ...], target: str, given: tuple[str, ...]) -> Held:
    """The exposures to `target` that follow from the `given` kinds of a record that names one holder of each."""
    records = int(held.record.max(initial=-1)) + 1
    keys = np.stack([_sole(held.of(kind, kinds), records) for kind in given], 1)
    sole = _sole(held.of(target, kinds), records)
    unknown = np.ones(records, bool)
    unknown[held.of(target, kinds).record] = False
    named = (keys >= 0).all(1)
    group = np.unique(keys, axis=0, return_inverse=True)[1].ravel()
    answer = _agreed(group, np.where(named, sole, -1))[group]
    fill = unknown & named & (answer >= 0)
    source = held.of(given[0], kinds)
    source = source.at(fill[source.record])
    return Held(
        person=source.person,
        record=source.record,
        kind=np.full(len(source.record), kinds.index(target)),
        holder=answer[source.record],
        day=source.day,
        dated=source.dated,
    )


def _sole(held: Held, records: int) -> Ints:
    """Each record's one holder of a kind; -1 where there is none, or several, or it is protected."""
    least, most = np.full(records, np.iinfo(np.int64).max), np.full(records, -1)
    np.minimum.at(least, held.record, held.holder)
    np.maximum.at(most, held.record, held.holder)
    return np.where(least == most, most, -1)


def _agreed(group: Ints, target: Ints) -> Ints:
    """For each group of records, the holder that AGREE of at least two known ones name; else -1."""
    known = pl.DataFrame({"group": group, "target": target}).filter(pl.col("target") >= 0)
    counts = known.group_by("group", "target").len().with_columns(total=pl.col("len").sum().over("group"))
    sure = counts.filter((pl.col("len") >= 2) & (pl.col("len") >= AGREE * pl.col("total")))
    out = np.full(int(group.max(initial=-1)) + 1, -1)
    out[sure["group"].to_numpy()] = sure["target"].to_numpy()
    return out
