"""Who sells and who carries in a made case: shops by popularity, and for each address who brings its parcels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ingest.simulation.chance import Floats, Ints, pick, zipf

KINDS = ("branch", "courier", "courier_person", "erp", "hub", "merchant", "pickup_site", "platform")
"""The kinds of holder an order has one of each, in name order."""
PLATFORMS, COURIERS, CITIES = 6, 7, 6
SITES = 12
"""Pickup sites of a courier."""
BLOCKS = 8
"""Blocks of a district; a branch serves every second one."""
STAFF = 3
"""Courier people of a branch."""


@dataclass(frozen=True, slots=True)
class Economy:
    """One entry a merchant: how often people buy there and who serves it, by number within the kind."""

    popularity: Floats  # adds to 1
    platform: Ints
    erp: Ints
    courier: Ints
    pickup_site: Ints
    districts: int  # of a city

    @property
    def sizes(self) -> dict[str, int]:
        """How many holders of each kind there can be."""
        branches = COURIERS * CITIES * self.districts * 2
        return {
            "branch": branches,
            "courier": COURIERS,
            "courier_person": branches * STAFF,
            "erp": int(self.erp.max()) + 1,
            "hub": COURIERS * CITIES,
            "merchant": len(self.popularity),
            "pickup_site": COURIERS * SITES,
            "platform": PLATFORMS,
        }

    def serve(self, merchant: Ints, city: Ints, district: Ints, block: Ints) -> dict[str, Ints]:
        """For each order the holder of every kind, by the shop and by where its buyer lives."""
        courier = self.courier[merchant]
        hub = courier * CITIES + city
        branch = (hub * self.districts + district) * 2 + block % 2
        return {
            "branch": branch,
            "courier": courier,
            "courier_person": branch * STAFF + block // 2 % STAFF,
            "erp": self.erp[merchant],
            "hub": hub,
            "merchant": merchant,
            "pickup_site": self.pickup_site[merchant],
            "platform": self.platform[merchant],
        }


def settle(rng: np.random.Generator, people: int) -> Economy:
    """An economy for so many people: shops and districts grow with the cube root of their number."""
    growth = (people / 200) ** (1 / 3)
    merchants, erps = round(400 * growth), round(30 * growth)
    courier = pick(rng, zipf(COURIERS, 0.6), merchants)
    return Economy(
        popularity=zipf(merchants, 0.8),
        platform=pick(rng, zipf(PLATFORMS, 0.8), merchants),
        erp=pick(rng, zipf(erps, 0.6), merchants),
        courier=courier,
        pickup_site=courier * SITES + pick(rng, np.ones(SITES), merchants),
        districts=round(8 * growth),
    )
