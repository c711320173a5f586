"""Tokens → persons: rows with two tokens say that the two are one person; persons are the connected components.

Two different identity cards are two persons, whatever the rows say: see `graph.conflicts`. Nothing here rewrites a
fact, so that who is who can be decided anew whenever it is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import polars as pl

from graph.components import components
from graph.conflicts import contested
from graph.declarations import Record
from graph.facts import Facts
from graph.judgements import NOTHING, Judged
from graph.judgements.linking import joined, kept_apart
from graph.schema import RECORDS

CARD = "id_number"


@dataclass(frozen=True, slots=True)
class Persons:
    """Who is who: `of` has one row a token (columns `token`, `person`), sorted by token.

    `conflicts` has the tokens that link nobody because two identity cards claim them, a row for each of the cards
    (columns `token`, `id_number`), sorted. `judged`: the judgements they were resolved with.
    """

    of: pl.DataFrame
    conflicts: pl.DataFrame
    judged: Judged = NOTHING

    def named_in(self, kind: str, table: pl.DataFrame) -> pl.DataFrame:
        """The facts of a kind that speaks of persons, in their order, with a column `person`: null where nobody is named.

        Where a conflict has parted the tokens of a row, the row is its identity card's, else its first token's; a token
        that was judged wrong names its person only where the row has no other.
        """
        told = [column for column in _strongest_first(RECORDS[kind]) if table[column].null_count() < table.height]
        if not told:
            return table.with_columns(person=pl.lit(None, pl.String))
        rows = table.lazy().select(told)
        for column in told:
            who = self.of.lazy().select(pl.col("token").alias(column), pl.col("person").alias(f"person of {column}"))
            rows = rows.join(who, on=column, how="left", maintain_order="left")
        wrong = [token for (token,) in self.judged.wrong_token]
        found = {column: pl.col(f"person of {column}") for column in told}
        sure = [pl.when(~pl.col(column).is_in(wrong)).then(who) for column, who in found.items() if wrong]
        return table.with_columns(rows.select(person=pl.coalesce([*sure, *found.values()])).collect())


def resolve(facts: Facts, judged: Judged = NOTHING) -> Persons:
    """The persons of all facts, under judgements. A pseudonym is "p:" and the first 16 hex digits of the least token."""
    rows = [facts.table(kind).select(record.tokens) for kind, record in RECORDS.items() if record.tokens]
    tokens = _tokens(rows)
    links = _links(rows, tokens)
    cards = _codes(pl.concat([table[CARD] for table in rows]).drop_nulls().unique(), tokens)
    told = joined(judged, tokens, links, cards)
    disputed = _disputed(told.links, told.cards, tokens.len())
    free = told.links.filter(
        ~pl.col("a").is_in(disputed["token"].implode()), ~pl.col("b").is_in(disputed["token"].implode())
    )
    free = kept_apart(judged, tokens, told.group, free)
    least = tokens.gather(components(tokens.len(), free["a"].to_numpy(), free["b"].to_numpy())[told.group])
    of = pl.DataFrame({"token": tokens, "person": "p:" + least.str.slice(2, 16)}).sort("token")
    conflicts = disputed.select(token=tokens.gather(disputed["token"]), id_number=tokens.gather(disputed["card"]))
    return Persons(of, conflicts.sort("token", "id_number"), judged)


def _strongest_first(record: Record) -> list[str]:
    """Identity columns in the order in which they name a row's person: an identity card is never contested."""
    return sorted(record.tokens, key=lambda column: column != CARD)


def _tokens(rows: list[pl.DataFrame]) -> pl.Series:
    """Every token once, by hex digits: the code of a token is its place here."""
    every = pl.concat([table[column] for table in rows for column in table.columns]).alias("token")
    distinct = every.drop_nulls().unique().to_frame()
    return distinct.sort(pl.col("token").str.slice(2), "token")["token"]


def _codes(column: pl.Series, tokens: pl.Series) -> pl.Series:
    places = pl.DataFrame({"token": tokens, "code": np.arange(tokens.len(), dtype=np.int64)})
    return column.alias("token").to_frame().join(places, on="token", how="left", maintain_order="left")["code"]


def _pairs(rows: list[pl.DataFrame]) -> Iterator[pl.LazyFrame]:
    """Pairs of tokens of one row."""
    for table in rows:
        told = [column for column in table.columns if table[column].null_count() < table.height]
        for a, b in combinations(told, 2):
            yield table.lazy().select(a=a, b=b).drop_nulls()


def _links(rows: list[pl.DataFrame], tokens: pl.Series) -> pl.DataFrame:
    """Pairs of tokens of one row, as codes; each once."""
    none = pl.LazyFrame(schema={"a": pl.String, "b": pl.String})
    pairs = pl.concat([none, *_pairs(rows)]).unique().collect()
    return pl.DataFrame({"a": _codes(pairs["a"], tokens), "b": _codes(pairs["b"], tokens)}).sort("a", "b")


def _disputed(links: pl.DataFrame, cards: pl.Series, size: int) -> pl.DataFrame:
    """Contested tokens and the cards that claim them, looked for only where one component has several cards."""
    root = components(size, links["a"].to_numpy(), links["b"].to_numpy())
    of_cards = pl.DataFrame({"card": cards, "root": root[cards.to_numpy()]})
    several = of_cards.filter(pl.len().over("root") > 1)
    within = links.filter(pl.Series(np.isin(root[links["a"].to_numpy()], several["root"].to_numpy())))
    return contested(within, several["card"].sort())
