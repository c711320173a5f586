"""Who was called, when, by whom, and what the caller knew; and who is compared with them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ingest.simulation.calendar import DAY, END, office_hours
from ingest.simulation.chance import Flags, Ints, flags, one, pick, shuffled, whole
from ingest.simulation.channels import ELSEWHERE, TRADE
from ingest.simulation.families import Family, Where
from ingest.simulation.leaks import Leak, plant
from ingest.simulation.orders import Orders
from ingest.simulation.people import Crowd

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


@dataclass(frozen=True, slots=True)
class Series:
    """The people of one series of cases: victims by time of call, comparison people with their day, the leaks."""

    victims: tuple[Victim, ...]
    comparisons: tuple[tuple[int, int], ...]
    leaks: tuple[Leak, ...]


def call_people(
    rng: np.random.Generator, crowd: Crowd, orders: Orders, family: Family, *, wanted: int, leaks: int
) -> Series:
    """Victims of the first `leaks` channels of the family, of lists of students, and of nothing shared; comparisons."""
    home = _home(rng, crowd, family.where)
    free = home.copy()
    planted: list[Leak] = []
    for kind, size in zip(family.channels, _sizes(family.parts[:leaks], wanted), strict=False):
        planted.append(plant(rng, orders, family, kind=kind, wanted=size, allowed=free))
        free[orders.person[planted[-1].row]] = False
    students = round(family.students * wanted)
    others = wanted - students - sum(len(leak.row) for leak in planted)
    further = shuffled(rng, np.flatnonzero(free))[: students + others]
    free[further] = False
    times = _times_like(rng, planted, len(further))
    victims = [v for i, leak in enumerate(planted) for v in _explained(rng, orders, leak, i, family.wrong)]
    for i, (person, call) in enumerate(zip(further.tolist(), times.tolist(), strict=True)):
        victims.append(_other(rng, orders, person, call, STUDENT if i < students else BACKGROUND))
    victims.sort(key=lambda v: (v.call, v.person))
    return Series(tuple(victims), _comparisons(rng, crowd, family, victims, free=free, home=home), tuple(planted))


def _sizes(parts: tuple[float, ...], wanted: int) -> list[int]:
    """Victims of each leak: its part, at least one, and not more than there are together."""
    sizes = [max(1, round(part * wanted)) for part in parts]
    while sum(sizes) > wanted:
        sizes[sizes.index(max(sizes))] -= 1
    return sizes


def _home(rng: np.random.Generator, crowd: Crowd, where: Where) -> Flags:
    """Who lives where the family's victims do: anywhere, in one of the two largest cities, or in one district."""
    if where == "everywhere":
        return np.ones(len(crowd.region), dtype=np.bool_)
    city = crowd.region == one(rng, 0, 1)
    districts = np.unique(crowd.district[city])
    return np.asarray(city if where == "city" else crowd.district == districts[one(rng, 0, len(districts) - 1)])


def _times_like(rng: np.random.Generator, leaks: list[Leak], size: int) -> Ints:
    """Times of calls near those of the leaks' victims; without leaks, over the last three months."""
    known = np.concatenate([leak.call for leak in leaks]) if leaks else whole(rng, 95 * DAY, END - 1, 400)
    near = known[pick(rng, np.ones(len(known)), size)] + whole(rng, -6 * DAY, 6 * DAY, size)
    return office_hours(rng, np.clip(near, 60 * DAY, END - DAY))


def _explained(rng: np.random.Generator, orders: Orders, leak: Leak, source: int, wrong: float) -> list[Victim]:
    out = []
    for row, call in zip(leak.row.tolist(), leak.call.tolist(), strict=True):
        knows = _facts(rng, leak.channel.fields, wrong)
        says = "order_no" in knows and one(rng, 1, 100) <= NAMES_AN_ORDER * 100
        out.append(Victim(int(orders.person[row]), call, source, knows, row if says else None))
    return out


def _other(rng: np.random.Generator, orders: Orders, person: int, call: int, source: int) -> Victim:
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


def _comparisons(
    rng: np.random.Generator, crowd: Crowd, family: Family, victims: list[Victim], *, free: Flags, home: Flags
) -> tuple[tuple[int, int], ...]:
    """Comparison people, as the family chooses them, each with the day of some victim's call."""
    pool = shuffled(rng, np.flatnonzero(~home if family.compare == "elsewhere" else free))
    if family.compare == "less_active":
        pool = pool[: 3 * family.comparisons]
        pool = pool[np.argsort(crowd.activity[pool], kind="stable")]
    calls = np.array([v.call for v in victims])
    days = calls[pick(rng, np.ones(len(calls)), family.comparisons)]
    return tuple(sorted(zip(pool[: family.comparisons].tolist(), days.tolist(), strict=True)))
