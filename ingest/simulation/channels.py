"""Ways in which data leaves a holder: what is taken, how long before it is used, what the caller then knows.

Kinds and lags follow cases reported in the press; no statistics of lags are published, so these are assumptions.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.simulation.calendar import DAY, HOUR, MINUTE

LABEL = ("name", "phone", "address", "waybill_no")
TRADE = ("name", "phone", "address", "waybill_no", "item", "order_no", "price")
ELSEWHERE = ("name", "phone", "id_number", "school", "credit_limit", "bank_card")
"""What lists of students and borrowers hold: no order is known to them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One way; lags in days (Gamma of shape 2) and their least and most in seconds, days of the leak's window."""

    kind: str
    fields: tuple[str, ...]
    lag: float
    least: int = HOUR
    most: int = 80 * DAY
    window: tuple[int, int] = (14, 40)
    from_labels: bool = True  # what was taken is what labels show: nothing where they show a virtual number
    largest: float = 0.08  # share of orders of a holder from which on it is a decoy


CHANNELS = {
    "warehouse": Channel(kind="warehouse", fields=(*LABEL, "item"), lag=1.6, least=3 * HOUR, most=4 * DAY),
    "erp": Channel(kind="erp", fields=TRADE, lag=8, least=10 * MINUTE, most=60 * DAY, from_labels=False, largest=0.12),
    "courier_account": Channel(
        kind="courier_account", fields=LABEL, lag=1.5, least=HOUR, most=3 * DAY, from_labels=False
    ),
    "courier_person": Channel(kind="courier_person", fields=LABEL, lag=16, least=6 * HOUR, window=(50, 80)),
    "merchant": Channel(kind="merchant", fields=TRADE, lag=9, from_labels=False),
    "branch": Channel(kind="branch", fields=LABEL, lag=9, least=6 * HOUR, window=(20, 45)),
    "pickup_site": Channel(kind="pickup_site", fields=LABEL, lag=7),
    "courier": Channel(kind="courier", fields=LABEL, lag=9, from_labels=False, largest=0.24),
}
"""By kind of holder: a trojan on the label computer of an origin warehouse; an order software; a rented account of a
courier; somebody who photographs labels while delivering; an insider of a shop; a branch; a pickup site; a company."""
