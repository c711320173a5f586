"""Everybody's orders and their parcels: who held each of them, and from when."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.schema import HOLDER_KINDS
from ingest.simulation.calendar import DAY, HOUR, MINUTE, order_times
from ingest.simulation.chance import Flags, Ints, flags, pick, whole
from ingest.simulation.economy import Economy
from ingest.simulation.people import Crowd
from ingest.simulation.shops import Shops

USUAL_COURIER = 0.8
PRIVATE = 0.35
"""Part of the labels that show a virtual number."""
CREDIT = np.array([0.22, 0.06, 0.04, 0.02, 0.66])
"""Parts of the orders paid with each credit product; the last one: with none."""
PROMOTION = (95, 14)
"""First day and length of a promotion, when there is one."""

STEPS = {
    "paid": ("placed", MINUTE, 9 * MINUTE), "label": ("paid", HOUR, 20 * HOUR), "pickup": ("label", HOUR, 12 * HOUR),
    "depart": ("pickup", HOUR, 8 * HOUR), "hub": ("depart", 10 * HOUR, 50 * HOUR), "branch": ("hub", 4 * HOUR, 18 * HOUR),
    "deliver": ("branch", HOUR, 8 * HOUR), "sign": ("deliver", 20 * MINUTE, 7 * HOUR),
}  # fmt: skip
"""Steps of a parcel: after which step it comes, and at least and at most how long after."""

SEEN_AT = {
    "platform": "placed", "merchant": "placed", "erp": "placed", "credit_product": "placed", "warehouse": "label",
    "label_vendor": "label", "courier": "label", "courier_account": "label", "pickup_site": "pickup", "hub": "hub",
    "branch": "branch", "courier_person": "branch", "station": "deliver",
}  # fmt: skip
"""The step from which a kind of holder has the data (as `seen_from` of graph.schema.HOLDER_KINDS has it)."""


@dataclass(frozen=True, slots=True)
class Orders:
    """One entry an order with its one parcel. `times` by step, `holder` by kind (index of its name, -1: none)."""

    person: Ints
    times: dict[str, Ints]
    holder: dict[str, Ints]
    private: Flags

    def seen(self, kind: str) -> Ints:
        """When a holder of this kind first had each order."""
        return self.times[SEEN_AT[kind]]


def shop(rng: np.random.Generator, economy: Economy, crowd: Crowd, promotion: float = 0.0) -> Orders:
    """All orders of the period; `promotion` is the part of the orders that one shop takes for two weeks."""
    person = np.repeat(np.arange(len(crowd.region)), crowd.activity)
    placed = order_times(rng, len(person))
    merchant = pick(rng, economy.shops.popularity, len(person))
    if promotion:
        first, days = PROMOTION
        inside = (placed >= first * DAY) & (placed < (first + days) * DAY)
        merchant[inside & flags(rng, promotion, len(person))] = pick(rng, economy.shops.popularity, 1)[0]
    holder = _sellers(rng, economy.shops, merchant) | {"merchant": merchant}
    holder |= _carriers(economy, crowd, person, holder)
    return Orders(
        person=person,
        times=_journey(rng, placed),
        holder={kind: holder[kind] for kind in HOLDER_KINDS if kind in holder},
        private=flags(rng, PRIVATE, len(person)),
    )


def _sellers(rng: np.random.Generator, shops: Shops, merchant: Ints) -> dict[str, Ints]:
    contract = np.where(flags(rng, USUAL_COURIER, len(merchant)), 0, 1)
    credit = pick(rng, CREDIT, len(merchant))
    return {
        "platform": shops.platform[merchant], "erp": shops.erp[merchant], "label_vendor": shops.label_vendor[merchant],
        "warehouse": shops.warehouse[merchant], "courier": shops.courier[merchant, contract],
        "courier_account": shops.account[merchant, contract],
        "credit_product": np.where(credit == len(CREDIT) - 1, -1, credit),
    }  # fmt: skip


def _carriers(economy: Economy, crowd: Crowd, person: Ints, holder: dict[str, Ints]) -> dict[str, Ints]:
    network, courier = economy.network, holder["courier"]
    district, block = crowd.district[person], crowd.block[person]
    branch = network.branch(courier, district, block)
    return {
        "pickup_site": network.pickup_site[holder["warehouse"], courier],
        "hub": network.hub(courier, crowd.region[person]),
        "branch": branch,
        "courier_person": network.courier_person(branch, block),
        "station": network.station(district, block),
    }


def _journey(rng: np.random.Generator, placed: Ints) -> dict[str, Ints]:
    times = {"placed": placed}
    for step, (after, least, most) in STEPS.items():
        times[step] = times[after] + whole(rng, least, most, len(placed))
    return times
