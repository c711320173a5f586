"""Facts → people: who is a victim, who is a comparison person, when they were called and what the caller knew."""

from __future__ import annotations

import polars as pl

from graph.errors import NotFound
from graph.exposures import PEOPLE
from graph.facts import Facts
from graph.gangs import gangs
from graph.identity import Persons
from graph.schema import SOURCE

SHOWN = 10


def people(facts: Facts, persons: Persons, case: str | None = None) -> pl.DataFrame:
    """Victims and comparison people (columns `exposures.PEOPLE`), one row a person, sorted.

    Who is both is a victim, told by the victim's rows alone. With a case only its victims remain; victims of other
    cases are then nobody, as comparison people too: they may have met the same source. NotFound: there is no such case.
    """
    every = persons.named_in("victims", facts.table("victims"))
    victims = every if case is None else _of_case(every, case)
    others = persons.named_in("comparisons", facts.table("comparisons"))
    others = others.join(every, on="person", how="anti")
    told = pl.concat([_rows(victims, "victim", "first_contact"), _rows(others, "comparison", "reference_time")])
    calls = persons.named_in("calls", facts.table("calls")).join(victims, on="person", how="semi")
    said = pl.concat([_said(victims, "first_contact"), _said(calls, "call_time")])
    found = told.group_by("person", "role").agg(
        pl.col("call").min(), _first("region").fill_null(""), _of_first_row("matched_set")
    )
    found = found.join(_known(said), on="person", how="left").join(_named(said), on="person", how="left")
    found = found.join(gangs(calls, found.filter(pl.col("role") == "victim")), on="person", how="left")
    return found.select(pl.col(name).cast(type_) for name, type_ in PEOPLE.items()).sort("person")


def doubles(facts: Facts, persons: Persons, people: pl.DataFrame) -> int:
    """How many of the victims among `people` are listed as comparison people too."""
    listed = persons.named_in("comparisons", facts.table("comparisons"))
    return people.filter(pl.col("role") == "victim").join(listed, on="person", how="semi").height


def _of_case(victims: pl.DataFrame, case: str) -> pl.DataFrame:
    found = victims.filter(pl.col("case_no") == case)
    if found.height:
        return found
    known = victims["case_no"].drop_nulls().unique().sort()
    listed = ", ".join(known.head(SHOWN)) + (", …" if known.len() > SHOWN else "")
    msg = f"no victim of case {case!r}; " + (f"case numbers are: {listed}" if listed else "no victim has a case number")
    raise NotFound(msg)


def _rows(table: pl.DataFrame, role: str, call: str) -> pl.DataFrame:
    return table.select("person", "region", "matched_set", *SOURCE, role=pl.lit(role), call=pl.col(call))


def _first(column: str) -> pl.Expr:
    """The first text by sorting that is not empty."""
    return pl.col(column).filter(pl.col(column) != "").min()


def _of_first_row(column: str) -> pl.Expr:
    """What the first row by file, sheet and row says: tokens sort otherwise under every key."""
    said = pl.col(column).is_not_null()
    return pl.col(column).filter(said).sort_by([pl.col(name).filter(said) for name in SOURCE]).first()


def _said(table: pl.DataFrame, when: str) -> pl.DataFrame:
    return table.select("person", "fields_known", "named_order_no", when=pl.col(when))


def _known(said: pl.DataFrame) -> pl.DataFrame:
    """All that any caller of a person knew; null where nothing was stated of it."""
    fields = said.filter(pl.col("fields_known").is_not_null()).select("person", pl.col("fields_known").str.split(";"))
    each = fields.explode("fields_known").unique()
    return each.group_by("person").agg(pl.col("fields_known").filter(pl.col("fields_known") != "").sort().str.join(";"))


def _named(said: pl.DataFrame) -> pl.DataFrame:
    """The order named in the first call that named one; of several the first by text."""
    named = said.filter(pl.col("named_order_no") != "").sort("person", "when", "named_order_no")
    first = named.unique("person", keep="first", maintain_order=True)
    return first.select("person", named="order:" + pl.col("named_order_no"))
