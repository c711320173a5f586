"""How often suggestions are right, on invented people of whom a platform's export shows only a part."""

from __future__ import annotations

import hashlib

import numpy as np
import polars as pl
import pytest

from ingest.masking import mask
from ingest.simulation.names import CITIES, DISTRICTS, address, person
from ingest.suggestions import suggest
from ingest.suggestions.traits import TRAITS

Row = tuple[str, str, str, str | None]


def token(letter: str, value: str) -> str:
    """Equal values, equal tokens."""
    return f"{letter}:{hashlib.sha256(value.encode()).hexdigest()[:32]}"


def written_otherwise(rng: np.random.Generator, place: str) -> str:
    """An address as another form has it."""
    ways = (place, place[3:], place.replace("号", "-").replace("栋", "-").replace("室", ""), f"{place}(放驿站)")
    return ways[int(rng.integers(0, len(ways)))]


def exports(rng: np.random.Generator, people: int) -> tuple[list[Row], set[tuple[str, str]]]:
    """People with name, number, address; a fifth live with the one before; two in five have an account elsewhere too."""
    rows: list[Row] = []
    truth: set[tuple[str, str]] = set()
    before = ("", "")
    for n in range(people):
        name, home = person(rng), address(rng, CITIES[n % 6] + DISTRICTS[n % 8])
        if n and rng.random() < 0.2:
            name, home = before[0][0] + name[1:], before[1]
        before = (name, home)
        phone = f"1{3 + 2 * (n % 4)}{int(rng.integers(0, 10**9)):09}"
        a, b = f"p:a{n:05}", f"p:b{n:05}"
        rows += [(a, "name", token("s", name), name), (a, "phone", token("h", phone), mask(phone, "phone")), (a, "address", token("s", home), home)]  # fmt: skip
        if rng.random() < 0.4:
            truth.add((a, b))
            shown, other = f"{name[0]}*" if rng.random() < 0.5 else name, written_otherwise(rng, home)
            rows.append((b, "name", token("s", shown), shown))
            if rng.random() < 0.6:
                rows.append((b, "phone", token("s", mask(phone, "phone")), mask(phone, "phone")))
            if rng.random() < 0.6:
                rows.append((b, "address", token("s", other), other))
    return rows, truth


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_most_suggestions_are_right_and_those_that_are_likely_nearly_always(seed: int) -> None:
    """Of those who can be told at all, most are found: a masked name alone tells nobody."""
    rows, truth = exports(np.random.default_rng(seed), 600)
    traits = pl.DataFrame(rows, schema=TRAITS, orient="row").sort("person", "field", "token")
    told = suggest(traits, traits["person"].filter(traits["person"].str.starts_with("p:a")).unique(), most=10_000)
    found = {(one.a, one.b): one.score for one in told.suggestions}
    likely = {pair for pair, score in found.items() if score >= 0.9}

    assert len(likely & truth) >= 0.97 * len(likely)
    assert len(found.keys() & truth) >= 0.7 * len(found)
    assert len(found.keys() & truth) >= 0.7 * len(truth)
