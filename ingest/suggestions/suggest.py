"""Traits to suggestions: who may be one person, how likely, and what speaks for it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from ingest.suggestions.alike import Finding, Person, findings
from ingest.suggestions.blocks import pairs
from ingest.suggestions.rarity import Rarity
from ingest.suggestions.trait import Trait

LEAST = 0.5
MOST = 200
"""Suggestions that are listed; how many more there are is said."""
COMPARED = 200_000
"""Pairs that are compared at most."""
HOUSEHOLD = {"same_address", "address_alike", "name_fits", "other_name"}
"""What says no more of one person than of two who live together; a name alone says no more than of namesakes."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two persons who may be one: `score`, the chance by what is said of them (0 to 1), and what that is."""

    a: str
    b: str
    score: float
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Suggested:
    """The best suggestions, how many more there are, and what was not looked at: pairs, keys too common, who has them."""

    suggestions: tuple[Suggestion, ...]
    more: int
    not_compared: int
    keys_left_out: int
    persons_left_out: int


def suggest(
    traits: pl.DataFrame, wanted: pl.Series, apart: Iterable[frozenset[str]] = (), most: int = MOST
) -> Suggested:
    """Who may be one person with one of those `wanted`, the likeliest first; ties by pseudonym.

    `traits`: what is said of everybody (`traits.TRAITS`); `apart`: pairs of persons about whom somebody has decided.
    """
    told = pairs(traits, wanted)
    decided = set(apart)
    people = _people(traits, told.pairs.head(COMPARED))
    rarity = Rarity(Trait(token, text) for token, text in _names(traits))
    prior = math.log2(max(2, traits["person"].n_unique()))
    found = [
        one
        for a, b in told.pairs.head(COMPARED).iter_rows()
        if frozenset((a, b)) not in decided and (one := _weighed(a, b, people, rarity, prior))
    ]
    found.sort(key=lambda one: (-round(one.score, 9), one.a, one.b))
    more, not_compared = max(0, len(found) - most), max(0, told.pairs.height - COMPARED)
    return Suggested(tuple(found[:most]), more, not_compared, told.keys_left_out, told.persons_left_out)


def _weighed(a: str, b: str, people: Mapping[str, Person], rarity: Rarity, prior: float) -> Suggestion | None:
    """A pair with its chance; None where it is less likely than not."""
    found = findings(people[a], people[b], rarity)
    if not found:
        return None
    bits = sum(one.bits for one in found) - prior
    codes = {one.code for one in found}
    if codes <= HOUSEHOLD or codes == {"same_name"}:
        bits = min(bits, *(min(0.0, one.bits) for one in found))
    score = 1 / (1 + 2.0**-bits)
    return Suggestion(a, b, score, found) if score >= LEAST else None


def _people(traits: pl.DataFrame, told: pl.DataFrame) -> dict[str, Person]:
    """What is said of the persons to compare."""
    compared = pl.concat([told["a"], told["b"]]).unique().alias("person").to_frame()
    rows = traits.join(compared, on="person", how="semi", maintain_order="left")
    people: dict[str, dict[str, tuple[Trait, ...]]] = {}
    for person, field, token, text in rows.iter_rows():
        mine = people.setdefault(person, {})
        mine[field] = (*mine.get(field, ()), Trait(token, text))
    return dict(people)


def _names(traits: pl.DataFrame) -> Iterator[tuple[str, str | None]]:
    yield from traits.filter(pl.col("field") == "name").select("token", "text").iter_rows()
