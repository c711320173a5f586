"""The victims' orders, and of which kinds their holders are known: what can be traced at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from graph.ranking.arrays import Bools, Floats, Ints
from graph.ranking.case import Case
from graph.ranking.period import in_period
from graph.ranking.prepare import Prepared
from graph.ranking.settings import CAPS, NAMED

CAP = max(CAPS)
"""Days before the call within which an order may be the one that leaked."""
MISSED = 0.5
"""Part of the orders that name a kind of holder, from which it is missed where it is unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touches:
    """Exposures to named holders, as parallel arrays: the order (its place in `Chains`) and the holder."""

    order: Ints
    holder: Ints


@dataclass(frozen=True, kw_only=True)
class Chains:
    """R dated orders of victims of the period, at most CAP days before the call, by record.

    `weight`: 1; of a victim whose caller named an order, 2 n_i for that one and 0 for the others. `known`: R x K, of
    which kinds somebody is known to have held it.
    """

    person: Ints
    record: Ints
    day: Ints
    lag: Ints
    weight: Floats
    known: Bools
    touches: Touches

    @cached_property
    def open_(self) -> Bools:
        """R: orders that can be the one that leaked."""
        return self.weight > 0

    def only(self, traced: Bools) -> Chains:
        """The same orders where only the chains of the traced ones are known (R)."""
        seen = traced[self.touches.order]
        touches = Touches(order=self.touches.order[seen], holder=self.touches.holder[seen])
        return replace(self, known=self.known & traced[:, None], touches=touches)


def chains(prepared: Prepared) -> Chains:
    """The victims' orders of a case; an order is as old as its first exposure."""
    case = prepared.case
    rows = case.mine[case.dated[case.mine] & _of_orders(prepared)[case.record[case.mine]]]
    rows = rows[np.lexsort((case.day[rows], case.record[rows]))]
    record, first, order = np.unique(case.record[rows], return_index=True, return_inverse=True)
    person, day = case.person[rows[first]], case.day[rows[first]]
    known = np.zeros((len(record), len(case.kinds)), bool)
    known[order, case.kind_of[rows]] = True
    count = np.bincount(person, minlength=case.n)[person]
    named = case.named[person]
    weight = np.where(named < 0, 1.0, np.where(named == record, NAMED * count, 0.0))
    lag = case.call[person] - day
    near = (lag <= CAP) & in_period(case, day)
    place = np.cumsum(near) - 1
    held = near[order] & (case.holder[rows] >= 0)
    return Chains(
        person=person[near],
        record=record[near],
        day=day[near],
        lag=lag[near],
        weight=weight[near].astype(np.float64),
        known=known[near],
        touches=Touches(order=place[order[held]], holder=case.holder[rows[held]]),
    )


def answer_rates(prepared: Prepared) -> Floats:
    """K: how often an order that is traced tells the holder of a kind: the part of orders that name one.

    Of the comparison people's orders, or of the victims', whichever know it more often. 0 for kinds that fewer than
    half of the orders name: nobody misses a station where most parcels go to the door.
    """
    case, ordered = prepared.case, _of_orders(prepared)
    rows = (rows[ordered[case.record[rows]]] for rows in (case.theirs, case.mine))
    rate = np.maximum(*(_known(case, part) for part in rows))
    return np.where(rate >= MISSED, rate, 0.0)


def _of_orders(prepared: Prepared) -> Bools:
    """By record: an order or a parcel; what `exposures` tell of one holder has no chain to trace."""
    return (~prepared.records.texts.str.starts_with("exposure:")).to_numpy().astype(bool)


def _known(case: Case, rows: Ints) -> Floats:
    """K: the part of the records of these exposures that know a holder of the kind."""
    kinds = len(case.kinds)
    pairs = np.unique(case.record[rows] * kinds + case.kind_of[rows]) % max(kinds, 1)
    records = max(len(np.unique(case.record[rows])), 1)
    return np.asarray(np.bincount(pairs, minlength=kinds) / records, np.float64)
