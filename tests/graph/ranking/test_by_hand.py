"""Cases small enough to check on paper: the arithmetic stands beside each, to be followed with a pocket calculator."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from math import exp, log
from typing import Any

import numpy as np
import polars as pl
import pytest

from graph.exposures import SHARES, Exposures
from graph.index import index_of
from graph.ranking import rank
from graph.ranking.expected.ranges import distribution, range_of
from graph.ranking.explained.mixture import explained
from graph.ranking.material.case import Case
from graph.ranking.material.knowledge import misfit
from graph.ranking.material.prepare import prepare
from graph.ranking.naming.candidates import Field
from graph.ranking.naming.groups import tolerance
from graph.ranking.pipeline import examine
from graph.ranking.settings import PARTS
from graph.ranking.told.sources import probability
from graph.ranking.weighing.timefactor import time_factors
from graph.ranking.weighing.touch_rates import Touches, fit
from tests.graph.ranking.made_up import Holding, day, exposures, person

CALL = 60  # day of every call
SHOP_A, SHOP_B = ("merchant", "a"), ("merchant", "b")


def order(name: str, shop: str, when: int, kind: str = "merchant") -> Holding:
    """One order of a shop; the record is named after all three."""
    return (name, f"{name} {shop} {when}", kind, shop, day(when))


def six_victims(**facts: str) -> Exposures:
    """Six victims, each with an order from a ten days before the call and one from b twelve days before.

    Ten comparison people with two orders each, all on days 0 to 9: 2 of a (of two people), 10 of b, 8 of c.
    """
    victims = [f"v{i}" for i in range(6)]
    shops = ["ab", "ab", "bb", "bb", "bb", "bb", "cc", "cc", "cc", "cc"]
    people = [person(v, call=day(CALL), **facts) for v in victims]
    people += [person(f"c{i}", role="comparison", call=day(CALL)) for i in range(10)]
    held = [order(v, shop, CALL - lag) for v in victims for shop, lag in (("a", 10), ("b", 12))]
    held += [order(f"c{i}", shop, (3 * i + k) % 10) for i, pair in enumerate(shops) for k, shop in enumerate(pair)]
    return exposures(people, held)


def case_of(made: Exposures) -> Case:
    """The case as the method sees it."""
    return prepare(index_of(made)).case


def column(case: Case, kind: str, holder: str) -> int:
    """The number of a holder."""
    return case.names.index((kind, holder))


def odds(share: float, factor: float) -> float:
    """A share whose odds are so many times those of `share`."""
    return factor * share / (1 + (factor - 1) * share)


# What six_victims comes to, used below.
SHARE_A = (2 + 0.5) / (20 + 3 / 2)  # 2 of 20 records, 3 shops: .1163
SHARE_A_HERE = SHARE_A * (2 + 10) / (20 * SHARE_A + 10)  # all live in one region: .1132
BEHIND_A = 2 + 1 / (1 / 10 + 1 / (2 + 0.5))  # two people: 2 + 2 = 4
VOLUME = 2 * (6 + 10 * 0.4) / (6 + 10) + 3 * (10 * 0.4) / (6 + 10)
"""Five days from the first record (12 days before the call) on; 12 records in 6 x 5 days of people at risk: .4 a day.
On two of the days 6 records: (6 + 4)/16 each; on three none: 4/16 each. Together 2.0 records a person."""
DENSITY = odds(SHARE_A_HERE * (BEHIND_A + 1) / BEHIND_A, 1.2) * VOLUME
"""odds(.1132 x 5/4; 1.2) = .1651 of 2.0 records: .3303 records of a are expected of a person in these days."""


def test_1_a_share_is_drawn_to_the_national_one() -> None:
    """Step 2. Of 20 records of comparison people 2 are of shop a, there are 3 shops: (2 + .5)/(20 + 1.5) = .1163.

    In the region, where all of them live: .1163 x (2 + 10)/(20 x .1163 + 10) = .1163 x 12/12.326 = .1132.
    Two people are behind it: 2 + 1/(1/10 + 1/2.5) = 2 + 1/.5 = 4.
    """
    field = Field(case_of(six_victims()))
    a, shares = column(field.case, *SHOP_A), field.judges[0].reach.shares

    assert pytest.approx(0.1132, abs=5e-5) == SHARE_A_HERE
    assert shares.share[0, a] == pytest.approx(SHARE_A_HERE)
    assert shares.behind[a] == pytest.approx(4)


def test_2_a_published_share_is_worth_400_records() -> None:
    """Step 2. 2 of 20 records, 5 % published: (2 + 400 x .05)/(20 + 400) = 22/420 = .0524, not .1163.

    In the region .0524 x 12/(20 x .0524 + 10) = .0524 x 12/11.048 = .0569. Behind it stand 2 people and the
    400 x .05 = 20 of the publication: 2 + 1/(1/10 + 1/(2 + 20)) = 2 + 6.875 = 8.875.
    """
    share = pl.DataFrame([(*SHOP_A, 0.05)], schema=SHARES, orient="row")
    field = Field(case_of(replace(six_victims(), shares=share)))
    a, shares = column(field.case, *SHOP_A), field.judges[0].reach.shares

    assert shares.share[0, a] == pytest.approx(22 / 420 * 12 / (20 * 22 / 420 + 10))
    assert shares.behind[a] == pytest.approx(8.875)


def test_3_a_branch_has_its_part_of_the_people_of_its_hub() -> None:
    """Step 2. Nine comparison people use the only hub, 5 of them branch x, 4 branch y: x has (5 + 1)/(9 + 2) = 6/11.

    The hub has all 9 records of its kind: (9 + .5)/(9 + .5) = 1, in the region 1 x 19/(9 + 10) = 1.
    Behind the share of x: 5 + 1 = 6 people.
    """
    people = [person(f"v{i}", call=day(CALL)) for i in range(3)]
    people += [person(f"c{i}", role="comparison", call=day(CALL)) for i in range(9)]
    uses = {f"v{i}": "x" for i in range(3)} | {f"c{i}": "x" if i < 5 else "y" for i in range(9)}
    rows = [
        (name, f"{name} 1", kind, holder, day(CALL - 9 if name[0] == "v" else k))
        for k, (name, branch) in enumerate(uses.items())
        for kind, holder in (("hub", "the hub"), ("branch", branch))
    ]
    case = case_of(exposures(people, rows))
    shares = Field(case).judges[0].reach.shares
    x = column(case, "branch", "x")

    assert shares.share[0, column(case, "hub", "the hub")] == pytest.approx(1)
    assert shares.share[0, x] == pytest.approx(6 / 11)
    assert shares.behind[x] == pytest.approx(6)


def test_4_a_festival_raises_what_is_expected() -> None:
    """Step 3. In the ten days in question comparison people placed 8 of their 20 orders, all of them with a.

    Over all days a has 8 of 20: (8 + .5)/(20 + 1) = .4048, in the region .4048 x 18/(20 x .4048 + 10) = .4027.
    There it has tau = (8 + 5)/(.4027 x 8 + 5) = 13/8.221 = 1.581 times that.
    """
    people = [person(f"v{i}", call=day(CALL)) for i in range(3)]
    people += [person(f"c{i}", role="comparison", call=day(CALL)) for i in range(20)]
    held = [order(f"v{i}", "a", CALL - 20 + 9 * (i % 2)) for i in range(3)]
    held += [order(f"c{i}", "a", CALL - 15) if i < 8 else order(f"c{i}", "b", 3) for i in range(20)]
    reach = Field(case_of(exposures(people, held))).judges[0].reach
    share = 8.5 / 21 * 18 / (20 * 8.5 / 21 + 10)

    assert len(reach.candidates) == 1  # only a was touched by three victims
    assert time_factors(reach)[0, reach.windows.whole] == pytest.approx(13 / (8 * share + 5))


def test_5_the_density_ratio_of_one_record() -> None:
    """Step 6, law "sold in bulk". V = 1 for one record in the window, D = .3303 (above): LR = 3.028 for each victim.

    With all six touched the best part is the largest tried, .94: 6 ln(.06 + .94 x 3.028) = 6 x 1.0669 = 6.401 nats.
    """
    found = examine(six_victims()).found
    assert found
    evidence = found.ranking[0].evidence

    assert pytest.approx(0.3303, abs=5e-5) == DENSITY
    assert evidence.ratio.tolist() == pytest.approx([1 / DENSITY] * 6)
    assert evidence.gain == pytest.approx(6 * log(0.06 + 0.94 / DENSITY))
    assert evidence.price == 0  # all records of victims lie within five days: there is one window, the whole


def test_6_a_whole_verdict() -> None:
    """Steps 1 to 9 on one page: one window, under the cap of 30 days the laws with means 6, 10, 16 and "in bulk".

    Five others were called on the day: g = 1/15.04 + .1/150 = .06716 a day. A law of mean 10 puts on day 10
    [F(10) - F(9)]/F(30) = (.5940 - .5372)/.9827 = .0578, F(x) = 1 - e^(-x/5)(1 + x/5): V = .0578/.06716 = .861.
    Likewise mean 6: V = .664, mean 16: V = .759; in bulk 1. LR = V/.3303, gain = 6 ln(.06 + .94 LR):
    4.01, 5.52, 4.78 and 6.40. value = ln[(e^4.01 + e^5.52 + e^4.78 + e^6.40)/4] - ln 2 = 5.55 - .69 = 4.86, as two
    shops (a, b) are candidates. P = 1/(1 + e^(2.5 - 4.86)) = .913. Above the bar of 3.8, below strong.
    The window is narrowed to the day of the orders from a, on which everybody had one record: expected there, if nothing
    leaked, are 6 odds(.1132; 1.2) = 6 x .1329 = .80 victims.
    """
    call_density = 1 / 15.04 + 0.1 / 150

    def below(x: float, mean: float) -> float:
        return 1 - exp(-2 * x / mean) * (1 + 2 * x / mean)

    laws = [(below(10, mean) - below(9, mean)) / below(30, mean) / call_density for mean in (6, 10, 16)]
    gains = [6 * log(0.06 + 0.94 * v / DENSITY) for v in [*laws, 1]]
    value = log(sum(map(exp, gains)) / 4) - log(2)
    verdict = rank(six_victims())
    (source,) = verdict.sources

    assert [round(v, 2) for v in gains] == [4.01, 5.52, 4.78, 6.4]
    assert (verdict.state, source.holder, source.grade, source.lag_days) == ("source", "a", "supported", 30)
    assert source.value == pytest.approx(value)
    assert source.value == pytest.approx(4.86, abs=0.005)
    assert source.probability == pytest.approx(0.9134, abs=5e-4)
    assert source.window
    assert source.window.first.isoformat() == source.window.last.isoformat() == day(CALL - 10)
    assert (source.observed, source.expected) == (6, pytest.approx(6 * odds(SHARE_A_HERE, 1.2)))
    assert source.expected == pytest.approx(0.80, abs=0.005)


def test_7_a_record_after_the_call_says_nothing() -> None:
    """Step 1. Of the six, one ordered on the day of the call without an hour, one at 9 and was called at 10, one later.

    So 3 + 1 = 4 victims touched a; the two others stand there as never having touched it.
    """
    made = six_victims()
    moved = {"v0": day(CALL), "v1": f"{day(CALL)}T09:00:00", "v2": day(CALL + 1)}
    call = pl.when(pl.col("person") == "v1").then(pl.lit(f"{day(CALL)}T10:00:00")).otherwise("call").alias("call")
    seen = pl.when(pl.col("holder") == "a").then(pl.col("person").replace_strict(moved, default=pl.col("seen_from")))
    held = made.holdings.with_columns(seen.otherwise("seen_from").alias("seen_from"))
    case = case_of(replace(made, people=made.people.with_columns(call), holdings=held))
    touched = np.unique(case.person[(case.holder == column(case, *SHOP_A)) & (case.person < case.n)])

    assert len(touched) == 4


def test_8_a_named_order_weighs_twice_the_number_of_orders() -> None:
    """Step 6. Callers named the order from a; each victim has two orders: w = 2 x 2 = 4, and b's order weighs 0.

    The orders from b were not meant, so they join the reference: 26 records, a's share (2 + .5)/(26 + 1.5) = .0909, in
    the region .0909 x 12/(26 x .0909 + 10) = .0882. Six of them lie in the window: tau = 5/(.0882 x 6 + 5) = .9043.
    D = odds(.0882 x .9043 x 5/4; 1.2) x 2.0 = .2347, as the volume counts named orders and others. LR = 4/.2347 = 17.04,
    gain in bulk 6 ln(.06 + .94 x 17.04) = 6 x 2.778 = 16.67 nats.
    """
    made = six_victims()
    named = pl.when(pl.col("role") == "victim").then(pl.format("{} a 50", "person"))
    found = examine(replace(made, people=made.people.with_columns(named=named))).found
    assert found
    (a,) = found.ranking
    share = 2.5 / 27.5 * 12 / (26 * 2.5 / 27.5 + 10)
    ratio = 4 / (odds(share * 5 / (share * 6 + 5) * 5 / 4, 1.2) * VOLUME)

    assert a.evidence.ratio.tolist() == pytest.approx([ratio] * 6)
    assert a.evidence.gain == pytest.approx(6 * log(0.06 + 0.94 * ratio))
    assert a.evidence.gain == pytest.approx(16.67, abs=0.005)


def test_9_callers_who_knew_what_a_holder_never_sees_speak_against_it() -> None:
    """Step 6. Ten victims explained, of six the caller knew a field that the holder does not hold: x = .6 for .15.

    10 [.6 ln(.6/.15) + .4 ln(.4/.85)] = 10 [.8318 - .3015] = 5.30 nats. Were it held, nothing: .6 is above .15. Were it
    held and known of none: min(ln(11)/2, 10 ln(1/.85)) = min(1.199, 1.625) = 1.199.
    """
    knew = np.arange(10)[:, None] < 6
    held = np.array([True])

    assert misfit(~held, knew, np.ones(10)) == pytest.approx(10 * (0.6 * log(4) + 0.4 * log(0.4 / 0.85)))
    assert misfit(~held, knew, np.ones(10)) == pytest.approx(5.30, abs=0.005)
    assert misfit(held, knew, np.ones(10)) == 0
    both = np.concatenate([knew, np.zeros((10, 1), bool)], 1)
    assert misfit(np.array([True, True]), both, np.ones(10)) == pytest.approx(log(11) / 2)


def test_10_who_is_explained() -> None:
    """Step 8. Three of five victims touched it, LR = 9 each. Of the parts tried .58 gains most.

    3 ln(.42 + .58 x 9) + 2 ln .42 = 3 x 1.7299 - 2 x .8675 = 3.455 (.5: 3.442; .66: 3.354). Each of the three is
    explained with .58 x 9/(.42 + .58 x 9) = .9255, the others with 0: 2.78 victims.
    """
    gain, share = explained(np.array([9.0, 9, 9, 0, 0]), np.ones(5), np.ones(5))

    assert gain == pytest.approx(3 * log(0.42 + 0.58 * 9) + 2 * log(0.42))
    assert share.tolist() == pytest.approx([0.9255] * 3 + [0.0] * 2, abs=5e-5)


def test_11_the_range_of_a_count() -> None:
    """Three victims would touch it with chances .1, .2 and .5. None: .9 x .8 x .5 = .36. All: .1 x .2 x .5 = .01.

    Exactly one: .1 x .8 x .5 + .9 x .2 x .5 + .9 x .8 x .5 = .04 + .09 + .36 = .49. Two: the rest, .14.
    Up to two lies .99, up to one .85: the middle 95 % is 0 to 2.
    """
    chances = np.array([0.1, 0.2, 0.5])

    assert distribution(chances)[1].tolist() == pytest.approx([0.36, 0.49, 0.14, 0.01])
    assert range_of(chances) == (0, 2)


def test_12_from_nats_to_a_probability() -> None:
    """Step 9. P = 1/(1 + e^(2.5 - value)): value 2.5 is even; at the bar of 3.8 1/(1 + e^-1.3) = 1/1.2725 = .786."""
    assert probability(2.5) == 0.5
    assert probability(3.8) == pytest.approx(0.786, abs=5e-4)
    assert probability(2.5 + log(99)) == pytest.approx(0.99)


@pytest.mark.parametrize(("victims", "need"), [(3, 3), (60, 3), (100, 5), (160, 8), (5000, 8)])
def test_13_how_many_victims_a_source_must_explain(victims: int, need: float) -> None:
    """Step 9. 5 % of them, at least 3, at most 8: of 100 it is 5, of 160 and more 8."""
    assert case_of(exposures([person(f"v{i}") for i in range(victims)], [])).need == need


class OfThreeVictims(Field):
    """A field in which three victims speak for the one candidate: each doubling of the odds takes 3 ln 2 nats."""

    def __init__(self, value: float) -> None:
        self.value = value

    def reporting(self, *_: Any) -> Callable[[float], float]:
        """The value as a function of the odds factor."""
        return lambda odds: self.value - 3 * log(odds)


@pytest.mark.parametrize("gamma", [1.5, 5.0, 40.0])
def test_14_the_tolerance_solves_for_the_odds_at_the_bar(gamma: float) -> None:
    """Step 10. value - 3 ln(odds) = 3.8 where odds = e^((value - 3.8)/3): from value 8.63 the odds may be 5 times off.

    Found by bisection between 1 and 64: to within 64^(1/2048) = .2 %.
    """
    field = OfThreeVictims(3.8 + 3 * log(gamma))

    assert tolerance(field, None, np.ones(3)) == pytest.approx(gamma, rel=0.0021)  # type: ignore[arg-type]
    assert 3.8 + 3 * log(5) == pytest.approx(8.63, abs=0.005)


def protected(made: Exposures, names: Iterable[str]) -> Exposures:
    """With the orders of these people from a under a privacy label."""
    hidden = pl.col("person").is_in(list(names)) & (pl.col("holder") == "a")
    return replace(made, holdings=made.holdings.with_columns(protected=hidden))


def test_15_a_privacy_label_leaves_a_victim_unexplained() -> None:
    """v0's order from a is protected: the shop is known there and she is untouched. Five of six are left.

    Records of the kind that count: 11 in 30 days of people, .3667 a day; volume (5 + 3.667)/16 + (6 + 3.667)/16
    + 3 x 3.667/16 = 1.8333; D = .1651 x 1.8333 = .3027, LR = 3.303. In bulk the part .82 gains most of those tried:
    5 ln(.18 + .82 x 3.303) + ln .18 = 5 x 1.0607 - 1.7148 = 3.589 (.65: 3.526; .94: 2.947).
    """
    found = examine(protected(six_victims(), ["v0"])).found
    assert found
    a = found.ranking[0]
    volume = (5 + 11 / 3) / 16 + (6 + 11 / 3) / 16 + 3 * (11 / 3) / 16
    ratio = VOLUME / volume / DENSITY

    assert sorted(a.evidence.ratio.tolist()) == pytest.approx([0] + [ratio] * 5)
    assert a.evidence.gain == pytest.approx(5 * log(0.18 + 0.82 * ratio) + log(0.18))
    assert a.evidence.gain == pytest.approx(3.589, abs=5e-4)


def test_16_eight_of_ten_where_one_in_ten_is_usual() -> None:
    """Step 6 without times. 1,000 of 10,000 comparison people touched it, so the rate is .1 for all practical purposes.

    Of victims odds(.1; 1.2) = .12/1.02 = 1/8.5. Eight touched, two did not: a source of a part a of the victims gains
    8 ln(1 - a + 8.5 a) + 2 ln(1 - a): with .65 12.07, with .82 12.31, with .94 11.06, with .5 11.08, with .37 9.70, with
    .27 8.23, with less little. The value is ln of the mean of the ten parts: 12.31 + ln(1 + .786 + .287 + .293 + .074
    + .017 + .003) - ln 10 = 12.31 + .90 - 2.30 = 10.90 nats. To a tenth, as 10,000 people leave .03 open in the rate.
    """
    nobody = np.zeros(8, np.int64)
    found = fit(
        Touches(
            others=np.array([1e4]), others_touched=np.array([1e3]), untouched=np.array([2.0]), sets=nobody,
            usual=np.ones(8), here=np.ones(10, bool),
        ),
        1.2,
    )  # fmt: skip

    assert PARTS[found.part] == 0.82
    assert found.gain == pytest.approx(8 * log(0.18 + 0.82 * 8.5) + 2 * log(0.18), abs=0.1)
    assert found.value == pytest.approx(10.90, abs=0.1)
    assert found.rate.tolist() == pytest.approx([1 / 8.5] * 8, rel=0.02)


def test_17_two_by_two() -> None:
    """Mantel and Haenszel, one region: 20 people, 10 victims; 12 touched a, 9 of them victims.

    Expected 10 x 12/20 = 6, variance 10 x 10 x 12 x 8/(20^2 x 19) = 9600/7600 = 1.263: (9 - 6)/1.124 = 2.669 standard
    deviations. Of b, which the other 8 touched, as much less than expected: it is not listed.
    """
    people = [person(f"v{i}") for i in range(10)] + [person(f"c{i}", role="comparison") for i in range(10)]
    ate = {f"v{i}": "a" if i < 9 else "b" for i in range(10)} | {f"c{i}": "a" if i < 3 else "b" for i in range(10)}
    verdict = rank(exposures(people, [(name, f"{name} ate", "dish", dish, None) for name, dish in ate.items()]))
    scores = {score.holder: score.score for score in dict(verdict.naive)["mantel_haenszel"]}

    assert scores["a"] == pytest.approx(3 / (9600 / 7600) ** 0.5)
    assert scores["a"] == pytest.approx(2.669, abs=5e-4)
    assert "b" not in scores
