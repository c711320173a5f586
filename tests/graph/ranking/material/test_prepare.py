"""Only what was held before the call counts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.index import index_of
from graph.ranking.material.case import PROTECTED, Case
from graph.ranking.material.knowledge import shipped
from graph.ranking.material.prepare import Prepared, prepare
from tests.graph.ranking.made_up import Holding, exposures, person


def one(seen: str | None, call: str) -> list[int]:
    """The lag in days of one exposure, if it counts."""
    case = prepare(index_of(exposures([person("p:1", call=call)], [("p:1", "r", "merchant", "a", seen)]))).case
    return case.lag.tolist()


@pytest.mark.parametrize(
    ("seen", "call", "counts"),
    [
        ("2024-06-09", "2024-06-10", [1]),
        ("2024-06-09T23:59:00", "2024-06-10T00:01:00", [1]),
        ("2024-03-01", "2024-06-10", [101]),
        ("2024-06-10T09:00:00", "2024-06-10T10:00:00", [1]),
        (None, "2024-06-10", [1]),
        ("2024-06-10T11:00:00", "2024-06-10T10:00:00", []),
        ("2024-06-10", "2024-06-10T10:00:00", []),
        ("2024-06-10T09:00:00", "2024-06-10", []),
        ("2024-06-10", "2024-06-10", []),
        ("2024-06-11", "2024-06-10", []),
    ],
)
def test_before_is_an_earlier_day_or_earlier_by_the_clock(seen: str | None, call: str, counts: list[int]) -> None:
    """A day without an hour is the whole day; what is not surely before the call does not count."""
    assert one(seen, call) == counts


def case_of(people: list[dict[str, Any]], holdings: list[Holding], **more: Any) -> Prepared:
    """A prepared case."""
    return prepare(index_of(exposures(people, holdings, **more)))


def test_people_stand_by_role_call_region_and_content() -> None:
    """Victims first; pseudonyms do not matter."""
    people = [
        person("p:a", role="comparison", call="2024-01-01"),
        person("p:b", call="2024-06-02"),
        person("p:c", call="2024-06-01", region="north"),
        person("p:d", call="2024-06-01", region="a"),
    ]
    prepared = case_of(people, [])

    assert tuple(prepared.people) == ("p:d", "p:c", "p:b", "p:a")
    assert prepared.case.n == 3


def test_holders_stand_by_kind_and_name() -> None:
    """The order of ties."""
    rows = [("p:1", "r", kind, name, "2024-05-01") for kind, name in [("m", "b"), ("k", "z"), ("m", "a")]]

    assert case_of([person("p:1")], rows).case.names == (("k", "z"), ("m", "a"), ("m", "b"))


def test_a_protected_exposure_names_no_holder() -> None:
    """The person is known there, and untouched."""
    case = case_of([person("p:1")], [("p:1", "r", "m", "a", "2024-05-01")], protected=[0]).case

    assert case.holder.tolist() == [PROTECTED]
    assert case.names == ()
    assert case.kinds == ("m",)


def test_a_named_record_counts_only_with_an_exposure_of_hers() -> None:
    """A number the caller said that stands in no record restricts nothing."""
    rows: list[Holding] = [("p:1", "order:1", "m", "a", "2024-05-01"), ("p:2", "order:2", "m", "a", "2024-05-01")]
    people = [person("p:1", named="order:1"), person("p:2", named="order:1"), person("p:3", named="order:9")]
    prepared = case_of(people, rows)
    named = dict(zip(prepared.people, prepared.case.named, strict=False))

    assert prepared.records[named["p:1"]] == "order:1"
    assert named["p:2"] == named["p:3"] == -1


def test_what_callers_knew_is_read_by_field() -> None:
    """No statement and an empty one know nothing; fields that are not tested decide nothing."""
    people = [
        person("p:1", fields_known="name;school"),
        person("p:2", fields_known=None),
        person("p:3", fields_known=""),
    ]
    prepared = case_of(people, [])
    knew = dict(zip(prepared.people, prepared.case.knew, strict=True))

    assert knew["p:1"].sum() == 1
    assert knew["p:1"][shipped().fields.index("name")]
    assert not knew["p:2"].any()
    assert not knew["p:3"].any()


def test_matched_sets_hold_those_chosen_and_the_rest_by_region() -> None:
    """A region that is called like a set is another set."""
    people = [
        person("p:1", matched_set="1"), person("p:2", matched_set="1", role="comparison"),
        person("p:3", region="1", role="comparison"),
    ]  # fmt: skip
    prepared = case_of(people, [])
    assert prepared.case.sets is not None
    sets = dict(zip(prepared.people, prepared.case.sets, strict=True))

    assert sets["p:1"] == sets["p:2"] != sets["p:3"]
    assert case_of([person("p:1")], []).case.sets is None


def test_times_of_one_event_are_no_times() -> None:
    """All dated exposures within five days: touched or not is all that can be said."""
    rows: list[Holding] = [("p:1", f"r{d}", "m", "a", f"2024-05-0{d}") for d in (1, 5)]

    assert not case_of([person("p:1")], rows).case.dated.any()
    assert case_of([person("p:1")], [*rows, ("p:1", "r6", "m", "a", "2024-05-06")]).case.dated.all()


@settings(deadline=None)
@given(st.integers(1, 6), st.integers(1, 5))
def test_records_are_counted_per_person(records: int, kinds: int) -> None:
    """A record with many holders is one record."""
    rows: list[Holding] = [
        ("p:1", f"r{r}", f"kind{k}", "a", "2024-05-01") for r in range(records) for k in range(kinds)
    ]
    case: Case = case_of([person("p:1"), person("p:2", call="2025-01-01")], rows).case

    assert case.records.tolist() == [records, 0]
    assert len(np.unique(case.record)) == records
