"""People of a plan who are named in texts of earlier imports: facts are never rewritten, so it can only be said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from graph.facts import fact_schema
from graph.schema import RECORDS
from ingest.called import TEXTS, Called
from ingest.frames import Frames
from ingest.grams import grams
from ingest.keys import Key
from ingest.known import Known
from ingest.masking import mask
from ingest.mentioned import flagged, with_problems
from ingest.naming import found_in
from ingest.planned import PROBLEMS, PlannedTable
from ingest.tokens import token

CODE = "named_in_plain"
HINTS = ("name", "address")


def told_of_earlier(tables: Sequence[PlannedTable], known: Known, key: Key) -> list[PlannedTable]:
    """The tables of a plan, rows flagged whose person is named in a text that was imported before."""
    if not any(frame["column"].is_in(HINTS).any() for table in tables for frame in table.secret_frames):
        return list(tables)  # the texts of all earlier facts are read only for somebody
    texts = {name: pl.concat(every).unique() for name, every in _texts(known).items()}
    if not texts:
        return list(tables)
    asked = grams(pl.concat(texts.values()).unique())
    return [_told(table, _named(found_in(table.secret_frames, asked), texts, key)) for table in tables]


def _texts(known: Known) -> dict[str, list[pl.Series]]:
    """The different free texts of earlier facts, by column."""
    found: dict[str, list[pl.Series]] = {}
    for kind in RECORDS:
        columns = [name for name in TEXTS if name in fact_schema(kind)]
        for frame in known.facts(kind, *columns) if columns else ():
            for name in columns:
                found.setdefault(name, []).append(frame[name].drop_nulls().unique())
    return found


def _named(found: pl.DataFrame, texts: Mapping[str, pl.Series], key: Key) -> pl.DataFrame:
    """Those names and addresses that stand in texts for somebody: `token`, `column`, masked `value`."""
    values = found.filter(pl.col("column").is_in(HINTS)).unique().sort("column", "value")
    where = {name: _holding(every, values["value"].unique().sort()) for name, every in texts.items()}
    rows = []
    for column, value in values.iter_rows():
        called = Called(key)
        called.add(column, [value])
        if any(called.changes(name, held[value]).height for name, held in where.items() if value in held):
            rows.append((token(key, column, value), column, mask(value, column)))
    return pl.DataFrame(rows, schema={"token": pl.String, "column": pl.String, "value": pl.String}, orient="row")


def _holding(texts: pl.Series, values: pl.Series) -> dict[str, pl.Series]:
    """The texts that each value stands in, of those that stand in any: all are looked through once, not once a value."""
    held = texts.to_frame("text").with_columns(
        value=pl.col("text").str.extract_many(values.implode(), overlapping=True)
    )
    of = held.explode("value").drop_nulls().group_by("value").agg(pl.col("text"))
    return {value: pl.Series(every) for value, every in of.iter_rows()}


def _told(table: PlannedTable, named: pl.DataFrame) -> PlannedTable:
    """A table, rows flagged that first tell one of these names."""
    if named.is_empty():
        return table
    hints = pl.concat([frame.select("column", "token", "source_row") for frame in table.hint_frames])
    rows = hints.join(named, on=("column", "token"), maintain_order="left").rename({"source_row": "row"})
    taken = _rows(table.fact_frames, rows["row"])
    rows = rows.join(taken, left_on="row", right_on="source_row", maintain_order="left")
    problems = rows.with_columns(code=pl.lit(CODE), refused=pl.lit(value=False)).match_to_schema(
        PROBLEMS, extra_columns="ignore"
    )
    here = pl.col("source_row").is_in(rows["row"].implode())
    facts = table.fact_frames.changed(lambda frame: frame.with_columns(flagged(here, CODE)))
    more = rows.filter(pl.col("flags") == "")["row"].n_unique()
    return replace(with_problems(table, problems), fact_frames=facts, flagged=table.flagged + more)


def _rows(facts: Frames, numbers: pl.Series) -> pl.DataFrame:
    """The rows of facts of these numbers, with their flags."""
    found = [
        frame.select("source_row", "flags").filter(pl.col("source_row").is_in(numbers.implode())) for frame in facts
    ]
    return pl.concat([pl.DataFrame(schema={"source_row": pl.Int64, "flags": pl.String}), *found])
