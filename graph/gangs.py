"""Facts → gangs: which victims were called over the same numbers, lines, installers and gateways."""

from __future__ import annotations

import hashlib

import numpy as np
import polars as pl

from graph.components import components
from graph.facts import Facts

NUMBER = "calling_number"
LINE = ("broadband_account", "installer", "gateway")
DAY = len("2024-01-01")
SHOWN = 16


def gangs(facts: Facts, calls: pl.DataFrame, victims: pl.DataFrame) -> pl.DataFrame:
    """The gang of each victim that was called (columns `person`, `gang`): that of the call nearest to her first contact.

    Numbers are of one gang where rows of calls or lines tie them to the same line, installer or gateway. `calls`: those
    of persons, with `person`; `victims`: `person` and `call`, when they were called first. A gang's name follows from its
    members alone.
    """
    nearest = _nearest(calls.filter(pl.col(NUMBER) != ""), victims)
    numbers = nearest.select(NUMBER).unique()
    lines = facts.table("lines").rename({"number": NUMBER})
    rows = pl.concat([table.select(NUMBER, *LINE) for table in (calls, lines)]).join(numbers, on=NUMBER, how="semi")
    return nearest.join(_named(rows), on=NUMBER, how="left").select("person", "gang").sort("person")


def _nearest(calls: pl.DataFrame, victims: pl.DataFrame) -> pl.DataFrame:
    """One call a victim; by days where either time has no hour, of equals the first by time and number."""
    both = calls.select("person", NUMBER, when="call_time").join(victims.select("person", "call"), on="person")
    exact = pl.min_horizontal(pl.col("when").str.len_chars(), pl.col("call").str.len_chars()) > DAY
    when, call = (
        pl.when(exact).then(pl.col(name)).otherwise(pl.col(name).str.slice(0, DAY) + "T00:00:00").str.to_datetime()
        for name in ("when", "call")
    )
    away = both.with_columns(away=(when - call).abs())
    return away.sort("person", "away", "when", NUMBER).unique("person", keep="first", maintain_order=True)


def _named(rows: pl.DataFrame) -> pl.DataFrame:
    """The gang of each number: connected components of numbers and what they hang on."""
    ties = pl.concat([
        rows.select(a=pl.lit(f"{NUMBER}:") + pl.col(NUMBER), b=pl.lit(f"{column}:") + pl.col(column))
        for column in (NUMBER, *LINE)
    ]).filter(pl.col("b").is_not_null() & ~pl.col("b").str.ends_with(":")).unique()  # fmt: skip
    names = pl.concat([ties["a"], ties["b"]]).unique().sort()
    codes = pl.Enum(names)
    a, b = (ties[end].cast(codes).to_physical().to_numpy().astype(np.int64) for end in ("a", "b"))
    least = names.gather(components(names.len(), a, b))
    # What the files name stays in the facts: the waist needs to know only who belongs together.
    gang = [f"g:{hashlib.sha256(name.encode()).hexdigest()[:SHOWN]}" for name in least]
    members = pl.DataFrame({NUMBER: names, "gang": gang}, schema={NUMBER: pl.String, "gang": pl.String})
    of_numbers = members.filter(pl.col(NUMBER).str.starts_with(f"{NUMBER}:"))
    return of_numbers.with_columns(pl.col(NUMBER).str.slice(len(NUMBER) + 1))
