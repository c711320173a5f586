"""What holds of every case: who has nothing to do with it, what came too late, and who was imported twice decide nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.exposures import Exposures
from graph.index import index_of
from graph.ranking import rank
from graph.ranking.material.prepare import prepare
from graph.ranking.naming.candidates import Field
from graph.verdict import Verdict
from tests.graph.ranking.made_up import Holding, day, exposures, person, random_case, shifted

SEEDS = st.integers(0, 2**20)
few = settings(max_examples=6, deadline=None, derandomize=True)


def small(seed: int, **more: Any) -> Exposures:
    """A case with or without a leak, by its seed."""
    return random_case(seed, victims=20, others=30, leak="shop:3" if seed % 2 else None, **more)


def joined(case: Exposures, people: list[dict[str, Any]], rows: list[Holding]) -> Exposures:
    """The case with more people and more holdings."""
    more = exposures(people, rows)
    return replace(
        case, people=pl.concat([case.people, more.people]), holdings=pl.concat([case.holdings, more.holdings])
    )


def named(verdict: Verdict) -> set[tuple[str, str]]:
    """The holders it names."""
    return {(source.kind, source.holder) for source in verdict.sources}


def figures(verdict: Verdict) -> tuple[object, ...]:
    """All it says of holders."""
    answer = verdict.to_dict()
    return answer["verdict"], answer["sources"], answer["ranking"]


@few
@given(seed=SEEDS, role=st.sampled_from(["victim", "comparison"]), when=st.integers(70, 119), orders=st.integers(0, 6))
def test_an_unrelated_person_makes_no_holder_appear(seed: int, role: str, when: int, orders: int) -> None:
    """She uses shops and couriers that nobody else uses; who was not named before is not named now."""
    case = small(seed)
    stranger = person("stranger", role=role, call=day(when), region="city:0")
    rows = [
        ("stranger", f"own:{k}", kind, f"her own {kind}", day(when - 5 - 7 * k))
        for k in range(orders)
        for kind in ("merchant", "courier", "hub", "branch")
    ]

    assert named(rank(joined(case, [stranger], rows))) <= named(rank(case))


@few
@given(seed=SEEDS, late=st.integers(0, 40))
def test_what_was_held_after_the_call_changes_nothing(seed: int, late: int) -> None:
    """An order from any shop on the day of the call or later, of victims and of comparison people."""
    case = small(seed)
    calls = case.people.select("person", "call").rows()
    rows = [
        (who, f"late:{who}", "merchant", f"shop:{k % 7}", shifted_day(call, late))
        for k, (who, call) in enumerate(calls)
    ]

    assert figures(rank(joined(case, [], rows))) == figures(rank(case))


def shifted_day(text: str, days: int) -> str:
    """An ISO day so many days later."""
    return str(pl.Series([text]).str.to_date().dt.offset_by(f"{days}d").dt.strftime("%Y-%m-%d")[0])


@few
@given(seed=SEEDS, days=st.integers(-5000, 5000))
def test_another_calendar_shifts_the_windows_and_nothing_else(seed: int, days: int) -> None:
    """All figures are the same to the printed digit."""
    one, other = rank(small(seed)).to_dict(), rank(shifted(small(seed), days)).to_dict()

    assert other["ranking"] == one["ranking"]
    for before, after in zip(one["sources"], other["sources"], strict=True):
        window = before["window"]
        moved = {edge: shifted_day(window[edge], days) for edge in ("from", "to")}
        assert {edge: after["window"][edge] for edge in moved} == moved
        assert without_window(after) == without_window(before)


def without_window(source: dict[str, Any]) -> dict[str, Any]:
    """A source without its days."""
    return {name: value for name, value in source.items() if name not in {"window", "parts"}}


@few
@given(seed=SEEDS, number=st.integers(1, 9), region=st.sampled_from(["city:0", "city:1", "elsewhere", ""]))
def test_comparison_people_without_records_change_no_value(seed: int, number: int, region: str) -> None:
    """They tell nothing; only their number is shown."""
    case = small(seed)
    empty = [person(f"empty:{k}", role="comparison", call=day(100), region=region) for k in range(number)]
    one, other = rank(case), rank(joined(case, empty, []))

    assert named(other) == named(one)
    assert [(row.holder, row.value, row.value_left) for row in other.ranking] == [
        (row.holder, pytest.approx(row.value, abs=1e-9), pytest.approx(row.value_left, abs=1e-9)) for row in one.ranking
    ]


@few
@given(seed=SEEDS, schools=st.integers(1, 5))
def test_what_is_known_of_another_kind_changes_no_value(seed: int, schools: int) -> None:
    """Everybody's school becomes known: shops, couriers, hubs and branches keep their values."""
    case = small(seed)
    known = case.holdings.filter(pl.col("kind") == "merchant").with_columns(
        kind=pl.lit("school"), holder=pl.format("school:{}", pl.col("person").hash(1) % schools)
    )
    before = {(row.kind, row.holder): row.value for row in rank(case, top=99).ranking}
    after = rank(replace(case, holdings=pl.concat([case.holdings, known])), top=99).ranking

    assert {(row.kind, row.holder): row.value for row in after if row.kind != "school"} == pytest.approx(
        before, abs=1e-6
    )


@few
@given(seed=SEEDS, when=st.integers(0, 90), region=st.integers(0, 1))
def test_another_comparison_person_who_touched_a_shop_never_raises_its_value(seed: int, when: int, region: int) -> None:
    """What more people share is less remarkable, whenever they did."""
    case = small(seed)
    more = joined(
        case,
        [person("another", role="comparison", call=day(110), region=f"city:{region}")],
        [("another", "order:another", "merchant", "shop:3", day(when))],
    )

    assert value_of(more, "shop:3") <= value_of(case, "shop:3") + 1e-9


def value_of(case: Exposures, shop: str) -> float:
    """The best value of a shop alone, under either lag cap, whether it is proposed or not."""
    field = Field(prepare(index_of(case)).case)
    j = field.case.names.index(("merchant", shop))
    none = pl.Series([1.0] * field.case.n).to_numpy()
    found = [field.weigh(judge, j, none) for judge in field.judges]
    return max(candidate.order for candidate in found if candidate)
