"""Where parcels pass: pickup sites, one hub a courier and city, delivery branches, their staff, stations."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ingest.simulation.chance import Ints, one, whole
from ingest.simulation.names import DISTRICTS

BLOCKS = 12
"""Blocks of houses in a district; a branch serves several, a member of its staff a few, a station some."""
STATION_BLOCKS = 4


@dataclass(frozen=True, slots=True)
class Network:
    """The places of all couriers, by index; a district's number runs over all cities."""

    cities: int
    districts: int  # districts of each city
    pickup_site: Ints  # warehouses × couriers
    sites: Ints  # pickup sites of each courier
    staff: Ints  # members of each branch; two branches a courier and district
    first_staff: Ints  # number of each branch's first member

    @property
    def couriers(self) -> int:
        """How many couriers there are."""
        return len(self.sites)

    def hub(self, courier: Ints, region: Ints) -> Ints:
        """The hub through which a courier's parcels reach a city."""
        return courier * self.cities + region

    def branch(self, courier: Ints, district: Ints, block: Ints) -> Ints:
        """The branch that delivers to a block."""
        return (courier * self.cities * self.districts + district) * 2 + block % 2

    def courier_person(self, branch: Ints, block: Ints) -> Ints:
        """The member of a branch's staff who delivers to a block."""
        return np.asarray(self.first_staff[branch] + block // 2 % self.staff[branch])

    def station(self, district: Ints, block: Ints) -> Ints:
        """The station where parcels for a block are left, whoever carries them."""
        return district * (BLOCKS // STATION_BLOCKS) + block // STATION_BLOCKS


def lay_out(rng: np.random.Generator, warehouses: int, couriers: int, cities: int) -> Network:
    """A network of a size drawn from the seed."""
    districts = one(rng, 4, len(DISTRICTS) - 2)
    sites = whole(rng, 8, 13, couriers)
    first_site = np.cumsum(sites) - sites
    staff = whole(rng, 2, 4, couriers * cities * districts * 2)
    return Network(
        cities=cities,
        districts=districts,
        pickup_site=first_site + (rng.random((warehouses, couriers)) * sites).astype(np.int64),
        sites=sites,
        staff=staff,
        first_staff=np.cumsum(staff) - staff,
    )
