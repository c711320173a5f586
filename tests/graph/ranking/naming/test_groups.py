"""Holders that cannot be told apart from a named one."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from graph.exposures import Exposures
from graph.ranking import rank
from tests.graph.ranking.made_up import random_case


def with_second(case: Exposures, part: float) -> Exposures:
    """Every record of shop:3 (or a part of them, by person) also goes through a vendor who packs for it."""
    shop = pl.col("holder") == "shop:3"
    through = case.holdings.filter(shop)
    few = through["person"].unique().sort().head(round(part * through["person"].n_unique()))
    again = through.filter(pl.col("person").is_in(few.implode())).with_columns(
        kind=pl.lit("packer"), holder=pl.lit("vendor")
    )
    return replace(case, holdings=pl.concat([case.holdings, again]))


def group_of(case: Exposures) -> set[str]:
    """The named source and what is not told apart from it."""
    (source,) = rank(case).sources
    return {source.holder, *(rival.holder for rival in source.not_told_apart)}


def test_the_same_records_make_a_group_whatever_the_values() -> None:
    """Nothing in the material can tell them apart."""
    assert group_of(with_second(random_case(1), 1.0)) == {"shop:3", "vendor"}


def test_few_of_the_victims_make_no_group() -> None:
    """A vendor that served a quarter of the shop's customers explains too few of its victims."""
    assert group_of(with_second(random_case(1), 0.25)) == {"shop:3"}


def test_a_source_alone_has_no_group() -> None:
    """Couriers and branches of its parcels were used by others too."""
    assert group_of(random_case(1)) == {"shop:3"}
