"""What the digest of the inputs covers: the place that decides what a verdict is said to rest on."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields

import numpy as np
import polars as pl

from graph.index.canonical import PERSON_FACTS, Ordered

MARK = b"headwater exposures 3\n"
"""Changes when what is covered, or its form, does."""


def digest(facts: Ordered, shares: pl.DataFrame) -> str:
    """Give "sha256:…" over people, exposures and shares, without what depends on a key or on numbering.

    Labels as JSON, then columns of integers as little-endian bytes: names of holders stand once, not in every row.
    """
    people = facts.people.select("day", "second", *PERSON_FACTS)
    labels = [people.select(PERSON_FACTS).rows(), facts.holders, shares.rows()]
    content = hashlib.sha256(MARK)
    content.update(json.dumps(labels).encode())
    columns = [facts.people[name] for name in ("day", "second")] + [
        facts.records[name] for name in ("number", "in_named")
    ]
    for column in columns:
        content.update(_bytes(column.to_numpy()))
    for field in fields(facts.rows):
        content.update(_bytes(getattr(facts.rows, field.name)))
    return f"sha256:{content.hexdigest()}"


def _bytes(column: np.ndarray[tuple[int, ...], np.dtype[np.generic]]) -> memoryview:
    """Its integers, 4 bytes each and flags 1."""
    wide = column if column.dtype == bool else column.astype("<i4", copy=False)
    return np.ascontiguousarray(wide).data
