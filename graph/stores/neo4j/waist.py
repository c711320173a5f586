"""The waist in the graph: how exposures are laid onto its nodes and links, and how they are read back, equal.

What `graph.exposures` says of a person are properties of its Person, a share is one of the Holder, and a holding is an
EXPOSED_TO link: from a person straight to every holder of any record of theirs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from neo4j import ManagedTransaction

from graph.exposures import HOLDINGS, PEOPLE, SHARES, Exposures
from graph.stores.neo4j.cypher import EXPOSED_TO, OURS

OF_PERSON = tuple(name for name in PEOPLE if name != "person")
OF_HOLDING = tuple(name for name in HOLDINGS if name not in {"person", "kind", "holder"})
_PEOPLE = (
    f"MATCH (p:{OURS}:Person) WHERE p.role IN ['victim', 'comparison'] "
    f"RETURN p.id, {', '.join(f'p.{name}' for name in OF_PERSON)}"
)
_HOLDINGS = (
    f"MATCH (p:{OURS}:Person)-[e:{EXPOSED_TO.type}]->(h:Holder) "
    f"RETURN p.id, collect([h.kind, h.name, {', '.join(f'e.{name}' for name in OF_HOLDING)}])"
)
"""A row a person, not a row a holding: reading rows is what takes the time."""
_SHARES = f"MATCH (h:{OURS}:Holder) WHERE h.share IS NOT NULL RETURN h.kind, h.name, h.share"


def with_people(nodes: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Person nodes with all that the waist says of victims and comparison people."""
    more = people.select(pl.col("person").alias("id"), *(name for name in OF_PERSON if name not in nodes.columns))
    return nodes.join(more, on="id", how="left").sort("id")


def with_shares(nodes: pl.DataFrame, shares: pl.DataFrame) -> pl.DataFrame:
    """Holder nodes with their published share, those too of which nothing but a share is known."""
    published = shares.select("kind", "share", name="holder")
    every = nodes.drop("id").join(published, on=("kind", "name"), how="full", coalesce=True)
    return every.select(_holder_id("name"), "kind", "name", "share").sort("id")


def exposed(holdings: pl.DataFrame) -> pl.DataFrame:
    """Holdings as links of shape EXPOSED_TO, sorted."""
    start, _, end = EXPOSED_TO
    links = holdings.select(
        pl.lit(start).alias("start_label"), pl.col("person").alias("start"),
        pl.lit(end).alias("end_label"), _holder_id("holder").alias("end"), *OF_HOLDING,
    )  # fmt: skip
    return links.sort(links.columns)


def read(tx: ManagedTransaction) -> Exposures:
    """The exposures that are laid onto the graph, sorted."""
    holdings = [(person, *held) for person, every in tx.run(_HOLDINGS) for held in every]
    columns = ("person", "kind", "holder", *OF_HOLDING)
    return Exposures(
        _table(tx.run(_PEOPLE).values(), ("person", *OF_PERSON), PEOPLE),
        _table(holdings, columns, HOLDINGS),
        _table(tx.run(_SHARES).values(), tuple(SHARES), SHARES),
    )


def _table(
    rows: Sequence[Sequence[Any]], names: Sequence[str], wanted: Mapping[str, type[pl.DataType]]
) -> pl.DataFrame:
    """Rows under these names as a table with the wanted columns, sorted."""
    table = pl.DataFrame(rows, schema={name: wanted[name] for name in names}, orient="row")
    return table.select(list(wanted)).sort(list(wanted), nulls_last=True)


def _holder_id(name: str) -> pl.Expr:
    return pl.concat_str("kind", name, separator=":").alias("id")
