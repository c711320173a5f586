"""The families: each plants what it says, and makes hard what it says it makes hard."""

from __future__ import annotations

from collections import Counter
from functools import cache

import numpy as np
import pytest

from ingest.simulation.calendar import DAY
from ingest.simulation.case import Case, make_case
from ingest.simulation.channels import CHANNELS
from ingest.simulation.families import FAMILIES
from ingest.simulation.tables import Tables, tabulate
from ingest.simulation.victims import STUDENT

NULL = sorted(name for name in FAMILIES if name.startswith("null_"))


@cache
def made(name: str, seed: int = 2) -> Case:
    """A case of a family with its own figures."""
    family = FAMILIES[name]
    return make_case(np.random.Generator(np.random.PCG64(seed)), family, victims=family.victims, leaks=family.leaks)


@cache
def tables(name: str) -> Tables:
    """Its tables."""
    return tabulate(np.random.Generator(np.random.PCG64(9)), made(name))


def lags(case: Case) -> np.ndarray:
    """Days between what the first source saw and its calls."""
    leak = case.series.leaks[0]
    return np.asarray((leak.call - case.orders.seen(leak.channel.kind)[leak.row]) / DAY)


@pytest.mark.parametrize("name", FAMILIES)
def test_a_family_declares_what_it_needs(name: str) -> None:
    """A part for each channel, no more leaks than channels, not more victims than there are."""
    family = FAMILIES[name]

    assert len(family.parts) == len(family.channels) >= family.leaks
    assert set(family.channels) <= set(CHANNELS)
    assert sum(family.parts) + family.students <= 1.001
    assert (family.leaks == 0) == name.startswith("null_")


@pytest.mark.parametrize("name", NULL)
def test_null_families_have_nothing_that_could_leak(name: str) -> None:
    """Nobody can ask them for a source."""
    assert FAMILIES[name].channels == ()


def test_null_cases_have_no_source() -> None:
    """All victims are background; callers still know things."""
    case = made("null_small")

    assert case.series.leaks == ()
    assert {victim.source for victim in case.series.victims} == {-1}
    assert all(victim.knows for victim in case.series.victims)


def test_a_hot_shop_takes_an_eighth_of_everybodys_orders() -> None:
    """Victims and comparison people alike: popularity is no evidence."""
    merchants = made("null_hot").orders.holder["merchant"]

    assert (np.bincount(merchants) / len(merchants)).max() == pytest.approx(0.12, abs=0.03)


def test_a_promotion_lasts_two_weeks() -> None:
    """One shop is far above its usual share for two weeks and nowhere else."""
    orders = made("null_promo").orders
    days = orders.times["placed"] // DAY
    inside = (days >= 95) & (days < 109)
    during = np.bincount(orders.holder["merchant"][inside], minlength=1000) / inside.sum()
    outside = np.bincount(orders.holder["merchant"][~inside], minlength=1000) / (~inside).sum()

    assert (during - outside).max() == pytest.approx(0.10, abs=0.03)


def test_one_city_has_victims_of_one_city_and_compares_within_it() -> None:
    """Everybody lives in one place."""
    case = made("one_city")
    people = [v.person for v in case.series.victims] + [person for person, _ in case.series.comparisons]

    assert len(set(case.crowd.region[people].tolist())) == 1


@pytest.mark.parametrize("name", ["area_leak", "null_area"])
def test_an_area_is_one_district(name: str) -> None:
    """All victims live round the corner of each other, nobody they are compared with does."""
    case = made(name)
    victims = set(case.crowd.district[[v.person for v in case.series.victims]].tolist())

    assert len(victims) == 1
    assert not victims & set(case.crowd.district[[person for person, _ in case.series.comparisons]].tolist())


def test_foreign_comparison_people_live_elsewhere() -> None:
    """The comparison shares no city with the victims."""
    case = made("foreign_controls")
    victims = set(case.crowd.region[[v.person for v in case.series.victims]].tolist())
    others = set(case.crowd.region[[person for person, _ in case.series.comparisons]].tolist())

    assert len(victims) == 1
    assert not victims & others


def test_biased_comparison_people_buy_less_than_people_do() -> None:
    """Whoever compares with them finds everything suspicious."""
    case = made("biased_controls")
    compared = case.crowd.activity[[person for person, _ in case.series.comparisons]]

    assert compared.mean() < case.crowd.activity.mean() - 2


def test_missing_records_are_missing_on_a_third_of_the_orders() -> None:
    """And the table of shops does not give all of them away."""
    found = tables("missing")

    for kind, column in (("orders", "erp"), ("orders", "warehouse"), ("waybills", "pickup_site")):
        empty = np.mean([row[column] == "" for row in found[kind]])
        assert empty == pytest.approx(0.35, abs=0.04)
    assert all(row["merchant"] and row["platform"] for row in found["orders"])
    assert len(found["merchants"]) < len({row["merchant"] for row in found["orders"]})


def test_only_published_shares_are_there_where_nobody_is_compared() -> None:
    """No comparison people, no orders of theirs."""
    found = tables("base_rates_only")

    assert found["comparisons"] == []
    assert found["shares"]
    assert {row["person_id"] for row in found["orders"]} == {row["person_id"] for row in found["victims"]}


def test_a_batch_is_used_after_its_window_and_not_before() -> None:
    """Ten days of orders, sold at once."""
    leak = made("batch_window").series.leaks[0]
    seen = made("batch_window").orders.seen("warehouse")[leak.row]

    assert seen.max() - seen.min() <= 11 * DAY
    assert leak.call.min() > seen.max()


def test_long_lags_are_longer_than_a_channels_own() -> None:
    """Four weeks in the mean, less what lies after the period's end."""
    assert np.median(lags(made("long_lag"))) > 1.5 * np.median(lags(made("easy_merchant")))


def test_bad_knowledge_is_wrong_more_often() -> None:
    """Half of what the callers say is not what their source holds."""

    def strange(name: str) -> float:
        case = made(name)
        held = set(case.series.leaks[0].channel.fields)
        facts = Counter(field in held for v in case.series.victims if v.source == 0 for field in v.knows)
        return facts[False] / facts.total()

    assert strange("bad_knowledge") > 0.15
    assert strange("missing") < 0.08


def test_a_weak_signal_explains_a_quarter_of_the_victims() -> None:
    """The rest have nothing in common."""
    sources = Counter(victim.source for victim in made("weak_signal").series.victims)

    assert sources[0] / sources.total() == pytest.approx(0.26, abs=0.02)


def test_students_are_known_by_what_no_shop_knows() -> None:
    """Identity cards and schools stand in no order and on no label."""
    case = made("mixed")
    students = [victim for victim in case.series.victims if victim.source == STUDENT]

    assert students
    assert all({"id_number", "school", "credit_limit", "bank_card"} & set(victim.knows) for victim in students)
    assert all(victim.named is None for victim in students)


def test_published_shares_are_about_right() -> None:
    """Within a tenth of the share of all orders, and those of a kind add to about one."""
    case, rows = made("mixed"), tables("mixed")["shares"]
    couriers = case.orders.holder["courier"]
    true = dict(zip(case.economy.names["courier"], np.bincount(couriers) / len(couriers), strict=True))

    for row in rows:
        if row["holder_kind"] == "courier":
            assert float(row["share"]) == pytest.approx(true[row["holder"]], rel=0.1, abs=1e-4)
    assert sum(float(row["share"]) for row in rows if row["holder_kind"] == "erp") == pytest.approx(1, abs=0.1)
