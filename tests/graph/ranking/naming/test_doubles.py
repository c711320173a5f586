"""A hub and its courier with the same records: which of them is named first."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from graph.exposures import Exposures
from graph.index import index_of
from graph.ranking import rank
from graph.ranking.material.prepare import prepare
from graph.ranking.naming.candidates import Candidate, Field
from graph.ranking.naming.doubles import foremost
from tests.graph.ranking.made_up import Holding, day, exposures, person

HUB, COURIER = ("hub", "hub:0-north"), ("courier", "courier:0")


def city_case(scarce: bool, second_hub: int = 0, seed: int = 3) -> Exposures:
    """Victims of the north, most by courier 0; others of north and south.

    `scarce`: hardly any comparison order of the north went by courier 0 around the leak, as it may happen by chance.
    `second_hub`: so many northern comparison people have an order by courier 0 through another hub.
    """
    rng = np.random.default_rng(seed)
    people, holdings = [], []
    for i in range(180):
        victim, region = i < 40, "north" if i < 110 else "south"
        leaked = i < 28
        seen = int(rng.integers(60, 81))
        call = seen + 1 + int(rng.gamma(2, 5)) if leaked else int(rng.integers(85, 120))
        role = "victim" if victim else "comparison"
        people.append(person(f"p:{i:03}", role=role, call=day(call), region=region))
        orders = [(seen, 0)] if leaked else []
        for when in rng.integers(0, call, 9):
            courier = int(rng.integers(4))
            spared = scarce and not victim and region == "north" and 55 <= when <= 90 and courier == 0
            orders.append((int(when), 1 + int(rng.integers(3)) if spared else courier))
        for n, (when, courier) in enumerate(orders):
            holdings += _parcel(f"p:{i:03}", n, (courier, region), when)
        if 40 <= i < 40 + second_hub:
            holdings += _parcel(f"p:{i:03}", 99, (0, "north-2"), 30)
    return exposures(people, holdings)


def _parcel(name: str, n: int, route: tuple[int, str], when: int) -> list[Holding]:
    """An order by a courier and its hub of the region, both known from the day of the order."""
    courier, region = route
    record, held = f"order:{name}-{n}", [("courier", f"courier:{courier}"), ("hub", f"hub:{courier}-{region}")]
    return [(name, record, kind, holder, day(when)) for kind, holder in held]


def weighed(case: Exposures) -> tuple[Field, dict[tuple[str, str], Candidate]]:
    """All candidates by kind and name."""
    field = Field(prepare(index_of(case)).case)
    none = np.ones(field.case.n)
    return field, {field.case.names[q.holder]: q for q in field.candidates(none, none)}


def test_chance_in_the_time_factor_of_a_hub_does_not_put_it_before_its_courier() -> None:
    """Its own makes its value the higher; by the courier's the two are level but for the people behind the share."""
    field, found = weighed(city_case(scarce=True))
    m = np.ones(field.case.n)

    assert found[HUB].order > found[COURIER].order + 1
    assert foremost(field, found[HUB], [found[COURIER]], m) is found[COURIER]
    assert foremost(field, found[COURIER], [found[HUB]], m) is found[COURIER]


def test_the_verdict_names_the_courier_and_shows_the_hub_beside_it_with_its_own_value() -> None:
    """No figure is changed by which is named."""
    case = city_case(scarce=True)
    _, found = weighed(case)
    (source,) = rank(case).sources
    (rival,) = source.not_told_apart

    assert (source.kind, source.holder) == COURIER
    assert source.value == pytest.approx(found[COURIER].value)
    assert (rival.kind, rival.holder) == HUB
    assert rival.value == pytest.approx(found[HUB].value)
    assert source.window


def test_three_people_who_used_but_one_of_them_set_the_two_apart() -> None:
    """Then their shares differ in earnest, and each stands by its own value; two people accuse nobody."""
    for people, doubles in ((2, True), (3, False)):
        field, found = weighed(city_case(scarce=True, second_hub=people))
        m = np.ones(field.case.n)
        first, again = (foremost(field, found[a], [found[b]], m) for a, b in ((HUB, COURIER), (COURIER, HUB)))

        assert (first is again) == doubles


def test_only_what_belongs_to_the_other_is_its_double() -> None:
    """A warehouse from which everything by the courier is sent has the same records, and is no part of it."""
    case = city_case(scarce=True)
    sent = case.holdings.filter(pl.col("holder") == "courier:0").with_columns(
        kind=pl.lit("warehouse"), holder=pl.lit("w")
    )
    field, found = weighed(replace(case, holdings=pl.concat([case.holdings, sent])))
    m = np.ones(field.case.n)

    assert foremost(field, found["warehouse", "w"], [found[COURIER]], m) is found["warehouse", "w"]
    assert foremost(field, found[COURIER], [found["warehouse", "w"]], m) is found[COURIER]


def test_a_hub_whose_days_fit_better_stays_before_its_courier() -> None:
    """Where the two had the data on different days, times speak: those of the hub are two weeks nearer the calls."""
    case = city_case(scarce=False)
    rows = [
        (p, r, kind, holder, _earlier(t, 14) if kind == "courier" else t)
        for p, r, kind, holder, t in case.holdings.select("person", "record", "kind", "holder", "seen_from").rows()
    ]
    field, found = weighed(exposures(case.people.to_dicts(), rows))
    m = np.ones(field.case.n)

    assert foremost(field, found[HUB], [found[COURIER]], m) is found[HUB]
    assert foremost(field, found[COURIER], [found[HUB]], m) is found[HUB]


def _earlier(when: str, days: int) -> str:
    """The day so many days before."""
    return str(np.datetime64(when) - np.timedelta64(days, "D"))
