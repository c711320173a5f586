"""The track of a part of the parcels, four to eight scans each."""

from __future__ import annotations

import numpy as np

from ingest.simulation.calendar import written
from ingest.simulation.case import Case
from ingest.simulation.chance import flags

TRACKED = 0.15
"""Part of the parcels of which the track is at hand."""
NOT_SCANNED = 0.25
"""Part of the scans that may be left out which are."""
TRACK = (
    ("pickup", "pickup_site", "pickup", True), ("depart", "pickup_site", "depart", False), ("arrive", "hub", "hub", True),
    ("arrive", "branch", "branch", False), ("deliver", "branch", "deliver", True), ("station", "station", "deliver", False),
    ("sign", "branch", "sign", True),
)  # fmt: skip
"""Type of the scan, kind of its site, step of the parcel at that time, whether it is always there."""


def scans(rng: np.random.Generator, case: Case) -> list[dict[str, str]]:
    """One row a scan, parcel by parcel."""
    tracked = flags(rng, TRACKED, len(case.numbers))
    return [
        scan
        for (row, (_, waybill_no)), here in zip(case.numbers.items(), tracked, strict=True)
        if here
        for scan in _track(rng, case, row, waybill_no)
    ]


def _track(rng: np.random.Generator, case: Case, row: int, waybill_no: str) -> list[dict[str, str]]:
    out = []
    for (scan_type, kind, step, always), left_out in zip(TRACK, flags(rng, NOT_SCANNED, len(TRACK)), strict=True):
        if always or not left_out:
            out.append({
                "waybill_no": waybill_no,
                "scan_type": scan_type,
                "site": case.economy.names[kind][case.orders.holder[kind][row]],
                "scanned_at": written(case.orders.times[step][row]),
            })  # fmt: skip
    return out
