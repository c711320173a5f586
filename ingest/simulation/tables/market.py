"""What is known of the market: who serves a shop, and published shares of the largest kinds of holder."""

from __future__ import annotations

import numpy as np

from ingest.simulation.case import Case
from ingest.simulation.chance import flags

PUBLISHED = ("courier", "erp", "platform")
OFF = 0.1
"""Most that a published share is off, as a part of it."""


def merchants(rng: np.random.Generator, case: Case) -> list[dict[str, str]]:
    """One row a shop at which anybody in the case ordered, but for those a family does not know of."""
    shops, names = case.economy.shops, case.economy.names
    visited = np.unique(case.orders.holder["merchant"][list(case.numbers)])
    known = visited[~flags(rng, case.family.missing, len(visited))]
    rows = [
        {
            "merchant": names["merchant"][shop],
            "erp": names["erp"][shops.erp[shop]],
            "label_vendor": names["label_vendor"][shops.label_vendor[shop]],
            "warehouse": names["warehouse"][shops.warehouse[shop]],
            "platform": names["platform"][shops.platform[shop]],
            "valid_from": "2023-01-01",
            "valid_to": "",
        }
        for shop in known.tolist()
    ]
    return sorted(rows, key=lambda row: row["merchant"])


def shares(rng: np.random.Generator, case: Case) -> list[dict[str, str]]:
    """One row a courier, order software and platform: about its share of all orders."""
    rows = []
    for kind in PUBLISHED:
        names, holder = case.economy.names[kind], case.orders.holder[kind]
        share = np.bincount(holder, minlength=len(names)) / len(holder)
        printed = share * (1 + OFF * (2 * rng.random(len(names)) - 1))
        rows += [
            {"holder_kind": kind, "holder": name, "share": f"{value:.5f}", "source": "行业报告（虚构）"}
            for name, value in zip(names, printed.tolist(), strict=True)
        ]
    return rows
