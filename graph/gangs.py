"""Facts → gangs: which victims were called over the same number."""

from __future__ import annotations

import hashlib

import polars as pl

NUMBER = "calling_number"
DAY = len("2024-01-01")
SHOWN = 16


def gangs(calls: pl.DataFrame, victims: pl.DataFrame) -> pl.DataFrame:
    """The gang of each victim that was called (columns `person`, `gang`): the number of the call nearest to her first contact.

    Lines, installers and gateways, where a file tells them, are left to the line track: call records do not tell them, and
    the same calls must give the same verdict. `calls`: those of persons, with `person`; `victims`: `person` and `call`, when
    they were called first.
    """
    nearest = _nearest(calls.filter(pl.col(NUMBER) != ""), victims)
    numbers = nearest[NUMBER].unique().sort()
    # What the files name stays in the facts: the waist needs to know only who belongs together.
    named = [f"g:{hashlib.sha256(number.encode()).hexdigest()[:SHOWN]}" for number in numbers]
    gang = pl.col(NUMBER).replace_strict(numbers, pl.Series(named, dtype=pl.String), return_dtype=pl.String)
    return nearest.select("person", gang=gang).sort("person")


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
