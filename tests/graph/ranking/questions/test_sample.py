"""Large cases are asked about by a sample of their people."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from graph.index import index_of
from graph.ranking.material.prepare import Prepared, prepare
from graph.ranking.questions import sample as module
from graph.ranking.questions.sample import sample
from tests.graph.ranking.made_up import random_case


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Samples of ten victims and twenty comparison people."""
    monkeypatch.setattr(module, "MOST_VICTIMS", 10)
    monkeypatch.setattr(module, "MOST_COMPARED", 20)


def records(prepared: Prepared) -> set[tuple[str, str, str]]:
    """Who touched whom, and by which record."""
    case = prepared.case
    return {
        (prepared.people[person], prepared.records[record], case.names[holder][1])
        for person, record, holder in zip(case.person, case.record, case.holder, strict=True)
        if holder >= 0
    }


def test_those_in_the_sample_keep_all_their_records_and_nothing_else_is_there() -> None:
    """Numbers change, people and records do not."""
    whole = prepare(index_of(random_case(1)))
    some = sample(whole)
    chosen = set(some.people)

    assert some.case.n == 10
    assert len(some.people) == len(some.case.call) <= 30
    assert records(some) == {row for row in records(whole) if row[0] in chosen}
    assert (np.diff(some.case.person) >= 0).all()
    calls = dict(zip(whole.people, whole.case.call, strict=True))
    assert [calls[who] for who in some.people] == some.case.call.tolist()


def test_victims_whose_caller_named_an_order_and_those_without_records_come_first() -> None:
    """They have the most to say; half of the places at most are for named orders."""
    case = random_case(1)
    victims = case.people.filter(role="victim")["person"].sort()
    silent, told = victims[-1], victims[-2]
    record = case.holdings.filter(person=told)["record"][0]
    named = pl.when(person=told).then(pl.lit(record)).otherwise(pl.col("named"))
    changed = replace(
        case, people=case.people.with_columns(named=named), holdings=case.holdings.filter(pl.col("person") != silent)
    )

    some = sample(prepare(index_of(changed)))

    assert {silent, told} <= set(some.people)


def test_small_cases_are_taken_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is left out where all can be weighed."""
    monkeypatch.setattr(module, "MOST_VICTIMS", 1000)
    whole = prepare(index_of(random_case(1)))

    assert sample(whole) is whole
