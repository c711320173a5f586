"""Facts → the property graph as tables: nodes by label, links by type, all from what `graph.schema` declares.

Ids: a Person's is the pseudonym, a Holder's "<kind>:<name>", every other node's the value itself. Beside the declared
links there are HELD_BY (Order or Waybill → Holder: `seen_from`, `assumed`) and KNOWN_TO (Person → Holder, from
`exposures`: `seen_from`, `protected`).

Two rows that say the same link with the same properties are one link: `records` says how many rows there are, and
`source_file`, `source_sheet`, `source_row` name the least of them. All of them are found again by the link's ends.
"""

from __future__ import annotations

from collections import defaultdict

import polars as pl

from graph.declarations import End, Link, NodeOf
from graph.facts import Facts
from graph.holdings import held
from graph.identity import Persons
from graph.judgements.holding import without_wrong
from graph.people import people
from graph.schema import NODES, RECORDS, SOURCE

ENDS = ("start_label", "start", "end_label", "end")


def nodes(facts: Facts, persons: Persons) -> dict[str, pl.DataFrame]:
    """The nodes of each label: `id` first, then properties; one row a node, sorted by id.

    A property is the least value any row gives it. Person: `role` ("victim", "comparison" or "other"), `call`, `region`;
    Holder: `kind`, `name`.
    """
    parts: dict[str, list[pl.DataFrame]] = defaultdict(list)
    for kind, record in RECORDS.items():
        for node in record.nodes:
            if node.column is not None:
                parts[node.label].append(_nodes_of(node, facts.table(kind)))
    found = {label: _merged(pl.concat(frames, how="diagonal")) for label, frames in parts.items()}
    found |= {"Person": _person_nodes(facts, persons), "Holder": _holder_nodes(_held(facts, persons))}
    return {label: found[label] for label in NODES}


def links(facts: Facts, persons: Persons) -> dict[str, pl.DataFrame]:
    """The links of each type: ENDS, properties, `records`, and the least source; sorted.

    A link whose end a row leaves empty, or whose person nobody knows, is no link.
    """
    parts: dict[str, list[pl.DataFrame]] = defaultdict(list)
    for kind, record in RECORDS.items():
        table = persons.named_in(kind, facts.table(kind)) if record.tokens else facts.table(kind)
        for link in record.links:
            parts[link.type].append(_links_of(link, table))
    found = {type_: _counted(pl.concat(frames, how="diagonal")) for type_, frames in parts.items()}
    return dict(sorted((found | _to_holders(_held(facts, persons))).items()))


def _held(facts: Facts, persons: Persons) -> pl.DataFrame:
    return without_wrong(held(facts, persons), persons.judged)


def _nodes_of(node: NodeOf, table: pl.DataFrame) -> pl.DataFrame:
    return table.select(pl.col(str(node.column)).alias("id"), *node.properties).drop_nulls("id")


def _merged(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.group_by("id").agg(pl.all().min()).sort("id")


def _person_nodes(facts: Facts, persons: Persons) -> pl.DataFrame:
    told = people(facts, persons).select("person", "role", "call", "region")
    found = persons.of.select("person").unique().join(told, on="person", how="left").rename({"person": "id"})
    return found.with_columns(pl.col("role").fill_null("other")).sort("id")


def _holder_nodes(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select("kind", "holder").unique().select(_holder_id().alias("id"), "kind", name="holder").sort("id")


def _holder_id() -> pl.Expr:
    return pl.concat_str("kind", "holder", separator=":")


def _links_of(link: Link, table: pl.DataFrame) -> pl.DataFrame:
    ends = table.select(*_end(link.start, "start"), *_end(link.end, "end"), *link.properties, *SOURCE)
    return ends.drop_nulls(("start", "end"))


def _end(end: End, name: str) -> tuple[pl.Expr, pl.Expr]:
    return pl.lit(end.label).alias(f"{name}_label"), pl.col(end.column or "person").alias(name)


def _counted(rows: pl.DataFrame) -> pl.DataFrame:
    """Equal links as one, with how many rows say it and the least of these."""
    same = [column for column in rows.columns if column not in SOURCE]
    least = pl.struct(SOURCE).sort_by(SOURCE).first()
    found = rows.group_by(same).agg(pl.len().cast(pl.Int64).alias("records"), least.alias("least")).unnest("least")
    return found.sort(same)


def _to_holders(rows: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """HELD_BY once for each order or parcel and holder, at its earliest; KNOWN_TO once for each exposure."""
    ends = {"start_label": pl.col("told_by"), "end_label": pl.lit("Holder"), "end": _holder_id()}
    kept = (*ENDS, "seen_from")
    by_record = rows.filter(pl.col("told_by") != "Person").with_columns(start="told_of", **ends)
    by_person = rows.filter(pl.col("told_by") == "Person").with_columns(start="person", **ends)
    return {
        "HELD_BY": _earliest(by_record.select(*kept, "assumed", *SOURCE)),
        "KNOWN_TO": _counted(by_person.select(*kept, "protected", *SOURCE).drop_nulls("start")),
    }


def _earliest(rows: pl.DataFrame) -> pl.DataFrame:
    """One link for two ends: the earliest time there is, and how many rows name the holder."""
    counted = rows.with_columns(records=pl.struct(SOURCE).n_unique().over(ENDS).cast(pl.Int64))
    best = counted.sort(*ENDS, "seen_from", "assumed", *SOURCE, nulls_last=True).unique(
        ENDS, keep="first", maintain_order=True
    )
    return best.select(*ENDS, "seen_from", "assumed", "records", *SOURCE)
