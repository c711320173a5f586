"""What a kind of record tells by several columns together, before each column is read."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from graph.schema import RECORDS
from ingest.formats import Format
from ingest.rows import calls, orders, routes, transfers, victims, waybills
from ingest.rows.exports import from_format, with_someone
from ingest.rows.moments import DATE, complete_moments

_DAY = frozenset((DATE,))

MADE_OF: dict[str, dict[frozenset[str], tuple[str, ...]]] = {
    "calls": {frozenset((calls.OWN, calls.PEER, "direction")): ("calling_number", "phone"), _DAY: ("call_time",)},
    "orders": {_DAY: ("order_time",)},
    "scans": {frozenset((routes.CONTEXT,)): ("scan_type", "site"), _DAY: ("scanned_at",)},
    "transfers": {frozenset((transfers.OWN, transfers.PEER)): ("from_account", "to_account"), _DAY: ("paid_at",)},
    "victims": {frozenset((victims.INCIDENT,)): ("first_contact",)},
}
"""By kind: what the columns that are given make of those a kind requires."""
_COMPLETED: dict[str, Callable[[pl.DataFrame], pl.DataFrame]] = {
    "calls": calls.complete_calls,
    "orders": orders.complete_orders,
    "scans": routes.complete_scans,
    "transfers": transfers.complete_transfers,
    "victims": victims.complete_victims,
    "waybills": waybills.complete_waybills,
}


def completed(kind: str, texts: pl.DataFrame, format_: Format | None) -> pl.DataFrame:
    """The texts of a table's known columns with those that its kind and its format complete.

    Columns beginning with "_" belong to no record; what they say ends in columns that do.
    """
    whole = complete_moments(kind, texts)
    done = _COMPLETED[kind](whole) if kind in _COMPLETED else whole
    if format_ is not None:
        done = from_format(done, format_)
    return with_someone(done, RECORDS[kind].tokens) if RECORDS[kind].needs_person else done
