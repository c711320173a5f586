"""The people of the cities: where they live and how much they buy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ingest.simulation.chance import Floats, Ints, pick, whole
from ingest.simulation.network import BLOCKS, Network

FEWEST_PEOPLE, PEOPLE_A_VICTIM = 20_000, 12
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


def settle(rng: np.random.Generator, network: Network, cities: Floats, victims: int) -> Crowd:
    """Everybody who could be called, many more than will be; `cities`: their parts by city."""
    people = max(FEWEST_PEOPLE, PEOPLE_A_VICTIM * victims)
    region = pick(rng, cities, people)
    further = np.floor(-FURTHER_ORDERS * np.log1p(-rng.random(people))).astype(np.int64)
    return Crowd(
        region=region,
        district=region * network.districts + whole(rng, 0, network.districts - 1, people),
        block=whole(rng, 0, BLOCKS - 1, people),
        activity=np.minimum(FEWEST_ORDERS + further, MOST_ORDERS),
    )
