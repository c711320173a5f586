"""Which persons are looked at together: only those that share a key, so that no pair is made of everybody with everybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from ingest.suggestions.trait import NUMBERS, STAR

LARGEST = 50
"""Persons who share a key, from which on the key says too little: they are left out, and it is said how many."""
FIRST, LAST = 3, 4
_DIGITS = re.compile(r"\d+")
BLOCKS = pl.Schema({"person": pl.String, "key": pl.String})
PAIRS = pl.Schema({"a": pl.String, "b": pl.String})


@dataclass(frozen=True, slots=True)
class Pairs:
    """Persons to compare (columns `a`, `b`, a < b, sorted), and how many keys were too common and how many shared them."""

    pairs: pl.DataFrame
    keys_left_out: int
    persons_left_out: int


def pairs(traits: pl.DataFrame, wanted: pl.Series) -> Pairs:
    """The pairs with at least one of the persons `wanted` in them, of whom the traits (`traits.TRAITS`) are given."""
    rows = [(person, key) for person, field, token, text in traits.iter_rows() for key in keys(field, token, text)]
    blocks = pl.DataFrame(rows, schema=BLOCKS, orient="row").unique()
    size = pl.len().over("key")
    asked = wanted.alias("person").unique().to_frame().with_columns(wanted=pl.lit(value=True))
    blocks = blocks.join(asked, on="person", how="left").with_columns(pl.col("wanted").fill_null(value=False))
    blocks = blocks.filter(size > 1, pl.col("wanted").any().over("key"))
    large, small = blocks.filter(pl.len().over("key") > LARGEST), blocks.filter(pl.len().over("key") <= LARGEST)
    both = small.join(small, on="key", suffix="_b").filter(
        pl.col("person") < pl.col("person_b"), pl.col("wanted") | pl.col("wanted_b")
    )
    found = both.select(a="person", b="person_b").unique().sort("a", "b")
    return Pairs(found, large["key"].n_unique(), large["person"].n_unique())


def keys(field: str, token: str, text: str | None) -> Iterator[str]:
    """The keys of a trait: a number by its first and last digits, a name as a whole, an address too, and by its numbers."""
    if field in NUMBERS:
        if text is not None and STAR not in text[:FIRST] + text[-LAST:]:
            yield f"{field} {text[:FIRST]} {text[-LAST:]}"
    elif text is None or STAR not in text:
        yield f"{field} {token}"
        numbers = _DIGITS.findall(text or "") if field == "address" else []
        if len(numbers) > 1:
            yield f"house {' '.join(numbers)}"
