"""Judgements in the making of persons: tokens joined, tokens that link nobody, tokens kept apart.

Tokens are numbered here by their place in the sorted list of all of them, as in `graph.identity`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from graph.components import Ints, components
from graph.conflicts import contested
from graph.judgements.judged import Judged, Names


@dataclass(frozen=True, slots=True)
class Joined:
    """`group`: of each token the least one that judgements make one with it; links and cards in those terms."""

    group: Ints
    links: pl.DataFrame
    cards: pl.Series


def joined(judged: Judged, tokens: pl.Series, links: pl.DataFrame, cards: pl.Series) -> Joined:
    """Tokens judged to be of one person become one; those judged wrong lose their links. Unknown tokens do nothing."""
    group = np.arange(tokens.len(), dtype=np.int64)
    if judged.wrong_token:
        wrong = tokens.is_in([token for (token,) in judged.wrong_token]).arg_true().implode()
        links = links.filter(~pl.col("a").is_in(wrong), ~pl.col("b").is_in(wrong))
    if judged.same:
        pairs = _codes(judged.same, tokens)
        group = components(tokens.len(), pairs["a"].to_numpy(), pairs["b"].to_numpy())
        told = pl.DataFrame({"a": group[links["a"].to_numpy()], "b": group[links["b"].to_numpy()]})
        links = told.filter(pl.col("a") != pl.col("b")).unique().sort("a", "b")
        cards = pl.Series(cards.name, group[cards.to_numpy()]).unique().sort()
    return Joined(group, links, cards)


def kept_apart(judged: Judged, tokens: pl.Series, group: Ints, links: pl.DataFrame) -> pl.DataFrame:
    """The links that leave apart what judgements part: what both sides claim links nobody, as between two cards."""
    if not judged.not_same:
        return links
    pairs = _codes(judged.not_same, tokens)
    ends = [(int(group[a]), int(group[b])) for a, b in pairs.iter_rows()]
    root = components(tokens.len(), links["a"].to_numpy(), links["b"].to_numpy())
    of_link = pl.Series(root[links["a"].to_numpy()])
    for component, sides in _by_component(root, ends):
        mine = of_link == component
        links = pl.concat([links.filter(~mine), _parted(links.filter(mine), sides)])
        of_link = pl.Series(root[links["a"].to_numpy()])
    return links.sort("a", "b")


def _codes(names: Names, tokens: pl.Series) -> pl.DataFrame:
    """Pairs of tokens as numbers (columns `a`, `b`); those with an unknown token are left out."""
    told = pl.DataFrame(names, schema={"first": pl.String, "second": pl.String}, orient="row")
    known = tokens.alias("token").to_frame().with_columns(code=pl.int_range(pl.len(), dtype=pl.Int64))
    known = known.filter(pl.col("token").is_in(pl.concat([told["first"], told["second"]]).implode()))
    first = told.join(known, left_on="first", right_on="token").rename({"code": "a"})
    both = first.join(known, left_on="second", right_on="token").rename({"code": "b"})
    return both.select("a", "b").unique().sort("a", "b")


def _by_component(root: Ints, ends: list[tuple[int, int]]) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """The pairs that the rows make one person, by component."""
    found: dict[int, list[tuple[int, int]]] = {}
    for a, b in ends:
        if root[a] == root[b]:
            found.setdefault(int(root[a]), []).append((a, b))
    yield from sorted(found.items())


def _parted(links: pl.DataFrame, sides: list[tuple[int, int]]) -> pl.DataFrame:
    """The links of one component without what joins any of these pairs."""
    for a, b in sides:
        links = links.filter(~((pl.col("a") == min(a, b)) & (pl.col("b") == max(a, b))))
        lost = contested(links, pl.Series([a, b], dtype=pl.Int64))["token"].implode()
        links = links.filter(~pl.col("a").is_in(lost), ~pl.col("b").is_in(lost))
    return links
