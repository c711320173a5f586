"""Orders and waybills of everybody in the case."""

from __future__ import annotations

import numpy as np

from ingest.simulation.calendar import written
from ingest.simulation.case import Case
from ingest.simulation.chance import flags, one
from ingest.simulation.names import GOODS

OFTEN_MISSING = ("erp", "warehouse", "pickup_site", "courier_person")
"""Holders that a family with missing records does not know of a part of the orders."""

OF_ORDER = ("platform", "merchant", "erp", "label_vendor", "warehouse", "credit_product")
OF_WAYBILL = ("courier", "courier_account", "pickup_site", "hub", "branch", "courier_person", "station")


def orders_and_waybills(rng: np.random.Generator, case: Case) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """One row an order and one a parcel, by order time."""
    orders, waybills = [], []
    for row, (order_no, waybill_no) in case.numbers.items():
        held = _held(rng, case, row)
        private = "true" if case.orders.private[row] else "false"
        orders.append(_order(rng, case, row, order_no) | {k: held[k] for k in OF_ORDER}
                      | {"waybill_no": waybill_no, "privacy_label": private})  # fmt: skip
        waybills.append({"waybill_no": waybill_no, "order_no": order_no} | {k: held[k] for k in OF_WAYBILL}
                        | _times(case, row) | {"privacy_label": private})  # fmt: skip
    return orders, waybills


def _held(rng: np.random.Generator, case: Case, row: int) -> dict[str, str]:
    """Who held an order, by kind; empty where there was nobody or nobody knows."""
    held = {}
    for kind, holder in case.orders.holder.items():
        known = holder[row] >= 0 and not (kind in OFTEN_MISSING and flags(rng, case.family.missing, 1)[0])
        held[kind] = case.economy.names[kind][holder[row]] if known else ""
    return held


def _order(rng: np.random.Generator, case: Case, row: int, order_no: str) -> dict[str, str]:
    who = case.people[int(case.orders.person[row])]
    return {
        "person_id": who.person_id,
        "account": who.account,
        "order_no": order_no,
        "order_time": written(case.orders.times["placed"][row]),
        "paid_at": written(case.orders.times["paid"][row]),
        "item": f"{GOODS[one(rng, 0, len(GOODS) - 1)]}{one(rng, 100, 999)}",
        "price": f"{10 ** (1 + 1.6 * float(rng.random())):.2f}",
    }


def _times(case: Case, row: int) -> dict[str, str]:
    steps = {"label_time": "label", "shipped_at": "pickup", "signed_at": "sign"}
    return {column: written(case.orders.times[step][row]) for column, step in steps.items()}
