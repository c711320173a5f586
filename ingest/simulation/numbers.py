"""Numbers of people, orders, parcels and telephones, none of which is anybody's.

Mobiles lie in segments nobody was given, landlines have the area code 0978, which is well-formed and of no place,
overseas numbers lie in the ranges that the United States and the United Kingdom keep for fiction, identity cards are of
people born in 1900.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from ingest.simulation.chance import Ints, distinct, one, pick

MOBILE = (1960020, 1960021, 1960022, 1920892, 1920893)
STRANGERS_MOBILE, CALLERS_MOBILE = (1900000, 1930000), (1920894,)
VIRTUAL_OPERATOR = (1709090, 1709091, 1709092)
AREA_CODE = "0978"
MIX = {
    "landline": 0.55,
    "virtual_operator": 0.15,
    "service_95": 0.08,
    "overseas": 0.07,
    "irregular": 0.05,
    "mobile": 0.10,
}
"""Classes of calling numbers and their parts."""


def mobiles(rng: np.random.Generator, count: int, segments: tuple[int, ...] = MOBILE) -> list[str]:
    """Different mobile numbers."""
    return [
        f"{segments[n // 10_000]}{n % 10_000:04d}" for n in distinct(rng, 0, len(segments) * 10_000 - 1, count).tolist()
    ]


def landline(rng: np.random.Generator) -> str:
    """A landline, area code first."""
    return f"{AREA_CODE}{one(rng, 2_000_000, 8_999_999)}"


def calling_number(rng: np.random.Generator) -> tuple[str, str]:
    """A number that calls and its class, the classes mixed as in `MIX`."""
    kind = list(MIX)[int(pick(rng, np.array(list(MIX.values())), 1)[0])]
    return _number_of(rng, kind), kind


def _number_of(rng: np.random.Generator, kind: str) -> str:
    """A number of a class of `MIX`."""
    match kind:
        case "landline":
            return landline(rng)
        case "virtual_operator":
            return mobiles(rng, 1, VIRTUAL_OPERATOR)[0]
        case "service_95":
            return f"95000{one(rng, 100, 99_999)}"
        case "overseas":
            british = one(rng, 0, 1) == 1
            return f"+447700900{one(rng, 0, 999):03d}" if british else f"+1202555{one(rng, 100, 199):04d}"
        case "irregular":
            return f"{AREA_CODE}{one(rng, 2 * 10**8, 9 * 10**8)}"
        case _:
            return mobiles(rng, 1, CALLERS_MOBILE)[0]


def id_numbers(rng: np.random.Generator, count: int) -> list[str]:
    """Different identity card numbers with their check character (GB 11643, ISO 7064 MOD 11-2)."""
    bodies = []
    for n in distinct(rng, 0, 365 * 999 - 1, count).tolist():
        born = date(1900, 1, 1) + timedelta(days=n // 999)
        bodies.append(f"110101{born:%Y%m%d}{n % 999 + 1:03d}")
    return [body + check_character(body) for body in bodies]


def check_character(body: str) -> str:
    """The eighteenth character of an identity card number, of its first seventeen digits."""
    total = sum(int(digit) * pow(2, 17 - i, 11) for i, digit in enumerate(body))
    return "10X98765432"[total % 11]


def order_numbers(rng: np.random.Generator, days: list[date], platforms: Ints) -> list[str]:
    """Different order numbers; every third platform begins them with the day, as one of the large ones does."""
    tails = distinct(rng, 10**14, 10**15 - 1, len(days)).tolist()
    return [
        f"{day:%y%m%d}-{tail}" if platform % 3 == 1 else f"{600 + platform}{tail}"
        for day, tail, platform in zip(days, tails, platforms.tolist(), strict=True)
    ]


def waybill_numbers(rng: np.random.Generator, couriers: Ints) -> list[str]:
    """Different waybill numbers; the letters tell the courier."""
    tails = distinct(rng, 10**11, 10**12 - 1, len(couriers)).tolist()
    return [f"X{chr(ord('A') + courier)}{tail}" for courier, tail in zip(couriers.tolist(), tails, strict=True)]
