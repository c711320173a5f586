"""Size and shape of an economy: the usual one, or drawn, so that nothing is tuned to one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ingest.simulation.chance import Floats, one, zipf

CITY_SHARES = np.array([0.35, 0.27, 0.22, 0.16])
COURIER_SHARES = np.array([0.26, 0.20, 0.16, 0.13, 0.10, 0.08, 0.07])


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Parts of people by city and of orders by courier; least and most shops, ERPs, warehouses; how steep shops fall off."""

    cities: Floats
    couriers: Floats
    shops: tuple[int, int]
    erps: tuple[int, int]
    warehouses: tuple[int, int]
    fall: float  # exponent of Zipf's law of the shops' popularity


USUAL = Shape(
    cities=CITY_SHARES, couriers=COURIER_SHARES, shops=(320, 520), erps=(20, 30), warehouses=(60, 90), fall=0.8
)


def drawn(rng: np.random.Generator) -> Shape:
    """Two to six cities, four to ten couriers, 150 to 1,200 shops of any popularity from nearly even to very uneven."""
    shops, erps, warehouses = one(rng, 150, 1200), one(rng, 8, 60), one(rng, 25, 150)
    return Shape(
        cities=zipf(one(rng, 2, 6), 0.6),
        couriers=zipf(one(rng, 4, 10), 0.3 + 0.5 * float(rng.random())),
        shops=(shops, shops),
        erps=(erps, erps),
        warehouses=(warehouses, warehouses),
        fall=0.4 + 0.7 * float(rng.random()),
    )
