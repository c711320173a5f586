"""How far what is said of two persons speaks for their being one: each thing found, with its weight in bits.

Weights are log2 of how much likelier the finding is of one person than of two by chance (Fellegi and Sunter, 1969,
A theory for record linkage). How rare a name is, is told by the names at hand, and where they are too few to tell, by its
characters; a number by the digits that agree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz.fuzz import partial_ratio

from ingest.suggestions.rarity import CHARACTER, Rarity
from ingest.suggestions.trait import Trait, common

LAST, FIRST = 3.3, {"phone": 1.8, "id_number": 1.0}
"""Bits of a digit at the end of a number, and at its beginning, which says carrier or district and is shared by many."""
LEAST_DIGITS = 3
HOUSE = (4.0, 9.0, 14.0)
"""Bits of addresses that agree with no number in them, with one, with more."""
ALIKE, LEAST_CHARACTERS = 75, 6
OTHER_NAME = -8.0
_NUMBERS = re.compile(r"\d+")

Person = Mapping[str, tuple[Trait, ...]]
"""Traits by field."""
Compare = Callable[[Trait, Trait], "Finding | None"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that agrees or does not: a code of `graph.wording.suggestions`, both values, per cent alike, bits."""

    code: str
    a: Trait
    b: Trait
    alike: int
    bits: float


def findings(a: Person, b: Person, rarity: Rarity) -> tuple[Finding, ...] | None:
    """What speaks for and against two persons being one; None where two identity cards say that they are not."""
    cards = _best(a, b, "id_number", _numbers("id_number"))
    if cards is None and any(x.text and y.text for x, y in _pairs(a, b, "id_number")):
        return None
    names = _best(a, b, "name", lambda x, y: _names(x, y, rarity))
    found = (names, _best(a, b, "address", _addresses), _best(a, b, "phone", _numbers("phone")), cards)
    return tuple(one for one in found if one)


def _pairs(a: Person, b: Person, field: str) -> Iterator[tuple[Trait, Trait]]:
    return ((x, y) for x in a.get(field, ()) for y in b.get(field, ()))


def _best(a: Person, b: Person, field: str, compare: Compare) -> Finding | None:
    """The finding that says most for their being one."""
    found = [one for one in (compare(x, y) for x, y in _pairs(a, b, field)) if one]
    return max(found, key=lambda one: (one.bits, one.a.token, one.b.token), default=None)


def _names(x: Trait, y: Trait, rarity: Rarity) -> Finding | None:
    if x.token == y.token and x.told:
        return Finding("same_name", x, y, 100, rarity.name(x))
    if x.text is None or y.text is None:
        return None
    found = common(x, y)
    if found is None:
        return Finding("other_name", x, y, 0, OTHER_NAME)
    bits = rarity.surname(x.text) * (found.start > 0) + CHARACTER * found.end
    return Finding("name_fits", x, y, 100, bits) if bits else None


def _numbers(field: str) -> Compare:
    def compare(x: Trait, y: Trait) -> Finding | None:
        if x.numbered and y.numbered:
            return Finding(f"{field}_fits", x, y, 100, LAST * LEAST_DIGITS) if x.token == y.token else None
        found = common(x, y)
        if found is None or found.end < LEAST_DIGITS:
            return None
        return Finding(f"{field}_fits", x, y, 100, FIRST[field] * found.start + LAST * found.end)

    return compare


def _addresses(x: Trait, y: Trait) -> Finding | None:
    if x.token == y.token:
        bits = HOUSE[-1] if x.text is None else _house(_NUMBERS.findall(x.text))
        return Finding("same_address", x, y, 100, bits) if x.told else None
    if x.text is None or y.text is None or not (x.whole and y.whole):
        return None
    numbers = _NUMBERS.findall(x.text)
    if numbers != _NUMBERS.findall(y.text) or min(len(x.text), len(y.text)) < LEAST_CHARACTERS:
        return None
    alike = int(partial_ratio(x.text, y.text))
    return Finding("address_alike", x, y, alike, _house(numbers)) if alike >= ALIKE else None


def _house(numbers: list[str]) -> float:
    return HOUSE[min(len(numbers), len(HOUSE) - 1)]
