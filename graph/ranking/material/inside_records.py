"""What one record says of its holders: who belongs to whom, and who an unknown one must have been."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import Self

import numpy as np
import polars as pl

from graph.index.arrays import Codes
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
FEW = 100_000
"""Pairs up to which sorting them is quicker than grouping."""


@dataclass(frozen=True, kw_only=True)
class Held:
    """Exposures as parallel arrays; the fields are those of `Case`."""

    person: Ints
    record: Codes
    kind: Codes
    holder: Ints
    day: Ints
    dated: Bools

    def at(self, rows: Ints | Bools) -> Self:
        """These exposures only, in this order."""
        return type(self)(**{f.name: getattr(self, f.name)[rows] for f in fields(self)})

    @cached_property
    def _by_kind(self) -> Ints:
        # Short integers are sorted by counting.
        return np.argsort(self.kind.astype(np.uint16), kind="stable")

    @cached_property
    def _starts(self) -> Ints:
        return np.concatenate([[0], np.cumsum(np.bincount(self.kind))])

    def of(self, kind: str, kinds: tuple[str, ...]) -> Ints:
        """The exposures to one kind of holder, as places, ascending."""
        k = kinds.index(kind) if kind in kinds else len(self._starts)
        return self._by_kind[slice(*self._starts[k : k + 2])] if k + 1 < len(self._starts) else np.zeros(0, np.int64)


def parents(held: Held, kinds: tuple[str, ...], holders: int) -> Ints:
    """J: the parent that most records of a holder name, -1 where none does."""
    out = np.full(holders, -1)
    for child, kind in HOLDER_KINDS.items():
        if kind.parent is None:
            continue
        children, ups = _named_in(held, held.of(child, kinds)), _named_in(held, held.of(kind.parent, kinds))
        if len(children) and len(ups):
            named, up, times = _counted(*_pairs(held, children, ups))
            # The last assignment stands: that of most records, of equals the last by name.
            order = np.lexsort((up, times))
            out[named[order]] = up[order]
    return out


def _named_in(held: Held, rows: Ints) -> Ints:
    """Those exposures whose holder is named (protected ones are not)."""
    return rows[held.holder[rows] >= 0]


def _pairs(held: Held, first: Ints, second: Ints) -> tuple[Ints, Ints]:
    """The holders of each two exposures, one of `first` and one of `second`, that are of the same record."""
    mine, theirs = held.record[first], held.record[second]
    size = np.bincount(theirs, minlength=int(mine.max()) + 1)
    begins = np.cumsum(size) - size
    of_each = size[mine]
    past = np.cumsum(of_each) - of_each
    place = np.arange(int(of_each.sum())) + np.repeat(begins[mine] - past, of_each)
    by_record = second if (np.diff(theirs) >= 0).all() else second[np.argsort(theirs, kind="stable")]
    return np.repeat(held.holder[first], of_each), held.holder[by_record[place]]


def _counted(a: Ints, b: Ints) -> tuple[Ints, Ints, Ints]:
    """The different pairs, and how often each occurs; in no order."""
    if len(a) <= FEW:
        width = int(b.max(initial=0)) + 1
        both, times = np.unique(a * width + b, return_counts=True)
        return both // width, both % width, times
    counts = pl.DataFrame({"a": a, "b": b}).group_by("a", "b").len()
    found = counts["a"].to_numpy(), counts["b"].to_numpy(), counts["len"].to_numpy()
    return found[0], found[1], found[2].astype(np.int64)


def fill_unknown(held: Held, kinds: tuple[str, ...]) -> Held:
    """Adds the unknown holders that the known records determine to AGREE: a shop's ERP and warehouse, a pickup site.

    By person, as before.
    """
    given_at_first = len(held.record)
    for target, given in DETERMINED:
        if {target, *given} <= set(kinds):
            filled = _filled(held, kinds, target, given)
            held = _joined(held, filled) if len(filled.record) else held
    return held.at(np.argsort(held.person, kind="stable")) if len(held.record) > given_at_first else held


def _joined(a: Held, b: Held) -> Held:
    return Held(**{f.name: np.concatenate([getattr(a, f.name), getattr(b, f.name)]) for f in fields(Held)})


def _filled(held: Held, kinds: tuple[str, ...], target: str, given: tuple[str, ...]) -> Held:
    """The exposures to `target` that follow from the `given` kinds of a record that names one holder of each."""
    records, known = int(held.record.max(initial=-1)) + 1, held.of(target, kinds)
    keys = np.stack([_sole(held, held.of(kind, kinds), records) for kind in given])
    named = np.flatnonzero((keys >= 0).all(0))
    unknown = np.ones(records, bool)
    unknown[held.record[known]] = False
    answer = np.full(records, -1)
    if unknown[named].any():
        group = np.unique(_as_one(keys[:, named]), return_inverse=True)[1]
        answer[named] = _agreed(group, _sole(held, known, records)[named])[group]
    source = held.at(held.of(given[0], kinds))
    source = source.at((unknown & (answer >= 0))[source.record])
    return Held(
        person=source.person,
        record=source.record,
        kind=np.full(len(source.record), kinds.index(target), np.int32),
        holder=answer[source.record],
        day=source.day,
        dated=source.dated,
    )


def _as_one(keys: Ints) -> Ints:
    """One number for each column of numbers; equal where all of them are."""
    one = keys[0]
    for key in keys[1:]:
        one = one * (int(key.max(initial=0)) + 1) + key
    return np.asarray(one, np.int64)


def _sole(held: Held, rows: Ints, records: int) -> Ints:
    """Each record's one holder among these exposures; -1 where there is none, or several, or it is protected."""
    least, most = np.full(records, np.iinfo(np.int64).max), np.full(records, -1)
    np.minimum.at(least, held.record[rows], held.holder[rows])
    np.maximum.at(most, held.record[rows], held.holder[rows])
    return np.where(least == most, most, -1)


def _agreed(group: Ints, target: Ints) -> Ints:
    """For each group of records, the holder that AGREE of at least two known ones name; else -1."""
    known, groups = target >= 0, int(group.max(initial=-1)) + 1
    of, named, times = _counted(group[known], target[known])
    total = np.bincount(group[known], minlength=groups)
    sure = (times >= 2) & (times >= AGREE * total[of])
    out = np.full(groups, -1)
    out[of[sure]] = named[sure]
    return out
