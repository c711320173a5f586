"""The people of the cities: where they live and how much they buy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ingest.simulation.chance import Ints, pick, whole
from ingest.simulation.network import BLOCKS, Network

PEOPLE = 20_000
CITY_SHARES = np.array([0.35, 0.27, 0.22, 0.16])
FEWEST_ORDERS, MOST_ORDERS = 10, 40
FURTHER_ORDERS = 5.0
"""Orders a person places beyond the fewest, on average."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """One entry a person: where she lives, and how many orders she places in the period."""

    region: Ints
    district: Ints
    block: Ints
    activity: Ints


def settle(rng: np.random.Generator, network: Network) -> Crowd:
    """Everybody who could be called."""
    region = pick(rng, CITY_SHARES, PEOPLE)
    further = np.floor(-FURTHER_ORDERS * np.log1p(-rng.random(PEOPLE))).astype(np.int64)
    return Crowd(
        region=region,
        district=region * network.districts + whole(rng, 0, network.districts - 1, PEOPLE),
        block=whole(rng, 0, BLOCKS - 1, PEOPLE),
        activity=np.minimum(FEWEST_ORDERS + further, MOST_ORDERS),
    )
