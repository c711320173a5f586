"""Series of questions on small cases with a known answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from graph.asking import WAYS, Series, as_text, ask_through, goals, summaries
from graph.asking.series import MOST
from tests.graph.ranking.made_up import random_case

TRUTH: dict[str, Any] = {"sources": [{"node": "shop:3", "level": "merchant"}]}
NOBODY_THERE: dict[str, Any] = {"sources": [{"node": "shop:99", "level": "merchant"}]}


@pytest.fixture(scope="module")
def series() -> list[Series]:
    """Each order of questions on three cases."""
    cases = [random_case(seed, victims=40, shops=40) for seed in (1, 5, 6)]
    return [ask_through(case, TRUTH, way, seed) for way in WAYS for seed, case in enumerate(cases)]


def test_by_expected_gain_fewer_orders_are_traced_than_at_random(series: list[Series]) -> None:
    """The point of asking in that order."""
    traced = {row.way: row.median for row in summaries(series)}

    assert traced["gain"] < traced["random"] / 2


def test_orders_are_traced_four_at_a_time(series: list[Series]) -> None:
    """And every series either comes to the end or says that it did not."""
    for run in series:
        assert run.traced % 4 == 0 or run.traced == run.orders
        assert run.reached or run.traced == MOST
        assert all(count % 4 == 0 and count <= MOST for count in run.wrong)


def test_the_same_seed_gives_the_same_series() -> None:
    """Figures can be had again."""
    one, other = (ask_through(random_case(1, victims=40, shops=40), TRUTH, "random", 7) for _ in range(2))

    assert one == other


def test_a_source_that_is_not_there_is_never_reached_and_others_are_wrong() -> None:
    """The truth is somebody else: whoever is named is named wrongly."""
    run = ask_through(random_case(1, victims=40, shops=40), NOBODY_THERE, "gain")

    assert not run.reached
    assert run.traced == MOST
    assert run.wrong


def test_series_are_summed_up_by_the_order_of_questions() -> None:
    """By hand: 4, 8, 12 orders; one of the three named somebody else before."""
    rows = summaries(
        Series("gain", 100, traced, reached=True, wrong=wrong) for traced, wrong in ((4, ()), (8, (4,)), (12, ()))
    )

    assert [(row.way, row.series, row.median, row.reached) for row in rows] == [("gain", 3, 8, 1)]
    assert rows[0].wrong == pytest.approx(1 / 3)
    assert "gain" in as_text(rows)


def test_the_goals_are_held_against_asking_at_random() -> None:
    """By hand: 8 orders against 40 is less than a quarter; one of two wrong against one of two is no tenth."""
    runs = [
        Series(way, 100, traced, reached=True, wrong=wrong)
        for way, traced in (("random", 40), ("gain", 8))
        for wrong in ((), (4,))
    ]
    rows = summaries(runs)

    assert [(goal.by_gain, goal.at_random, goal.met) for goal in goals(rows)] == [(8, 40, True), (0.5, 0.5, False)]
    assert as_text(rows).count("met") == 2
    assert goals(rows[:1]) == []


def test_holders_that_no_order_tells_apart_are_named_together() -> None:
    """The shop's orders all go through a warehouse of its own, and through no other."""
    case = random_case(1, victims=40, shops=40)
    twin = case.holdings.filter(kind="merchant").with_columns(
        kind=pl.lit("warehouse"), holder=pl.when(holder="shop:3").then(pl.lit("own")).otherwise(pl.lit("other"))
    )
    tied = replace(case, holdings=pl.concat([case.holdings, twin]))

    assert ask_through(tied, TRUTH, "gain").reached
    assert ask_through(tied, {"sources": [{"node": "own", "level": "warehouse"}]}, "gain").reached
