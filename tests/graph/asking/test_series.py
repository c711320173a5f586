"""Series of questions on small cases with a known answer."""

from __future__ import annotations

from typing import Any

import pytest

from graph.asking import WAYS, Series, as_text, ask_through, summaries
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
        assert set(run.apart) <= set(run.wrong)


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
        Series("gain", 100, traced, reached=True, wrong=wrong, apart=())
        for traced, wrong in ((4, ()), (8, (4,)), (12, ()))
    )

    assert [(row.way, row.series, row.median, row.reached, row.apart) for row in rows] == [("gain", 3, 8, 1, 0)]
    assert rows[0].wrong == pytest.approx(1 / 3)
    assert "gain" in as_text(rows)
