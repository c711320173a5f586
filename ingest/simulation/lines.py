"""The calling side: gangs, their lines and numbers, and the calls they make."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ingest.simulation import names
from ingest.simulation.calendar import DAY, HOUR, MINUTE
from ingest.simulation.chance import distinct, one, whole
from ingest.simulation.numbers import STRANGERS_MOBILE, calling_number, landline, mobiles
from ingest.simulation.series import Series

FURTHER_GANGS = 2
"""Gangs beside the buyers of each leak's data; they call the other victims."""
LINES_OF_A_GANG, NUMBERS_OF_A_GANG = 3, 6
STRANGERS = 1_100
"""People one line dials on its busiest day."""


@dataclass(frozen=True, slots=True)
class Line:
    """A broadband account that numbers hang on, opened `days_open` before the first call over it."""

    broadband_account: str
    installer: str
    gateway: str
    owner: str
    address: str
    days_open: int


@dataclass(frozen=True, slots=True)
class Number:
    """A calling number, its class, and its line where that is known."""

    number: str
    line_type: str
    line: Line | None


@dataclass(frozen=True, slots=True)
class Call:
    """One call, to a victim (index in the series) or a stranger (telephone)."""

    number: Number
    victim: int | None
    stranger: str
    second: int
    duration: int


def make_calls(rng: np.random.Generator, series: Series, *, dialler: bool) -> list[Call]:
    """All calls by time: one to three a victim, and with `dialler` one line's busiest day."""
    gangs = [_gang(rng, f"G{i}") for i in range(len(series.leaks) + FURTHER_GANGS)]
    calls = []
    for i, victim in enumerate(series.victims):
        buyer = victim.source if victim.source >= 0 else len(series.leaks) + one(rng, 0, FURTHER_GANGS - 1)
        for attempt in range(one(rng, 1, 3)):
            number = gangs[buyer][one(rng, 0, NUMBERS_OF_A_GANG - 1)]
            later = 0 if attempt == 0 else one(rng, 5 * MINUTE, 20 * HOUR)
            calls.append(Call(number, i, "", victim.call + later, one(rng, 240, 5400)))
    if dialler:
        calls += _busiest_day(rng, gangs[0][0], min(victim.call for victim in series.victims))
    return sorted(calls, key=lambda call: (call.second, call.number.number, call.stranger))


def _gang(rng: np.random.Generator, name: str) -> list[Number]:
    """The numbers of a gang, the first one a landline."""
    lines = _lines(rng, name)
    numbers = [Number(landline(rng), "landline", lines[0])]
    while len(numbers) < NUMBERS_OF_A_GANG:
        number, kind = calling_number(rng)
        hangs = kind in {"landline", "virtual_operator", "mobile"}
        numbers.append(Number(number, kind, lines[one(rng, 0, len(lines) - 1)] if hangs else None))
    return numbers


def _lines(rng: np.random.Generator, name: str) -> list[Line]:
    """A gang's lines: put in at one address by one or two installers, dialled through one gateway."""
    installers = [f"装维{n}" for n in distinct(rng, 1000, 9999, one(rng, 1, 2)).tolist()]
    gateway = f"GW-{name}-{one(rng, 100_000, 999_999)}"
    home = names.address(rng, names.CITIES[one(rng, 0, 3)])
    accounts = [f"KD{n}" for n in distinct(rng, 10**8, 10**9 - 1, LINES_OF_A_GANG).tolist()]
    return [
        Line(account, installers[i % len(installers)], gateway, names.person(rng), home, one(rng, 14, 35))
        for i, account in enumerate(accounts)
    ]


def _busiest_day(rng: np.random.Generator, number: Number, near: int) -> list[Call]:
    start = near - near % DAY + 8 * HOUR
    times = start + whole(rng, 0, 12 * HOUR, STRANGERS)
    length = whole(rng, 3, 28, STRANGERS)
    phones = mobiles(rng, STRANGERS, STRANGERS_MOBILE)
    rows = zip(phones, times.tolist(), length.tolist(), strict=True)
    return [Call(number, None, phone, second, duration) for phone, second, duration in rows]
