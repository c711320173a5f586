"""Material that says little or is odd gives a verdict all the same: no crash, no NaN, no warning of numpy's."""

from __future__ import annotations

import json
import warnings
from dataclasses import replace
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.exposures import Exposures
from graph.ranking import rank
from graph.verdict import Verdict
from tests.graph.ranking.made_up import CALL, exposures, person, random_case

KINDS = ["merchant", "courier", "pickup_site", "hub", "branch", "courier_person", "school"]


def verdict_of(case: Exposures) -> Verdict:
    """The verdict, with every warning an error and every number of the JSON finite."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        verdict = rank(case)
    json.dumps(verdict.to_dict(), allow_nan=False)
    return verdict


def codes(verdict: Verdict) -> list[str]:
    """The codes of its warnings."""
    return [caution.code for caution in verdict.warnings]


def test_nothing_at_all_is_undecidable() -> None:
    """An empty workspace has a verdict too."""
    verdict = verdict_of(exposures([], []))

    assert verdict.state == "undecidable"
    assert codes(verdict) == ["few_victims", "only_timing"]


def test_victims_without_exposures_are_undecidable() -> None:
    """Nobody's records are known."""
    verdict = verdict_of(exposures([person(f"p:{i}") for i in range(5)], []))

    assert verdict.state == "undecidable"
    assert "no_orders_for_some" in codes(verdict)


def test_orders_after_the_calls_are_not_said_to_lack_times() -> None:
    """They have times; what is missing is any record before the call."""
    people = [person(f"p:{i}") for i in range(5)]
    verdict = verdict_of(exposures(people, [(f"p:{i}", f"r{i}", "merchant", "a", "2030-01-01") for i in range(5)]))

    assert "no_times" not in codes(verdict)
    assert "no_orders_for_some" in codes(verdict)


def test_comparison_people_without_records_are_told_of() -> None:
    """They were imported, so to ask for comparison people would puzzle; it is their orders that are missing."""
    case = random_case(1, others=0)
    others = pl.DataFrame(
        [person(f"q:{i}", role="comparison") for i in range(7)], schema=case.people.schema, orient="row"
    )
    verdict = verdict_of(replace(case, people=pl.concat([case.people, others])))

    assert "comparisons_without_records" in codes(verdict)
    assert "only_timing" not in codes(verdict)
    assert "7" in next(c.text.en for c in verdict.warnings if c.code == "comparisons_without_records")


@pytest.mark.parametrize("victims", [1, 2])
def test_two_victims_are_too_few(victims: int) -> None:
    """A verdict needs three victims."""
    verdict = verdict_of(random_case(1, victims=victims))

    assert verdict.state == "undecidable"
    assert verdict.sentence.zh.startswith("还不能判断")
    assert not verdict.ranking


def test_neither_times_nor_comparison_is_undecidable() -> None:
    """A shared shop alone says nothing."""
    case = exposures(
        [person(f"p:{i}") for i in range(9)], [(f"p:{i}", f"r{i}", "merchant", "a", None) for i in range(9)]
    )

    assert verdict_of(case).state == "undecidable"


def test_times_alone_are_warned_about() -> None:
    """Without comparison people and shares only timing can speak."""
    assert "only_timing" in codes(verdict_of(random_case(1, others=0)))


def test_a_published_share_alone_is_warned_about() -> None:
    """There is something to compare with, but nobody."""
    case = replace(
        random_case(1, others=0),
        shares=pl.DataFrame([("merchant", "shop:1", 0.2)], schema=["kind", "holder", "share"], orient="row"),
    )

    assert "no_comparisons" in codes(verdict_of(case))


def test_everybody_alike_points_to_nobody() -> None:
    """What victims and comparison people share alike is no evidence."""
    people = [person(f"p:{i:02}", role="victim" if i < 20 else "comparison") for i in range(60)]
    case = exposures(people, [(f"p:{i:02}", f"r{i}", "merchant", "the only shop", "2024-05-20") for i in range(60)])

    assert verdict_of(case).state == "none"


def test_comparison_people_identical_to_victims_point_to_nobody() -> None:
    """Each victim has a double who was not defrauded."""
    case = random_case(4, victims=30, others=0)
    double = pl.col("person").str.replace("p:", "q:")
    people = pl.concat([case.people, case.people.with_columns(double, role=pl.lit("comparison"))])
    verdict = verdict_of(Exposures(people, pl.concat([case.holdings, case.holdings.with_columns(double)]), case.shares))

    assert verdict.state in {"none", "lead"}


