"""Who sells and who serves the shops: platforms, merchants, ERPs, label vendors, warehouses, couriers under contract."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ingest.simulation.chance import Floats, Ints, one, pick, shuffled, zipf

PLATFORM_SHARES = np.array([0.37, 0.24, 0.16, 0.12, 0.06, 0.03, 0.02])
COURIER_SHARES = np.array([0.26, 0.20, 0.16, 0.13, 0.10, 0.08, 0.07])
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


def open_shops(rng: np.random.Generator, hot: float = 0.0) -> Shops:
    """Shops of a size drawn from the seed; `hot` is the share of orders that one shop takes on top of its own."""
    counts = {
        "platform": len(PLATFORM_SHARES), "merchant": one(rng, 320, 520), "erp": one(rng, 20, 30),
        "label_vendor": one(rng, 14, 20), "warehouse": one(rng, 60, 90), "courier": len(COURIER_SHARES),
        "courier_account": len(COURIER_SHARES) * ACCOUNTS, "credit_product": 4,
    }  # fmt: skip
    shops = counts["merchant"]
    popularity = zipf(shops, 0.8)[shuffled(rng, np.arange(shops))]
    if hot:
        popularity = popularity * (1 - hot)
        popularity[one(rng, 0, shops - 1)] += hot
    erp = np.concatenate([[LARGE_ERP], (1 - LARGE_ERP) * zipf(counts["erp"] - 1, 0.6)])
    courier = np.stack([pick(rng, COURIER_SHARES, shops), pick(rng, COURIER_SHARES, shops)], axis=1)
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
