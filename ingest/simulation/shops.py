"""Who sells and who serves the shops: platforms, merchants, ERPs, label vendors, warehouses, couriers under contract."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ingest.simulation.chance import Floats, Ints, one, pick, shuffled, zipf
from ingest.simulation.shape import Shape

PLATFORM_SHARES = np.array([0.37, 0.24, 0.16, 0.12, 0.06, 0.03, 0.02])
LARGE_ERP = 0.30
"""Part of the shops that use the largest order software: shared by many victims, and no more than that."""
ACCOUNTS = 14
"""System accounts of a courier under which labels are issued, each for several shops."""


@dataclass(frozen=True, slots=True)
class Shops:
    """One entry a merchant: how often people buy there and who serves it, by index of the kind."""

    popularity: Floats
    platform: Ints
    erp: Ints
    label_vendor: Ints
    warehouse: Ints
    courier: Ints  # merchants × 2: the usual contract and the other one
    account: Ints  # merchants × 2: the courier account of each contract
    counts: dict[str, int]  # holders of each of these kinds


def open_shops(rng: np.random.Generator, shape: Shape, hot: float = 0.0) -> Shops:
    """Shops of a number drawn within the shape; `hot` is the share of orders that one shop takes on top of its own."""
    counts = {
        "platform": len(PLATFORM_SHARES), "merchant": one(rng, *shape.shops), "erp": one(rng, *shape.erps),
        "label_vendor": one(rng, 14, 20), "warehouse": one(rng, *shape.warehouses), "courier": len(shape.couriers),
        "courier_account": len(shape.couriers) * ACCOUNTS, "credit_product": 4,
    }  # fmt: skip
    shops = counts["merchant"]
    popularity = zipf(shops, shape.fall)[shuffled(rng, np.arange(shops))]
    if hot:
        popularity = popularity * (1 - hot)
        popularity[one(rng, 0, shops - 1)] += hot
    erp = np.concatenate([[LARGE_ERP], (1 - LARGE_ERP) * zipf(counts["erp"] - 1, 0.6)])
    courier = np.stack([pick(rng, shape.couriers, shops), pick(rng, shape.couriers, shops)], axis=1)
    return Shops(
        popularity=popularity,
        platform=pick(rng, PLATFORM_SHARES, shops),
        erp=pick(rng, erp, shops),
        label_vendor=pick(rng, zipf(counts["label_vendor"], 0.5), shops),
        warehouse=pick(rng, zipf(counts["warehouse"], 0.4), shops),
        courier=courier,
        account=courier * ACCOUNTS + pick(rng, np.ones(ACCOUNTS), 2 * shops).reshape(shops, 2),
        counts=counts,
    )
