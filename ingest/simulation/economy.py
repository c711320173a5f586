"""The economy people live in: shops, the network that carries their parcels, and a name for every holder."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ingest.simulation import names
from ingest.simulation.chance import distinct
from ingest.simulation.network import BLOCKS, STATION_BLOCKS, Network, lay_out
from ingest.simulation.shape import Shape
from ingest.simulation.shops import ACCOUNTS, Shops, open_shops


@dataclass(frozen=True, slots=True)
class Economy:
    """Shops, network, and names: kind of holder → name by index."""

    shops: Shops
    network: Network
    names: dict[str, tuple[str, ...]]

    def place(self, district: int) -> tuple[str, str]:
        """City and district of a district's number."""
        region, within = divmod(district, self.network.districts)
        return names.CITIES[region], names.DISTRICTS[within]


def found(rng: np.random.Generator, shape: Shape, hot: float = 0.0) -> Economy:
    """An economy of this shape; `hot` as in `open_shops`."""
    shops = open_shops(rng, shape, hot)
    network = lay_out(rng, shops.counts["warehouse"], shops.counts["courier"], len(shape.cities))
    named = {kind: names.holders(rng, kind, count) for kind, count in shops.counts.items() if kind in names.ENDINGS}
    couriers = named["courier"]
    named["courier_account"] = tuple(f"{c}系统账号{i + 1:02d}" for c in couriers for i in range(ACCOUNTS))
    return Economy(shops=shops, network=network, names=named | _sites(rng, network, couriers))


def _sites(rng: np.random.Generator, network: Network, couriers: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    cities = names.CITIES[: network.cities]
    places = [(city, district) for city in cities for district in names.DISTRICTS[: network.districts]]
    pickup = [c for c, count in zip(couriers, network.sites.tolist(), strict=True) for _ in range(count)]
    pickup_words = names.holders(rng, "pickup_site", len(pickup))
    branches = [f"{c}{city}{district}{part}营业部" for c in couriers for city, district in places for part in "一二"]
    staff = [branch for branch, count in zip(branches, network.staff.tolist(), strict=True) for _ in range(count)]
    badges = distinct(rng, 10_000, 99_999, len(staff)).tolist()
    stations = names.holders(rng, "station", len(places) * (BLOCKS // STATION_BLOCKS))
    return {
        "pickup_site": tuple(c + word for c, word in zip(pickup, pickup_words, strict=True)),
        "hub": tuple(f"{c}{city}转运中心" for c in couriers for city in cities),
        "branch": tuple(branches),
        "courier_person": tuple(f"{branch[:4]}派件员K{badge}" for branch, badge in zip(staff, badges, strict=True)),
        "station": tuple(f"{places[i * STATION_BLOCKS // BLOCKS][0]}{name}" for i, name in enumerate(stations)),
    }
