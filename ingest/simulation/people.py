"""The people of the cities: where they live and how much they buy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ingest.simulation.chance import Ints, pick, whole
from ingest.simulation.network import BLOCKS, Network

FEWEST_PEOPLE, PEOPLE_A_VICTIM = 20_000, 12
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


def settle(rng: np.random.Generator, network: Network, victims: int) -> Crowd:
    """Everybody who could be called, many more than will be."""
    people = max(FEWEST_PEOPLE, PEOPLE_A_VICTIM * victims)
    region = pick(rng, CITY_SHARES, people)
    further = np.floor(-FURTHER_ORDERS * np.log1p(-rng.random(people))).astype(np.int64)
    return Crowd(
        region=region,
        district=region * network.districts + whole(rng, 0, network.districts - 1, people),
        block=whole(rng, 0, BLOCKS - 1, people),
        activity=np.minimum(FEWEST_ORDERS + further, MOST_ORDERS),
    )
