"""Exposures made by hand are checked at the door: one line that says what is wrong, where, and what to do."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from graph import trace
from graph.errors import BadInput
from graph.exposures import SHARES, Exposures
from tests.graph.ranking.made_up import random_case

CASE = random_case(1, victims=5, others=5)
SHOP = pl.DataFrame([("merchant", "shop:1", 0.2)], schema=SHARES, orient="row")


def changed(table: str, column: str, value: object, row: int = 0) -> Exposures:
    """The case with one cell of a table replaced."""
    made = replace(CASE, shares=SHOP)
    frame: pl.DataFrame = getattr(made, table)
    here = pl.int_range(pl.len()) == row
    cell = pl.lit(value, frame.schema[column])
    return replace(made, **{table: frame.with_columns(pl.when(here).then(cell).otherwise(column).alias(column))})


@pytest.mark.parametrize(
    ("table", "column", "value", "says"),
    [
        ("people", "call", None, "people, row 3: call is empty"),
        ("people", "region", None, "people, row 3: region is empty"),
        ("people", "call", "soon", "people, row 3: call is no time"),
        ("people", "call", "2024-02-30", "people, row 3: call is no time"),
        ("people", "call", "0000-01-01", "people, row 3: call is no time"),
        ("people", "call", "2024-2-3", "people, row 3: call is no time"),
        ("people", "role", "suspect", "people, row 3: role is none of victim, comparison"),
        ("holdings", "holder", None, "holdings, row 3: holder is empty"),
        ("holdings", "protected", None, "holdings, row 3: protected is empty"),
        ("holdings", "seen_from", "05/31/2024", "holdings, row 3: seen_from is no time"),
    ],
)
def test_a_cell_that_cannot_be_is_named(table: str, column: str, value: object, says: str) -> None:
    """Table, row and column, and what would do."""
    with pytest.raises(BadInput, match=says) as refused:
        trace(changed(table, column, value, row=2))

    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan"), float("inf")])
def test_a_share_is_a_part(share: float) -> None:
    """From 0 to 1."""
    with pytest.raises(BadInput, match="shares, row 1: share is no part of all records"):
        trace(changed("shares", "share", share))


def test_one_person_cannot_be_two() -> None:
    """The same row twice is one fact; two different rows contradict each other."""
    other = CASE.people.head(1).with_columns(region=pl.lit("elsewhere"))

    assert trace(replace(CASE, people=pl.concat([CASE.people] * 2))) == trace(CASE)
    with pytest.raises(BadInput, match="'p:000' stands there twice with different facts"):
        trace(replace(CASE, people=pl.concat([CASE.people, other])))


def test_what_may_be_unknown_may_be_empty() -> None:
    """No time, no matched set, no statement of fields, no named record."""
    assert trace(changed("holdings", "seen_from", None)).state in {"none", "lead", "source"}
