"""A case as tables of text, one a record kind, with the canonical columns of the schema."""

from __future__ import annotations

import numpy as np

from ingest.simulation.case import Case
from ingest.simulation.tables.calls import calls, lines
from ingest.simulation.tables.market import merchants, shares
from ingest.simulation.tables.orders import orders_and_waybills
from ingest.simulation.tables.people import comparisons, victims
from ingest.simulation.tables.scans import scans

Tables = dict[str, list[dict[str, str]]]


def tabulate(rng: np.random.Generator, case: Case) -> Tables:
    """All tables of a case, by record kind; every row of a table has the same columns."""
    orders, waybills = orders_and_waybills(rng, case)
    return {
        "victims": victims(rng, case),
        "comparisons": comparisons(case),
        "orders": orders,
        "waybills": waybills,
        "scans": scans(rng, case),
        "merchants": merchants(rng, case),
        "calls": calls(case),
        "lines": lines(case),
        "shares": shares(rng, case),
    }
