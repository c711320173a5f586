"""The days in which windows are made."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.index import index_of
from graph.ranking import rank
from graph.ranking.material.case import Case
from graph.ranking.material.period import outside, period
from graph.ranking.material.prepare import prepare
from graph.ranking.settings import MOST_DAYS
from graph.verdict import Verdict
from tests.graph.ranking.made_up import Exposures, exposures, person, random_case

CALLS = {"p:1": date(2024, 6, 10), "p:2": date(2024, 6, 12), "p:3": date(2024, 6, 20)}


def case_of(calls: dict[str, date], before: dict[str, tuple[int, ...]]) -> Case:
    """People called on these days, with records so many days before."""
    people = [person(name, call=call.isoformat()) for name, call in calls.items()]
    days = {name: [date.fromordinal(calls[name].toordinal() - lag) for lag in lags] for name, lags in before.items()}
    held = [(p, f"{p} {k}", "merchant", "a", d.isoformat()) for p, found in days.items() for k, d in enumerate(found)]
    return prepare(index_of(exposures(people, held))).case


def test_it_reaches_from_the_first_record_to_the_last() -> None:
    """Also to those long before any call, as the price of a window is that of all the time looked at."""
    case = case_of(CALLS, {"p:1": (200, 10), "p:2": (5,), "p:3": (1,)})

    assert period(case) == (CALLS["p:1"].toordinal() - 200, CALLS["p:3"].toordinal() - 1)
    assert len(outside(case)) == 0


def test_old_records_do_not_stretch_it_over_years() -> None:
    """A purchase of 2014 cannot have been used in a call of 2024."""
    case = case_of(CALLS, {"p:1": (3650, 10), "p:2": (5,), "p:3": (1,)})

    assert period(case) == (CALLS["p:1"].toordinal() - 10, CALLS["p:3"].toordinal() - 1)
    assert len(outside(case)) == 0


def test_a_call_of_another_century_is_left_outside() -> None:
    """The period is where most victims are; the stray one is counted."""
    calls = CALLS | {"p:4": date(1924, 6, 1)}
    case = case_of(calls, {"p:1": (9,), "p:2": (5,), "p:3": (1,), "p:4": (3,)})

    assert period(case) == (CALLS["p:1"].toordinal() - 9, CALLS["p:3"].toordinal() - 1)
    assert case.call[outside(case)].tolist() == [calls["p:4"].toordinal()]


def test_of_equals_the_latest_counts() -> None:
    """One record in each of two centuries."""
    calls = {"p:1": date(1924, 6, 1), "p:2": date(2024, 6, 1)}

    assert period(case_of(calls, {"p:1": (3,), "p:2": (3,)})) == (calls["p:2"].toordinal() - 3,) * 2


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(1, 400)), min_size=1, max_size=12))
def test_it_is_never_longer_than_it_may_be_and_holds_a_record(made: list[tuple[int, int]]) -> None:
    """Whatever the calls (days from 2010) and lags."""
    calls = {f"p:{i}": date.fromordinal(date(2010, 1, 1).toordinal() + day) for i, (day, _) in enumerate(made)}
    case = case_of(calls, {f"p:{i}": (lag,) for i, (_, lag) in enumerate(made)})
    first, last = period(case)

    assert 0 <= last - first < MOST_DAYS
    assert ((case.day >= first) & (case.day <= last)).any()
    assert set(outside(case)) <= set(range(case.n))


def stray(call: str, seen: str) -> Verdict:
    """The verdict on a case with a clear source in which one victim's call and one record lie elsewhere."""
    case = random_case(1)
    first = pl.col("person") == "p:000"
    people = case.people.with_columns(call=pl.when(first).then(pl.lit(call)).otherwise("call"))
    old = exposures([], [("p:000", "order:old", "merchant", "shop:3", seen)]).holdings
    return rank(Exposures(people, pl.concat([case.holdings, old]), case.shares))


@pytest.mark.parametrize(
    ("call", "seen"), [("1900-06-01", "1900-05-20"), ("2100-06-01", "2100-05-20"), ("9999-12-31", "9999-12-30")]
)
def test_one_slip_in_a_date_does_not_hide_the_source(call: str, seen: str) -> None:
    """Nor does it cost minutes; it is said who was left out."""
    verdict = stray(call, seen)

    assert [source.holder for source in verdict.sources] == ["shop:3"]
    assert verdict.sources[0].value > 12
    assert {caution.code: caution.text.en for caution in verdict.warnings}["far_from_the_others"].endswith(
        "left out of all windows: 1. Check their dates."
    )


def test_an_old_record_alone_needs_no_warning() -> None:
    """It is simply too old to have been used."""
    assert "far_from_the_others" not in {caution.code for caution in stray("2024-04-20", "1900-01-01").warnings}
