"""Who was called, when, and what the caller knew."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ingest.simulation.chance import flags, one, shuffled
from ingest.simulation.channels import ELSEWHERE, TRADE
from ingest.simulation.leaks import Leak
from ingest.simulation.orders import Orders

BACKGROUND, STUDENT = -1, -2
NAMES_AN_ORDER = 0.15
"""Part of the callers who hold an order number and say it."""


@dataclass(frozen=True, slots=True)
class Victim:
    """Somebody who was called. `source` is the number of the leak, BACKGROUND or STUDENT."""

    person: int
    call: int
    source: int
    knows: tuple[str, ...]
    named: int | None = None  # row of the order the caller named


def of_leak(rng: np.random.Generator, orders: Orders, leak: Leak, source: int, wrong: float) -> list[Victim]:
    """The victims of the leak of number `source`; `wrong` is the part of facts the callers have from elsewhere."""
    out = []
    for row, call in zip(leak.row.tolist(), leak.call.tolist(), strict=True):
        knows = _facts(rng, leak.channel.fields, wrong)
        says = "order_no" in knows and one(rng, 1, 100) <= NAMES_AN_ORDER * 100
        out.append(Victim(int(orders.person[row]), call, source, knows, row if says else None))
    return out


def of_none(rng: np.random.Generator, orders: Orders, person: int, call: int, source: int) -> Victim:
    """A victim whom no holder of orders explains: a STUDENT, or BACKGROUND, of whom anybody can know anything."""
    if source == STUDENT:
        return Victim(person, call, source, _facts(rng, ELSEWHERE, 0))
    knows = _facts(rng, TRADE, 0.1)
    before = np.flatnonzero((orders.person == person) & (orders.times["placed"] < call))
    says = len(before) > 0 and "order_no" in knows and one(rng, 1, 100) <= NAMES_AN_ORDER * 100
    return Victim(person, call, source, knows, int(before[one(rng, 0, len(before) - 1)]) if says else None)


def _facts(rng: np.random.Generator, held: tuple[str, ...], wrong: float) -> tuple[str, ...]:
    """Three to six facts a caller states, each of them from elsewhere with this probability; sorted."""
    order = shuffled(rng, np.arange(len(held)))[: one(rng, 3, 6)]
    elsewhere = (*TRADE, "credit_product")
    swap = flags(rng, wrong, len(order))
    said = {elsewhere[one(rng, 0, len(elsewhere) - 1)] if s else held[i] for i, s in zip(order, swap, strict=True)}
    return tuple(sorted(said))
