"""Exposures made by hand, in a notebook or another program: what stores never give is refused in one line."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from graph.errors import BadInput
from graph.exposures import Exposures

ALWAYS = {
    "people": ("person", "role", "call", "region"),
    "holdings": ("person", "record", "kind", "holder", "protected"),
    "shares": ("kind", "holder", "share"),
}
"""Columns in which every row must say something."""
TIMES = {"people": ("call",), "holdings": ("seen_from", "seen_to")}
ROLES = ("victim", "comparison")
DAY = len("2024-01-01")


def checked(exposures: Exposures) -> Exposures:
    """The same exposures. BadInput: an empty cell, a time, role or share that is none, or one person twice."""
    for table in ALWAYS:
        _check(table, getattr(exposures, table))
    people = exposures.people.unique()
    twice = people.filter(pl.col("person").is_duplicated())["person"].sort()
    if len(twice):
        msg = f"people: {twice[0]!r} stands there twice with different facts; keep one row a person"
        raise BadInput(msg)
    return exposures


def _check(name: str, table: pl.DataFrame) -> None:
    for wrong, why in _rules(name):
        row = table.select(wrong.fill_null(value=False).arg_true().first()).item()
        if row is not None:
            msg = f"{name}, row {row + 1}: {why}"
            raise BadInput(msg)


def _rules(name: str) -> Iterator[tuple[pl.Expr, str]]:
    """What must not be in a table, and how it is said."""
    for column in ALWAYS[name]:
        yield pl.col(column).is_null(), f"{column} is empty; every row needs one"
    for column in TIMES.get(name, ()):
        yield _no_time(pl.col(column)), f"{column} is no time; write 2024-05-31 or 2024-05-31T18:00:00"
    if name == "people":
        yield ~pl.col("role").is_in(ROLES), f"role is none of {', '.join(ROLES)}"
    if name == "shares":
        yield ~pl.col("share").is_between(0, 1), "share is no part of all records; write a number from 0 to 1"


def _no_time(column: pl.Expr) -> pl.Expr:
    """Whether a text does not begin with a day of the calendar that begins with year 1."""
    day = column.str.slice(0, DAY).str.to_date("%Y-%m-%d", strict=False)
    return column.is_not_null() & (day.is_null() | (column < "0001") | (column.str.len_chars() < DAY))
