"""Where the rows would make one person of two identity cards: which tokens are to link nobody.

Each identity card claims the tokens seen with it, those claim the tokens seen with them, and so on outward, one step at
a time. A token that two cards claim in the same step is contested; so are two tokens seen together that different cards
have claimed. Contested tokens link nobody; what is left joins no two cards.
"""

from __future__ import annotations

import polars as pl

CLAIMS = pl.Schema({"token": pl.Int64, "card": pl.Int64})


def contested(links: pl.DataFrame, cards: pl.Series) -> pl.DataFrame:
    """The contested tokens with every card that claims them (columns `token`, `card`), sorted.

    `links` has every pair of tokens seen in one row (columns `a`, `b`), of components with two or more cards;
    `cards` are the tokens of identity cards. No row may name two cards.
    """
    both_ways = pl.concat([links.select("a", "b"), links.select(a="b", b="a")]).unique()
    claimed = pl.DataFrame({"token": cards, "card": cards}, schema=CLAIMS)
    edge, disputes = claimed, claimed.clear()
    while edge.height:
        claims = _claims(edge, both_ways).join(claimed, on="token", how="anti")
        claims = claims.join(disputes, on="token", how="anti")
        several = pl.col("card").n_unique().over("token") > 1
        disputes = pl.concat([disputes, claims.filter(several)])
        edge = claims.filter(~several)
        claimed = pl.concat([claimed, edge])
    return pl.concat([disputes, _meeting(claimed, both_ways)]).unique().sort("token", "card")


def _claims(edge: pl.DataFrame, both_ways: pl.DataFrame) -> pl.DataFrame:
    """What the tokens of `edge` claim for their cards: the tokens seen with them."""
    return edge.join(both_ways, left_on="token", right_on="a").select(token="b", card="card").unique()


def _meeting(claimed: pl.DataFrame, both_ways: pl.DataFrame) -> pl.DataFrame:
    """Claims of tokens seen together with one that another card has claimed: their own card and the other."""
    ends = both_ways.join(claimed, left_on="a", right_on="token").join(
        claimed, left_on="b", right_on="token", suffix="_b"
    )
    met = ends.filter(pl.col("card") != pl.col("card_b"))
    return pl.concat([met.select(token="a", card="card"), met.select(token="a", card="card_b")])
