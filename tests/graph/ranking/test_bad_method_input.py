"""Material that is large, odd or wrong in a way nobody meant: an answer with a warning, soon, and never a crash."""

from __future__ import annotations

import json
import warnings
from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from graph.exposures import Exposures
from graph.ranking import rank
from graph.verdict import Verdict
from tests.graph.ranking.made_up import day, exposures, person, random_case, renamed

CASE = random_case(1)
ODD = [
    "", " ", "\0", "a\nb", "\t", "🦊", "{}", "{0}", "%s", "\u202e", "中" * 500, "'\";--", "null", "NaN", "-1", "a:b:c",
    "../x", "|", "\\", "a,b", "\x7f", "İ", "ß", "ſ",
]  # fmt: skip


def verdict_of(case: Exposures) -> Verdict:
    """The verdict, with every warning of numpy's an error and every number of the JSON finite."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        verdict = rank(case)
    json.dumps(verdict.to_dict(), allow_nan=False)
    return verdict


def codes(verdict: Verdict) -> set[str]:
    """The codes of its warnings."""
    return {caution.code for caution in verdict.warnings}


def alike(victims: int, orders: int = 8) -> Exposures:
    """Victims who all have the same orders on the same days, and comparison people who have their own."""
    rng = np.random.default_rng(3)
    same = [(f"shop:{rng.integers(9)}", int(rng.integers(100))) for _ in range(orders)]
    people = [person(f"p:{i}", call=day(105)) for i in range(victims)]
    held = [
        (f"p:{i}", f"{i}-{k}", "merchant", shop, day(d)) for i in range(victims) for k, (shop, d) in enumerate(same)
    ]
    for i in range(60):
        people.append(person(f"q:{i}", role="comparison", call=day(105)))
        held += [
            (f"q:{i}", f"q{i}-{k}", "merchant", f"shop:{rng.integers(9)}", day(rng.integers(100)))
            for k in range(orders)
        ]
    return exposures(people, held)


def test_victims_who_are_all_the_same_are_told_of() -> None:
    """One person imported thirty times would convict any shop of hers."""
    verdict = verdict_of(alike(30))

    assert "victims_alike" in codes(verdict)
    assert "30" in next(caution.text.en for caution in verdict.warnings if caution.code == "victims_alike")


def test_comparison_people_who_are_the_victims_again_are_told_of() -> None:
    """And point to nobody."""
    double = pl.col("person").str.replace("p:", "again ")
    victims = CASE.people.filter(pl.col("role") == "victim")
    people = pl.concat([victims, victims.with_columns(double, role=pl.lit("comparison"))])
    held = CASE.holdings.join(victims.select("person"), on="person", how="semi")
    verdict = verdict_of(Exposures(people, pl.concat([held, held.with_columns(double)]), CASE.shares))

    assert "comparisons_like_victims" in codes(verdict)
    assert verdict.state in {"none", "lead"}


def test_a_sound_case_is_warned_of_nothing() -> None:
    """Warnings that always come are read by nobody."""
    assert codes(verdict_of(CASE)) == set()


def with_shops(number: int) -> Exposures:
    """The case with one more order of a shop of its own for each of so many."""
    rng = np.random.default_rng(0)
    more = exposures([], [
        (f"p:{rng.integers(90):03}", f"more:{k}", "merchant", f"more:{k}", day(rng.integers(70))) for k in range(number)
    ])  # fmt: skip
    return replace(CASE, holdings=pl.concat([CASE.holdings, more.holdings]))


def test_many_holders_that_nobody_shares_do_not_hide_the_one_that_is_shared() -> None:
    """Thirty thousand shops, each with one customer, are no rivals."""
    verdict = verdict_of(with_shops(30_000))

    assert [source.holder for source in verdict.sources] == ["shop:3"]


@pytest.mark.parametrize("kinds", [40, 1500])
def test_any_number_of_kinds_is_taken(kinds: int) -> None:
    """Kinds that were never declared; with 1500 no holder is shared any more."""
    numbered = CASE.holdings.with_columns(kind=pl.format("kind {}", pl.int_range(pl.len()) % kinds))
    verdict = verdict_of(replace(CASE, holdings=numbered))

    assert verdict.state in {"none", "lead"}


def test_names_may_be_any_text() -> None:
    """Empty, in braces, with line ends, of another script: the same verdict as with plain names."""
    holders = sorted(CASE.holdings["holder"].unique(), reverse=True)
    names = dict(zip(holders, ODD, strict=False))
    (plain,), (odd,) = verdict_of(CASE).sources, verdict_of(renamed(CASE, names)).sources

    assert (odd.holder, odd.observed, odd.explained) == (names[plain.holder], plain.observed, plain.explained)


def test_a_region_of_each_persons_own_changes_little() -> None:
    """Addresses in place of cities: shares fall back on the national ones."""
    verdict = verdict_of(replace(CASE, people=CASE.people.with_columns(region=pl.col("person"))))

    assert [source.holder for source in verdict.sources] == ["shop:3"]


def test_only_named_orders_are_judged_by_timing_and_comparison() -> None:
    """Each person's one record is the one the caller named."""
    first = CASE.holdings.group_by("person", maintain_order=True).agg(pl.col("record").first())
    people = CASE.people.drop("named").join(first.rename({"record": "named"}), on="person", how="left")
    held = CASE.holdings.join(first, on=["person", "record"], how="semi")
    verdict = verdict_of(Exposures(people.select(CASE.people.columns), held, CASE.shares))

    assert verdict.state == "source"
    assert verdict.sources[0].holder == "shop:3"


def test_ten_thousand_orders_of_one_victim_do_not_convict() -> None:
    """A dealer who orders everywhere every day is still one victim."""
    rng = np.random.default_rng(0)
    rows = [("p:000", f"d:{k}", "merchant", f"shop:{k % 6}", day(rng.integers(60))) for k in range(10_000)]
    without = random_case(2, leak=None)
    verdict = verdict_of(replace(without, holdings=pl.concat([without.holdings, exposures([], rows).holdings])))

    assert verdict.state in {"none", "lead"}


def test_everything_on_the_day_of_the_call_is_not_before_it() -> None:
    """Without hours nobody knows which came first."""
    calls = CASE.people.select("person", "call")
    held = CASE.holdings.join(calls, on="person").with_columns(seen_from="call").select(CASE.holdings.columns)
    verdict = verdict_of(replace(CASE, holdings=held))

    assert verdict.state == "undecidable"
    assert "no_orders_for_some" in codes(verdict)


def test_shares_that_contradict_each_other_give_one_answer() -> None:
    """Two figures for one holder: the same one is taken in any order."""
    pairs = [("merchant", "shop:3", 0.01), ("merchant", "shop:3", 0.6)]
    both = [
        replace(CASE, shares=pl.DataFrame(rows, schema=CASE.shares.schema, orient="row"))
        for rows in (pairs, pairs[::-1])
    ]

    assert verdict_of(both[0]) == verdict_of(both[1])


def test_people_on_both_lists_are_told_of() -> None:
    """They count as victims, so the comparison has fewer people than was thought."""
    verdict = verdict_of(replace(CASE, doubles=4))

    assert "victims_also_compared" in codes(verdict)
    assert verdict.sources == verdict_of(CASE).sources
