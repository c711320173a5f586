"""People with the very same records are told of."""

from __future__ import annotations

import polars as pl

from graph.exposures import Exposures
from graph.index import index_of
from graph.ranking.material.alike import doubles
from graph.ranking.material.case import Case
from graph.ranking.material.prepare import prepare
from tests.graph.ranking.made_up import exposures, person, random_case


def case_of(made: Exposures) -> Case:
    """The case as the method sees it."""
    return prepare(index_of(made)).case


def again(made: Exposures, role: str, keep: int) -> Exposures:
    """With so many of its victims a second time, under other names and in this role."""
    few = made.people.filter(pl.col("role") == "victim").head(keep)
    name = pl.format("again {}", "person").alias("person")
    held = made.holdings.join(few.select("person"), on="person", how="semi")
    return Exposures(
        pl.concat([made.people, few.with_columns(name, role=pl.lit(role))]),
        pl.concat([made.holdings, held.with_columns(name)]),
        made.shares,
    )


def with_three_records(made: Exposures) -> Exposures:
    """Only the people who have at least three."""
    counts = made.holdings.group_by("person").agg(pl.col("record").n_unique())
    enough = counts.filter(pl.col("record") >= 3).select("person")
    return Exposures(
        made.people.join(enough, on="person", how="semi"),
        made.holdings.join(enough, on="person", how="semi"),
        made.shares,
    )


def test_people_who_live_their_own_lives_are_not_alike() -> None:
    """A few shared shops and days are no double."""
    case = case_of(random_case(1))

    assert doubles(case) == (0, 0)


def test_a_victim_imported_twice_counts_with_its_double() -> None:
    """Five people under ten names are ten victims to look at."""
    case = case_of(again(with_three_records(random_case(1)), "victim", 5))

    assert doubles(case) == (10, 0)


def test_a_victim_among_the_comparison_people_is_counted_once() -> None:
    """As a comparison person; the victim stays one."""
    case = case_of(again(with_three_records(random_case(1)), "comparison", 7))

    assert doubles(case) == (0, 7)


def test_two_equal_records_may_be_chance() -> None:
    """Two people who ordered twice from the same shop on the same days."""
    people = [person("p:1"), person("p:2"), person("p:3")]
    days = {"p:1": (1, 20), "p:2": (1, 20), "p:3": (5, 9)}
    held = [(p, f"{p} {d}", "merchant", "a", f"2024-05-{d:02}") for p, when in days.items() for d in when]

    assert doubles(case_of(exposures(people, held))) == (0, 0)


def test_guests_of_one_dinner_are_not_taken_for_one_person() -> None:
    """Without times that tell people apart the same dishes are no double."""
    dishes = [(f"p:{i}", f"{i}-{dish}", "food", dish, None) for i in range(9) for dish in ("a", "b", "c", "d")]

    assert doubles(case_of(exposures([person(f"p:{i}") for i in range(9)], dishes))) == (0, 0)


def test_nobody_is_like_nobody() -> None:
    """Empty material is no special case."""
    case = case_of(exposures([], []))

    assert doubles(case) == (0, 0)
