"""What must not matter does not: order, keys, names, repetition, the calendar."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.exposures import Exposures
from graph.ranking import rank
from tests.graph.ranking.made_up import random_case, renamed, shifted, shuffled, with_other_key

CASES = [random_case(1), random_case(2, leak=None), random_case(3, dated=False)]


def as_text(case: Exposures) -> str:
    """The JSON of a verdict."""
    return json.dumps(rank(case).to_dict(), ensure_ascii=False)


def without_people(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer without pseudonyms and names of records."""
    sources = [{**source, "people": None} for source in answer["sources"]]
    asked = [{**question, "about": None, "person": None, "record": None} for question in answer["next_questions"]]
    return {**answer, "sources": sources, "next_questions": asked}


@pytest.mark.parametrize("case", CASES)
@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 2**31))
def test_rows_in_any_order_give_the_same_bytes(case: Exposures, seed: int) -> None:
    """Neither files nor engines promise an order of rows."""
    assert as_text(shuffled(case, seed)) == as_text(case)


@pytest.mark.parametrize("case", CASES)
def test_repeated_rows_change_nothing(case: Exposures) -> None:
    """A fact told twice is one fact."""
    twice = Exposures(pl.concat([case.people] * 2), pl.concat([case.holdings] * 2), pl.concat([case.shares] * 2))

    assert as_text(twice) == as_text(case)


@pytest.mark.parametrize("case", CASES)
def test_another_key_changes_only_the_pseudonyms(case: Exposures) -> None:
    """The verdict must be comparable between workspaces."""
    one, other = rank(case).to_dict(), rank(with_other_key(case)).to_dict()

    assert without_people(one) == without_people(other)
    assert all(a["people"] != b["people"] for a, b in zip(one["sources"], other["sources"], strict=True))


@pytest.mark.parametrize("case", CASES)
def test_the_numbering_of_records_does_not_matter(case: Exposures) -> None:
    """Records are numbered by whoever reads the files; only which exposures share one is a fact."""
    other = case.holdings.with_columns(record=pl.concat_str(pl.lit("x"), pl.col("record").str.reverse()))

    assert as_text(replace(case, holdings=other)) == as_text(case)


def test_other_names_of_holders_change_only_the_names() -> None:
    """Nothing is read from a name; here the names' order is kept, which decides ties."""
    case = CASES[0]
    names = {name: f"z{name}" for name in case.holdings["holder"].unique()}
    one, other = rank(case).to_dict(), rank(renamed(case, names)).to_dict()

    assert [{**row, "holder": names[row["holder"]]} for row in one["ranking"]] == other["ranking"]
    assert one["inputs"]["digest"] != other["inputs"]["digest"]


def test_other_names_in_another_order_leave_the_values() -> None:
    """Only ties may fall otherwise."""
    case = CASES[0]
    holders = sorted(case.holdings["holder"].unique())
    names = dict(zip(holders, [f"n{k:03}" for k in reversed(range(len(holders)))], strict=True))
    one, other = rank(case), rank(renamed(case, names))

    assert {names[row.holder]: row.value for row in one.ranking} == pytest.approx(
        {row.holder: row.value for row in other.ranking}, abs=1e-6
    )


@pytest.mark.parametrize("days", [-700, 3, 10_000])
def test_another_calendar_shifts_only_the_windows(days: int) -> None:
    """A verdict does not depend on the date."""
    one, other = rank(CASES[0]), rank(shifted(CASES[0], days))

    assert one.sources
    for a, b in zip(one.sources, other.sources, strict=True):
        assert a.window
        assert b.window
        assert (b.window.first - a.window.first).days == days
        assert (b.window.last - a.window.last).days == days
        assert (a.people, a.observed) == (b.people, b.observed)
        assert (a.value, a.tolerance) == pytest.approx((b.value, b.tolerance))


def test_another_process_gives_the_same_bytes() -> None:
    """No hash seed and no thread order reaches an answer."""
    code = (
        "import json; from graph.ranking import rank; from tests.graph.ranking.made_up import random_case; "
        "print(json.dumps(rank(random_case(1)).to_dict(), ensure_ascii=True))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True, check=True, env={"PYTHONHASHSEED": seed, "POLARS_MAX_THREADS": threads, "PATH": ""},
        ).stdout
        for seed, threads in (("1", "1"), ("2", "3"))
    ]  # fmt: skip

    assert runs[0] == runs[1]
    assert json.loads(runs[0]) == json.loads(as_text(random_case(1)))


def test_a_changed_fact_changes_the_digest() -> None:
    """The digest stands for the content: one other day, one other region, one other share."""
    case = CASES[0]
    people = case.people.with_columns(region=pl.lit("elsewhere"))
    held = case.holdings.with_columns(seen_from=pl.col("seen_from").first())
    shares = pl.DataFrame({"kind": ["merchant"], "holder": ["shop:1"], "share": [0.1]})
    digests = {
        rank(changed).inputs.digest
        for changed in (case, replace(case, people=people), replace(case, holdings=held), replace(case, shares=shares))
    }

    assert len(digests) == 4
