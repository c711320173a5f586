"""Facts → the waist. What every store that has facts answers with."""

from __future__ import annotations

import polars as pl

from graph.exposures import HOLDINGS, SHARES, Exposures
from graph.facts import Facts
from graph.holdings import holdings
from graph.identity import Persons
from graph.judgements.holding import untouched
from graph.people import doubles, people
from graph.serving import contested, with_several

DAY = "2024-05-01"


def assemble(facts: Facts, persons: Persons, case: str | None = None) -> Exposures:
    """The exposures of victims (of one case, where one is named) and comparison people. NotFound: no such case."""
    who = people(facts, persons, case)
    held = untouched(holdings(facts, persons, who).select(list(HOLDINGS)), persons.judged)
    return Exposures(
        who, held, shares(facts.table("shares")), doubles(facts, persons, who), unclear_shops(facts, persons, who)
    )


def unclear_shops(facts: Facts, persons: Persons, people: pl.DataFrame) -> int:
    """How many victims ordered, up to the day of their call, from a shop of which it is not to be told who served it then."""
    shops = with_several(facts.table("merchants"))
    if shops.is_empty():
        return 0
    orders = facts.table("orders").join(shops, on="merchant", how="semi")
    victims = people.filter(pl.col("role") == "victim").select("person", "call")
    theirs = persons.named_in("orders", orders).join(victims, on="person")
    before = theirs.filter(pl.col("order_time").str.head(len(DAY)) <= pl.col("call").str.head(len(DAY)))
    return contested(before, shops)["person"].n_unique()


def shares(rows: pl.DataFrame) -> pl.DataFrame:
    """One published share for each holder (columns SHARES), sorted: that of the whole country where there is one.

    Where several are published, whether for regions or by several sources, their mean.
    """
    said = rows.select("region", "share", kind="holder_kind", holder="holder").with_columns(
        pl.col("region").fill_null("")
    )
    national = (pl.col("region") == "").any().over("kind", "holder")
    kept = said.unique().filter((pl.col("region") == "") | ~national).sort("kind", "holder", "region", "share")
    mean = kept.group_by("kind", "holder", maintain_order=True).agg(pl.col("share").mean())
    return mean.select(list(SHARES))