def test_a_single_day_has_no_window() -> None:
    """One event: its times tell nobody apart."""
    people = [person(f"p:{i:02}", role="victim" if i < 20 else "comparison") for i in range(60)]
    rows = [
        (f"p:{i:02}", f"r{i}-{f}", "food", f, "2024-06-01")
        for i in range(60)
        for f in "abc"
        if (i + ord(f)) % 3 or (f == "a" and i < 20)
    ]
    verdict = verdict_of(exposures(people, rows))

    assert "no_times" in codes(verdict)
    assert all(source.window is None for source in verdict.sources)


def test_only_protected_exposures_point_to_nobody() -> None:
    """The holders had the records, but not the field that was used."""
    case = random_case(1)
    verdict = verdict_of(replace(case, holdings=case.holdings.with_columns(protected=pl.lit(value=True))))

    assert verdict.state in {"none", "undecidable"}
    assert not verdict.ranking


def test_dates_decades_apart_are_no_trouble() -> None:
    """A birthday in the column of calls must not exhaust the memory."""
    case = random_case(1)
    people = case.people.with_columns(
        call=pl.when(pl.col("person") == "p:000").then(pl.lit("1971-01-01")).otherwise("call")
    )
    old = exposures([], [("p:000", "order:old", "merchant", "shop:3", "1970-12-20")]).holdings
    verdict = verdict_of(replace(case, people=people, holdings=pl.concat([case.holdings, old])))

    assert verdict.inputs.first
    assert verdict.inputs.first.year == 1970


def test_one_holder_that_is_protected_here_and_there() -> None:
    """And nothing else at all."""
    people = [person(f"p:{i}") for i in range(3)]
    held = [("p:0", "order:0-0", "merchant", "merchant:a", None)] * 2

    assert not verdict_of(exposures(people, held, [("merchant", "merchant:a", 0.0)], {0})).sources


@st.composite
def odd_cases(draw: st.DrawFn) -> Exposures:
    """A few people, a few holders of any kind, any day or none, protected or not, matched or not, named or not."""
    n = draw(st.integers(0, 9))
    days = st.sampled_from([None, "2024-04-01", "2024-05-30", "2024-06-09", CALL, "2024-06-10T08:00:00", "2023-01-01"])
    rows = draw(
        st.lists(
            st.tuples(st.integers(0, 8), st.integers(0, 5), st.sampled_from(KINDS), st.sampled_from("ab"), days),
            max_size=60,
        )
    )
    people = [person(f"p:{i}", **draw(_facts())) for i in range(n)]
    holdings = [(f"p:{i}", f"order:{i}-{r}", kind, f"{kind}:{h}", d) for i, r, kind, h, d in rows if i < n]
    hidden = draw(st.sets(st.integers(0, 60), max_size=4))
    shares = draw(st.sampled_from([[], [("merchant", "merchant:a", 0.0)], [("courier", "courier:b", 1.0)]]))
    return exposures(people, holdings, shares, hidden)


def _facts() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "role": st.sampled_from(["victim", "victim", "victim", "comparison"]),
            "call": st.sampled_from([CALL, "2024-06-10T12:00:00", "2024-06-12"]),
            "region": st.sampled_from(["", "north", "south"]),
            "matched_set": st.sampled_from([None, None, "1"]),
            "fields_known": st.sampled_from([None, "", "name;phone", "credit_product"]),
            "named": st.sampled_from([None, None, "order:0-0", "order:1-1", "order:nowhere"]),
        }
    )


@settings(max_examples=80, deadline=None)
@given(case=odd_cases())
def test_any_material_gives_a_verdict(case: Exposures) -> None:
    """Whatever is imported, the answer is one of four, its figures are finite and its parts agree."""
    verdict = verdict_of(case)

    assert verdict.state in {"source", "lead", "none", "undecidable"}
    assert bool(verdict.sources) == (verdict.state == "source")
    for source in verdict.sources:
        assert source.value >= 3.8
        assert source.explained_range[0] <= source.explained_range[1]
        assert source.against.never_touched + source.against.only_outside + source.observed == len(
            case.people.filter(pl.col("role") == "victim")
        )
    for row in verdict.ranking:
        assert row.expected_range[0] <= row.expected_range[1]
        assert 0 <= row.probability <= 1
