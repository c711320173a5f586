"""How small a leak a case would have shown."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl

from graph.exposures import Exposures
from graph.index import index_of
from graph.ranking import rank
from graph.ranking.material.prepare import prepare
from graph.ranking.naming.candidates import Field
from graph.ranking.pipeline import examine
from graph.ranking.power.planting import Planter
from graph.ranking.power.power import power_at
from graph.verdict import Power
from tests.graph.ranking.made_up import exposures, person, random_case

QUIET = random_case(5, victims=60, others=120, leak=None, shops=30)


def field_of(case: Exposures) -> Field:
    """How the case weighs holders."""
    return Field(prepare(index_of(case)).case)


def with_leak(case: Exposures, shop: str, victims: int, seed: int) -> Exposures:
    """The same with so many victims' orders more at a shop, some days before their calls."""
    rng = np.random.default_rng(seed)
    called = case.people.filter(pl.col("role") == "victim").sort("person")
    call = np.array([date.fromisoformat(day).toordinal() for day in called["call"]])
    middle = int(np.median(call))
    who = np.argsort(abs(call - middle) + rng.random(len(call)))[:victims]
    rows = []
    for i in map(int, who):
        when = date.fromordinal(int(call[i])) - timedelta(days=int(rng.gamma(2, 5)) + 1)
        rows.append((called["person"][i], f"order:more-{i}", "merchant", shop, when.isoformat(), None, False, False))
    more = pl.DataFrame(rows, schema=case.holdings.schema, orient="row")
    return Exposures(case.people, pl.concat([case.holdings, more]), case.shares)


def supper(ill: int, well: int, ate: float) -> Exposures:
    """So many people ill and well; each ate each of eight dishes with this chance, ill or well."""
    rng = np.random.default_rng(8)
    people = [person(f"p:{i:03}", role="victim" if i < ill else "comparison") for i in range(ill + well)]
    eaten = [(i, d) for i in range(ill + well) for d in range(8) if rng.random() < ate]
    return exposures(people, [(f"p:{i:03}", f"dish:{d}", "food", f"dish:{d}", None) for i, d in eaten])


def test_a_case_in_which_nothing_leaked_says_what_it_would_have_shown() -> None:
    """In the verdict, in its sentence, and the same at every time of asking."""
    verdict = rank(QUIET)

    assert verdict.state == "none"
    assert verdict.power
    assert verdict.power.chance == 0.8
    assert 3 <= (verdict.power.smallest_explained or 0) <= 60
    assert f"Smallest leak we would see: {verdict.power.smallest_explained} victims" in verdict.sentence.en
    assert rank(QUIET) == verdict


def test_leaks_of_the_size_told_are_named_mostly_and_smaller_ones_seldom() -> None:
    """Planted in the case and put through the whole method."""
    least = power_at(field_of(QUIET), field_of(QUIET).case.of_kind("merchant")).smallest_explained
    assert least

    shops = [f"shop:{k}" for k in range(5)]
    told = [rank(with_leak(QUIET, shop, least + 2, k)).sources for k, shop in enumerate(shops)]
    less = [rank(with_leak(QUIET, shop, least // 3, k)).sources for k, shop in enumerate(shops[:3])]
    assert sum(shop in {s.holder for s in found} for shop, found in zip(shops, told, strict=True)) >= 4
    assert sum(map(bool, less)) <= 1


def test_a_rare_shop_shows_a_smaller_leak_than_a_courier_of_a_third_of_all() -> None:
    """Whom everybody uses must have leaked more to be seen."""
    field = field_of(QUIET)
    shop, courier = (power_at(field, field.case.of_kind(kind)) for kind in ("merchant", "courier"))

    assert shop.smallest_explained
    assert courier.smallest_explained is None or courier.smallest_explained > shop.smallest_explained


def test_drawn_leaks_lie_before_their_calls_in_the_window_that_leaked() -> None:
    """Each victim once, each with some weight; the same seed draws the same."""
    field = field_of(QUIET)
    for number, j in enumerate(field.widest.candidates[::7]):
        leak, again = (Planter(field, 1).leak(int(j), number) for _ in range(2))
        first, _ = field.windows.span(leak.window)

        assert len(set(leak.victims.tolist())) == len(leak.victims)
        assert (leak.weight > 0).all()
        assert (field.case.call[leak.victims] - field.windows.start > first).all()
        assert (again.window, again.law, again.victims.tolist()) == (leak.window, leak.law, leak.victims.tolist())


def test_where_times_say_nothing_touching_is_planted() -> None:
    """Of a dish that many ate anyway more ill people must have eaten."""
    usual = power_at(field_of(supper(100, 150, 0.6)), np.arange(3)).smallest_explained
    rare = power_at(field_of(supper(100, 150, 0.25)), np.arange(3)).smallest_explained

    assert usual
    assert rare
    assert 8 <= rare < usual <= 100


def test_within_matched_sets_too() -> None:
    """Three people a set, one of them a victim."""
    people = [
        person(f"p:{i:02}", role="victim" if i % 3 == 0 else "comparison", matched_set=f"{i // 3}") for i in range(60)
    ]
    case = exposures(people, [(f"p:{i:02}", "o", "food", f"dish:{(i * 7) % 5}", None) for i in range(60)])

    assert 3 <= (power_at(field_of(case), np.arange(5)).smallest_explained or 0) <= 20


def test_of_no_holder_there_is_no_leak_to_see() -> None:
    """And where nothing can be decided, nothing is said."""
    nobody = exposures([person(f"p:{i}") for i in range(2)], [])

    assert power_at(field_of(QUIET), np.array([], np.int64)) == Power(None, 0.8)
    assert rank(nobody).power is None
    assert examine(nobody).field is None
