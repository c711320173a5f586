"""What is believed while chains are unknown, beside a slow version of the same formula."""

from __future__ import annotations

from math import exp, log

import numpy as np
import pytest

from graph.index import index_of
from graph.ranking.arrays import odds_times
from graph.ranking.expected.shares import Shares
from graph.ranking.material.prepare import Prepared, prepare
from graph.ranking.naming.candidates import Field
from graph.ranking.questions.beliefs import beliefs
from graph.ranking.questions.chains import Chains, chains
from graph.ranking.questions.ground import TRIED
from graph.ranking.questions.scales import UNSEEN, Scales, Weight
from tests.graph.ranking.made_up import random_case


def case_and_shares() -> tuple[Prepared, Shares]:
    """A case in which shop:3 leaked, and its shares."""
    prepared = prepare(index_of(random_case(1)))
    return prepared, Field(prepared.case).widest.shares


def some_traced(prepared: Prepared, every: int) -> Chains:
    """The chains of each so-many-th order."""
    orders = chains(prepared)
    return orders.only(np.arange(len(orders.record)) % every == 0)


def slow_gain(scales: Scales, weight: Weight, law: int, window: int, part: float) -> float:
    """Sum over victims of ln((1 - a) + a LR_i) for a holder of everywhere, order by order."""
    case, orders, grid = scales.case, scales.orders, scales.grid
    j, living = weight.holder, np.bincount(case.region[: case.n], minlength=case.regions) / case.n
    behind = scales.shares.behind[j]
    share = float(living @ odds_times(scales.shares.share[:, j] * (behind + 1) / behind, case.odds))
    through = scales.through(j)
    ratio = np.zeros(case.n)
    for r in range(len(orders.record)):
        if grid.first[window] <= grid.bin[r] <= grid.last[window]:
            says = 1 / share if through[r] else float(not orders.known[r, weight.kind])
            ratio[orders.person[r]] += grid.density[law, r] * says / grid.volume[window]
    return float(np.log((1 - part) + part * ratio).sum())


@pytest.mark.parametrize("every", [1, 3])
def test_the_value_is_that_of_the_formula_spelt_out(every: int) -> None:
    """All windows and laws, the best part of each; charged for the rivals of its kind."""
    prepared, of = case_and_shares()
    scales, believed = beliefs(prepared.case, of, some_traced(prepared, every))
    weight = next(q.weight for q in believed if q.weight.holder >= 0 and not prepared.case.local[q.weight.holder])

    grid = scales.grid
    best = [
        max(slow_gain(scales, weight, law, window, float(part)) for part in TRIED) - grid.price[window]
        for law in range(len(grid.density))
        for window in range(len(grid.price))
    ]
    mean = log(sum(exp(x - max(best)) for x in best)) + max(best)
    mean -= log(sum(exp(-price) for price in grid.price)) + log(len(grid.density))

    rivals = {log(k) for k in range(1, 60)}
    assert min(abs(mean - weight.value - charge) for charge in rivals) < 1e-9


def test_orders_not_traced_say_nothing_for_or_against_anybody() -> None:
    """Without a traced order nobody is met; all that is believed is that somebody may be there."""
    prepared, of = case_and_shares()
    orders = chains(prepared)

    _, believed = beliefs(prepared.case, of, orders.only(np.zeros(len(orders.record), bool)))

    assert believed
    assert all(q.weight.holder == UNSEEN for q in believed)


def test_the_source_is_believed_in_when_all_is_traced() -> None:
    """Two thirds of the victims ordered at shop:3."""
    prepared, of = case_and_shares()
    _, believed = beliefs(prepared.case, of, chains(prepared))

    assert prepared.case.names[believed[0].weight.holder] == ("merchant", "shop:3")
    assert believed[0].chance > 0.99


def test_chances_are_of_one_source() -> None:
    """Together with "no source" they are 1."""
    prepared, of = case_and_shares()
    for every in (1, 4, 20):
        _, believed = beliefs(prepared.case, of, some_traced(prepared, every))
        total = sum(q.chance for q in believed)
        assert 0 < total < 1
        assert [round(q.chance, 9) for q in believed] == sorted((round(q.chance, 9) for q in believed), reverse=True)
