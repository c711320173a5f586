"""The victims' orders, and of which kinds their holders are known: what can be traced at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from graph.ranking.arrays import Bools, Floats, Ints
from graph.ranking.material.case import Case
from graph.ranking.material.period import in_period
from graph.ranking.material.prepare import Prepared
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

    def unknown(self, rates: Floats) -> float:
        """The part of them that lack a holder of a kind that tracing tells (`rates`: K)."""
        lack = np.any(~self.known[self.open_] & (rates > 0), axis=1)
        return float(np.sum(lack) / max(np.size(lack), 1))

    def only(self, traced: Bools) -> Chains:
        """The same orders where only the chains of the traced ones are known (R)."""
        seen = traced[self.touches.order]
        touches = Touches(order=self.touches.order[seen], holder=self.touches.holder[seen])
        return replace(self, known=self.known & traced[:, None], touches=touches)


def chains(prepared: Prepared) -> Chains:
    """The victims' orders of a case; an order is as old as its first exposure."""
    case = prepared.case
    rows = case.mine[case.dated[case.mine] & _of_orders(prepared)[case.record[case.mine]]]
    day, whose = np.full(len(prepared.records), np.iinfo(np.int64).max), np.full(len(prepared.records), -1)
    np.minimum.at(day, case.record[rows], case.day[rows])
    whose[case.record[rows]] = case.person[rows]
    own = whose >= 0
    count = np.bincount(whose[own], minlength=case.n)
    near = np.flatnonzero(own)
    near = near[(case.call[whose[near]] - day[near] <= CAP) & in_period(case, day[near])]
    person = whose[near]
    named = case.named[person]
    weight = np.where(named < 0, 1.0, np.where(named == near, NAMED * count[person], 0.0))
    place = np.full(len(prepared.records), -1)
    place[near] = np.arange(len(near))
    order = place[case.record[rows]]
    rows, order = rows[order >= 0], order[order >= 0]
    known = np.zeros((len(near), len(case.kinds)), bool)
    known[order, case.kind_of[rows]] = True
    held = case.holder[rows] >= 0
    return Chains(
        person=person, record=near, day=day[near], lag=case.call[person] - day[near], weight=weight, known=known,
        touches=Touches(order=order[held], holder=case.holder[rows[held]]),
    )  # fmt: skip


def answer_rates(prepared: Prepared) -> Floats:
    """K: how often an order that is traced tells the holder of a kind: the part of orders that name one.

    Of the comparison people's orders, or of the victims', whichever know it more often. 0 for kinds that fewer than
    half of the orders name: nobody misses a station where most parcels go to the door.
    """
    case, ordered = prepared.case, _of_orders(prepared)
    known = np.zeros((len(ordered), len(case.kinds)), bool)
    known[case.record, case.kind_of] = True
    victims = np.zeros(len(ordered), bool)
    victims[case.record[case.mine]] = True
    rate = np.maximum(_part(known[victims & ordered]), _part(known[~victims & ordered]))
    return np.where(rate >= MISSED, rate, 0.0)


def silent(case: Case) -> float:
    """The part of the victims without any record."""
    return 1 - len(np.unique(case.person[case.mine])) / case.n


def _part(known: Bools) -> Floats:
    """K: the part of the records that know a holder of the kind."""
    return np.asarray(known.sum(0) / max(len(known), 1), np.float64)


def _of_orders(prepared: Prepared) -> Bools:
    """By record: an order or a parcel; what `exposures` tell of one holder has no chain to trace."""
    texts = prepared.records.texts
    return np.asarray(~texts.str.starts_with("exposure:").to_numpy(), bool)
