"""Made cases of any size, as arrays: people, their orders, and one holder of whom a known part was taken and used.

Everything is drawn with whole-array steps from one seed; the same arguments give the same bytes on any machine.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from headwater.bench.economy import BLOCKS, CITIES, KINDS, Economy, settle
from ingest.simulation.chance import Flags, Ints, flags, gamma2, pick, whole, zipf

FIRST_DAY = 738_886
"""Ordinal of 2024-01-01, day 0 of every case."""
DAYS = 150
CALLS = (75, 150)
"""First and last day of calls that have nothing to do with the leak."""
WINDOW = (70, 104)
"""First and last day of the orders that were taken."""
LAG = 12.0
"""Mean days from a taken order to its call."""
LEAKED = 0.35
"""Part of the victims whom the leak explains."""
NAMED = 0.1
"""Part of those whose caller named the order."""
ORDERS = (6, 18)
"""Orders a person, least and most."""
SHARE = 0.02
"""The source is the order software whose share of orders is nearest to this."""


@dataclass(frozen=True, slots=True)
class MadeCase:
    """Victims 0..n-1, then as many comparison people as asked for; orders sorted by person. Days are ordinals."""

    victims: int
    city: Ints  # N
    call: Ints  # N
    person: Ints  # M
    day: Ints  # M
    holders: Ints  # M x len(KINDS), number within the kind
    named: Ints  # n, order the caller named, or -1
    told: Flags  # n, whether the caller knew what was ordered; else only name and telephone
    source: tuple[str, int]  # kind and number of the holder that leaked

    @property
    def people(self) -> int:
        """N."""
        return len(self.call)

    @property
    def exposures(self) -> int:
        """How many (person, record, kind, holder) there are."""
        return int(self.holders.size)


def make_case(victims: int, *, comparisons: int | None = None, seed: int = 1) -> MadeCase:
    """A case with so many victims, and as many comparison people unless told otherwise.

    About 96 exposures a person: 52,000 victims make a case of 10 million.
    """
    rng = np.random.Generator(np.random.PCG64(seed))
    people = victims + (victims if comparisons is None else comparisons)
    economy = settle(rng, people)
    city = pick(rng, zipf(CITIES, 0.7), people)
    district, block = whole(rng, 0, economy.districts - 1, people), whole(rng, 0, BLOCKS - 1, people)
    orders = whole(rng, *ORDERS, people)
    person = np.repeat(np.arange(people), orders)
    merchant, day = pick(rng, economy.popularity, len(person)), whole(rng, 0, DAYS - 1, len(person))
    call = whole(rng, *CALLS, people)
    erp = _source(economy)
    taken = np.flatnonzero(flags(rng, LEAKED, victims))
    rows = (np.cumsum(orders) - orders)[taken]
    merchant[rows] = _shops(rng, economy, erp, len(rows))
    day[rows] = whole(rng, *WINDOW, len(rows))
    call[taken] = day[rows] + np.clip(gamma2(rng, LAG, len(rows)), 1, 60).astype(np.int64)
    told = flags(rng, 0.1, victims)
    told[taken] = flags(rng, 0.9, len(taken))
    named = np.full(victims, -1)
    named[taken] = np.where(flags(rng, NAMED, len(taken)), rows, -1)
    by_kind = economy.serve(merchant, city[person], district[person], block[person])
    return MadeCase(
        victims=victims,
        city=city,
        call=FIRST_DAY + call,
        person=person,
        day=FIRST_DAY + day,
        holders=np.stack([by_kind[kind] for kind in KINDS], axis=1),
        named=named,
        told=told,
        source=("erp", erp),
    )


def _source(economy: Economy) -> int:
    """The order software whose share of all orders is nearest to SHARE."""
    return int(np.abs(np.bincount(economy.erp, economy.popularity) - SHARE).argmin())


def _shops(rng: np.random.Generator, economy: Economy, erp: int, size: int) -> Ints:
    """Shops of an order software, by popularity."""
    shops = np.flatnonzero(economy.erp == erp)
    return shops[pick(rng, economy.popularity[shops], size)]
