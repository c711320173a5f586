"""Naming sources: one, several, ties, tolerance, and what is left beside them."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from graph.exposures import Exposures
from graph.index import index_of
from graph.ranking import rank
from graph.ranking.material.prepare import prepare
from graph.ranking.naming.candidates import Field
from graph.ranking.naming.groups import tolerance
from graph.ranking.naming.reported_window import day_pairs, quantiles, weighted_quantile
from graph.ranking.naming.search import search
from graph.ranking.settings import BAR, LEAD
from tests.graph.ranking.made_up import random_case


def with_people_of(one: Exposures, other: Exposures) -> Exposures:
    """Both cases as one; the second's people and records are others."""
    mark = pl.concat_str(pl.lit("q:"), "person").alias("person")
    return Exposures(
        pl.concat([one.people, other.people.with_columns(mark)]),
        pl.concat([one.holdings, other.holdings.with_columns(mark)]),
        one.shares,
    )


def with_double(case: Exposures, holder: str, double: tuple[str, str]) -> Exposures:
    """Every record of `holder` also goes through `double` (kind, name)."""
    again = case.holdings.filter(pl.col("holder") == holder).with_columns(
        kind=pl.lit(double[0]), holder=pl.lit(double[1])
    )
    return replace(case, holdings=pl.concat([case.holdings, again]))


def test_one_source_is_named_with_its_victims_and_days() -> None:
    """The shop of two thirds of the victims, days 60 to 80 of the year."""
    verdict = rank(random_case(1))
    (source,) = verdict.sources

    assert (verdict.state, source.kind, source.holder) == ("source", "merchant", "shop:3")
    assert source.window
    assert 55 <= (source.window.first.timetuple().tm_yday - 1) <= 70
    assert 72 <= (source.window.last.timetuple().tm_yday - 1) <= 92
    assert source.window.first_range[0] <= source.window.first <= source.window.first_range[1]
    assert source.expected < source.expected_range[1] < source.observed
    assert len(source.people) == pytest.approx(source.explained, abs=2)
    assert source.people == tuple(sorted(source.people))


def test_two_sources_are_both_named() -> None:
    """The second stands on victims that the first never touched."""
    verdict = rank(with_people_of(random_case(1, shops=20), random_case(5, leak="shop:1", shops=20)))

    assert {source.holder for source in verdict.sources} == {"shop:1", "shop:3"}
    assert [source.rank for source in verdict.sources] == [1, 2]
    assert [row.holder for row in verdict.ranking[:2]] == [source.holder for source in verdict.sources]
    for row, source in zip(verdict.ranking, verdict.sources, strict=False):
        assert row.value_left == min(row.value, source.value)
        assert (row.probability, row.grade) == (source.probability, source.grade)
        assert (row.observed, row.expected, row.expected_range) == (
            source.observed,
            source.expected,
            source.expected_range,
        )


def test_beside_other_sources_no_more_is_left_of_a_holder_than_it_had_alone() -> None:
    """What remains cannot exceed the whole, although the second source says more beside the first than alone."""
    verdict = rank(with_people_of(random_case(1, shops=20), random_case(5, leak="shop:1", shops=20)), top=50)

    assert verdict.sources[1].value > verdict.ranking[1].value
    assert all(row.value_left <= row.value for row in verdict.ranking)


def test_the_very_same_records_cannot_be_told_apart() -> None:
    """A shop and its own warehouse: one is named, the other stands beside it, whatever its value."""
    verdict = rank(with_double(random_case(1), "shop:3", ("warehouse", "its own")))
    (source,) = verdict.sources
    names = {source.holder, *(rival.holder for rival in source.not_told_apart)}

    assert names == {"shop:3", "its own"}
    assert " 或 " in verdict.sentence.zh


def test_beside_the_source_its_double_is_left_nothing() -> None:
    """Alone it would be a lead; beside the named source it adds nothing."""
    verdict = rank(with_double(random_case(1), "shop:3", ("warehouse", "its own")))
    double = next(row for row in verdict.ranking if row.holder not in {s.holder for s in verdict.sources})

    assert double.value > LEAD
    assert double.value_left < 0
    assert double.grade == "none"


def test_without_sources_nothing_is_taken_away() -> None:
    """value_left is the value."""
    verdict = rank(random_case(2, leak=None))

    assert verdict.sources == ()
    assert verdict.ranking
    assert all(row.value_left == row.value for row in verdict.ranking)


def test_the_ranking_lists_as_many_as_asked() -> None:
    """And no more than there are."""
    assert len(rank(random_case(1), top=3).ranking) == 3
    assert rank(random_case(1), top=0).ranking == ()
    assert rank(random_case(1), top=3).sources == rank(random_case(1)).sources


def test_the_tolerance_is_where_the_value_meets_the_bar() -> None:
    """A little more odds and it would not be named."""
    field = Field(prepare(index_of(random_case(1))).case)
    named = search(field).sources[0]
    m = [1.0] * field.case.n
    first = field.candidates(*(pl.Series(m).to_numpy(),) * 2)[0]
    value_at = [field.reported(first, pl.Series(m).to_numpy(), named.tolerance * factor) for factor in (1, 1.01)]

    assert first.holder == named.candidate.holder
    assert value_at[0] >= BAR > value_at[1]
    assert tolerance(field, first, pl.Series(m).to_numpy()) == named.tolerance


def test_day_pairs_lie_round_the_window_and_inside_the_period() -> None:
    """At most 14 days off either end, the last never before the first."""
    first, last = day_pairs(3, 30, 40)

    assert (first.min(), first.max(), last.min(), last.max()) == (0, 17, 16, 39)
    assert (last >= first).all()


def test_quantiles_are_weighted() -> None:
    """Most of the weight on one value makes it the median."""
    x, weight = pl.Series([5, 1, 9]).to_numpy(), pl.Series([0.8, 0.1, 0.1]).to_numpy()

    assert [weighted_quantile(x, weight, u) for u in (0.05, 0.5, 0.95)] == [1, 5, 9]
    assert quantiles(x, x, weight).middle == (5, 5)


def test_touches_tell_every_record_of_victims_through_the_source() -> None:
    """Also those outside the window, marked as such; comparison people's are only counted by day."""
    case = random_case(1)
    (source,) = rank(case).sources
    victims = case.people.filter(pl.col("role") == "victim")["person"]
    through = case.holdings.filter(pl.col("holder") == "shop:3")

    assert len(source.touches) == len(through.filter(pl.col("person").is_in(victims.implode())))
    assert len({touch.person for touch in source.touches if touch.inside}) == source.observed
    assert sum(times for _, times in source.comparison_days) == len(through) - len(source.touches)
    assert all(touch.day and touch.day < touch.call for touch in source.touches)
