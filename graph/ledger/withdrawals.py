"""Imports taken back, as the ledger tells: an entry withdraws one, another brings it back, and the last of them counts."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field

from graph.ledger.chain import LEDGER, entries

WITHDRAWN, BROUGHT_BACK = "withdrawn", "brought back"
"""What such an entry is called. Its body: `run`, `reason`, and `instead`, see `Withdrawals`."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Who took an import back, when (UTC, ISO) and why; `entry` is its number in the ledger."""

    entry: int
    at: str
    who: str
    reason: str


@dataclass(frozen=True, slots=True)
class Withdrawals:
    """Runs that do not count, each with the entry that says so.

    `instead`, by kind and run, is the entry that recorded the file of facts that is read in place of the run's own: rows
    that several imports hold count once, as the first that stands has them, so what a run adds depends on which do.
    """

    of: dict[str, Withdrawal] = field(default_factory=dict)
    instead: dict[str, dict[str, int]] = field(default_factory=dict)


def withdrawals(db: sqlite3.Connection) -> Withdrawals:
    """What is withdrawn now. DamagedWorkspace where the ledger is not what was recorded."""
    of: dict[str, Withdrawal] = {}
    instead: dict[str, dict[str, int]] = {}
    for one in entries(db, LEDGER):
        if one.what == WITHDRAWN:
            of[one.body["run"]] = Withdrawal(one.seq, one.at, one.who, one.body["reason"])
        elif one.what == BROUGHT_BACK:
            del of[one.body["run"]]
        else:
            continue
        instead = one.body["instead"]
    return Withdrawals(of, instead)
