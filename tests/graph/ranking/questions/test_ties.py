"""Holders that the traced orders do not tell apart share the chance."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from graph.index import index_of
from graph.ranking.material.prepare import prepare
from graph.ranking.naming.candidates import Field
from graph.ranking.questions.beliefs import Belief, beliefs
from graph.ranking.questions.chains import chains
from graph.ranking.questions.scales import UNSEEN
from graph.ranking.questions.ties import shared
from tests.graph.ranking.made_up import random_case

SHOP, WAREHOUSE = ("merchant", "shop:3"), ("warehouse", "store")


def believed_with_a_warehouse(every: int) -> dict[tuple[str, str], float]:
    """Chances where a warehouse served `shop:3` and others, and one order in so many is traced."""
    case = random_case(1)
    served = pl.col("holder").is_in(["shop:3", "shop:4", "shop:5"])
    stored = case.holdings.filter(kind="merchant").with_columns(
        kind=pl.lit("warehouse"), holder=pl.when(served).then(pl.lit("store")).otherwise(pl.lit("other"))
    )
    prepared = prepare(index_of(replace(case, holdings=pl.concat([case.holdings, stored]))))
    orders = chains(prepared)
    traced = np.zeros(len(orders.record), bool)
    through = orders.touches.order[orders.touches.holder == prepared.case.names.index(SHOP)]
    traced[through[::every]] = True
    shares = Field(prepared.case).widest.shares
    return chances(prepared.case.names, beliefs(prepared.case, shares, orders.only(traced))[1])


def chances(names: tuple[tuple[str, str], ...], believed: tuple[Belief, ...]) -> dict[tuple[str, str], float]:
    """By holder."""
    return {names[q.weight.holder]: q.chance for q in believed if q.weight.holder != UNSEEN}


def test_a_shop_is_not_sure_while_all_its_traced_orders_are_its_warehouses_too() -> None:
    """Only orders of the shop were traced: the shares alone say which, and they are not sure to the nat."""
    found = believed_with_a_warehouse(every=3)

    assert found[SHOP] < 0.85
    assert found[WAREHOUSE] > 0.05


def test_sharing_adds_nothing_and_takes_nothing_and_keeps_the_order() -> None:
    """Chances stay what they are together; who had more still has."""
    prepared = prepare(index_of(random_case(1)))
    orders, of = chains(prepared), Field(prepared.case).widest.shares
    scales, believed = beliefs(prepared.case, of, orders)
    weights = [q.weight for q in believed]
    value = np.array([weight.value for weight in weights])
    before = np.exp(value - value.max())

    after = shared(scales, weights, before)

    assert after.sum() == pytest.approx(before.sum())
    assert after[value.argmax()] == after.max()
