"""Calls that a victim or comparison person made: the other half of their own 话单.

As a fact their number would stand in plain text as a calling number, so these rows are refused, and said to be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from ingest.keys import Key
from ingest.masking import mask
from ingest.planned import PROBLEMS, PlannedTable
from ingest.tokens import tokens

PEOPLE = ("victims", "comparisons")
OWN_CALL = "own_call"


def refuse_own_calls(tables: Sequence[PlannedTable], key: Key) -> tuple[PlannedTable, ...]:
    """The tables with every call refused whose calling number is the phone of a person in the same plan."""
    phones = [table.facts["phone"].drop_nulls() for table in tables if table.kind in PEOPLE]
    people = pl.concat(phones).unique() if phones else pl.Series(dtype=pl.String)
    return tuple(_without(table, people, key) if table.kind == "calls" and table.taken else table for table in tables)


def _without(table: PlannedTable, people: pl.Series, key: Key) -> PlannedTable:
    """A table of calls without those these people made."""
    own = tokens(key, "phone", table.facts["calling_number"]).is_in(people.implode())
    if not own.any():
        return table
    calls, facts = table.facts.filter(own), table.facts.filter(~own)
    refused = pl.DataFrame(
        [(row, "calling_number", OWN_CALL, mask(number, "phone"), True)
         for row, number in zip(calls["source_row"], calls["calling_number"], strict=True)],
        schema=PROBLEMS, orient="row",
    )  # fmt: skip
    others = table.problems.filter(~pl.col("row").is_in(calls["source_row"].implode()))
    problems = pl.concat([others, refused]).sort("row", "column", "code", maintain_order=True)
    return replace(
        table, taken=facts.height, flagged=int((facts["flags"] != "").sum()), refused=table.refused + calls.height,
        problems=problems, facts=facts,
    )  # fmt: skip
