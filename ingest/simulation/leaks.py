"""Planting a leak: a holder, a window of days, the orders taken in it, and when each of them is used for a call."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ingest.simulation.calendar import DAY, DAYS, END, office_hours
from ingest.simulation.chance import Flags, Ints, gamma2, one, pick, shuffled, whole
from ingest.simulation.channels import CHANNELS, Channel
from ingest.simulation.families import Family
from ingest.simulation.orders import Orders

EARLIEST = 85
"""No leak begins before this day, so that victims have a history before it."""
ROOM = 1.5
"""A holder can be the source of n victims when it had the data of this many times n people in the window."""


@dataclass(frozen=True, slots=True)
class Leak:
    """What left a holder: `row` is the leaked order of each victim, `call` when she was called first."""

    channel: Channel
    holder: int
    row: Ints
    call: Ints


def plant(rng: np.random.Generator, orders: Orders, family: Family, *, kind: str, wanted: int, allowed: Flags) -> Leak:
    """A leak of about `wanted` victims among the people `allowed`, by the channel of this kind."""
    channel = CHANNELS[kind]
    first, last = _window(rng, channel, family)
    seen, holder = orders.seen(kind), orders.holder[kind]
    taken = (seen >= first) & (seen < last) & allowed[orders.person] & ~(orders.private & channel.from_labels)
    rows = np.flatnonzero(taken)
    call = office_hours(rng, _use(rng, seen[rows], last, channel, family))
    rows, call = rows[call < END], call[call < END]
    source = _holder(rng, orders, kind, rows, wanted)
    chosen = shuffled(rng, np.flatnonzero(holder[rows] == source))
    _, once = np.unique(orders.person[rows[chosen]], return_index=True)
    victims = chosen[np.sort(once)[:wanted]]
    return Leak(channel=channel, holder=source, row=rows[victims], call=call[victims])


def _window(rng: np.random.Generator, channel: Channel, family: Family) -> tuple[int, int]:
    days = one(rng, *(family.window or channel.window))
    latest = DAYS - days - round(min(family.lag or channel.lag, 14))
    first = one(rng, min(EARLIEST, latest), max(EARLIEST, latest)) if latest > EARLIEST else max(latest, 0)
    return first * DAY, (first + days) * DAY


def _use(rng: np.random.Generator, seen: Ints, last: int, channel: Channel, family: Family) -> Ints:
    if family.at_once:
        return last + whole(rng, DAY, 12 * DAY, len(seen))
    most = channel.most if family.lag is None else 80 * DAY
    lag = gamma2(rng, family.lag or channel.lag, len(seen)) * DAY
    return seen + np.clip(lag, channel.least, most).astype(np.int64)


def _holder(rng: np.random.Generator, orders: Orders, kind: str, rows: Ints, wanted: int) -> int:
    """A holder with room for the victims that is no decoy; the one with most people where none has room."""
    everywhere = orders.holder[kind]
    share = np.bincount(everywhere) / len(everywhere)
    pairs = np.unique(np.stack([everywhere[rows], orders.person[rows]]), axis=1)
    people = np.bincount(pairs[0], minlength=len(share)) * (share <= CHANNELS[kind].largest)
    room = np.flatnonzero(people >= ROOM * wanted)
    return int(room[pick(rng, np.ones(len(room)), 1)[0]]) if len(room) else int(people.argmax())
