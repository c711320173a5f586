"""A series of cases: who leaks, who is called because of it and who for other reasons, who is compared with them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ingest.simulation.calendar import DAY, END, office_hours
from ingest.simulation.chance import Flags, Ints, one, pick, shuffled, whole
from ingest.simulation.families import Family, Where
from ingest.simulation.leaks import Leak, plant
from ingest.simulation.orders import Orders
from ingest.simulation.people import Crowd
from ingest.simulation.victims import BACKGROUND, STUDENT, Victim, of_leak, of_none


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
    for kind, size in zip(family.channels[:leaks], _sizes(family.parts[:leaks], wanted), strict=True):
        planted.append(plant(rng, orders, family, kind=kind, wanted=size, allowed=free))
        free[orders.person[planted[-1].row]] = False
    others = shuffled(rng, np.flatnonzero(free))[: wanted - sum(len(leak.row) for leak in planted)]
    free[others] = False
    victims = _victims(rng, orders, family, planted, others)
    return Series(tuple(victims), _comparisons(rng, crowd, family, victims, free=free, home=home), tuple(planted))


def _victims(
    rng: np.random.Generator, orders: Orders, family: Family, planted: list[Leak], others: Ints
) -> list[Victim]:
    """The victims of the leaks, and the others: the family's part of students among them, the rest of nothing shared."""
    students = round(family.students * (sum(len(leak.row) for leak in planted) + len(others)))
    times = _times_like(rng, planted, len(others))
    victims = [v for i, leak in enumerate(planted) for v in of_leak(rng, orders, leak, i, family.wrong)]
    for i, (person, call) in enumerate(zip(others.tolist(), times.tolist(), strict=True)):
        victims.append(of_none(rng, orders, person, call, STUDENT if i < students else BACKGROUND))
    return sorted(victims, key=lambda v: (v.call, v.person))


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
