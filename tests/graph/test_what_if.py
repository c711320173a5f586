"""The same evidence under another condition."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import graph
from graph.errors import BadInput
from graph.exposures import Exposures
from graph.facts import MemoryFacts
from graph.index import index_of
from graph.ranking import rank
from graph.stores import MemoryStore
from graph.verdict import Verdict
from graph.what_if import WhatIf
from graph.wording import view
from tests.graph.ranking.made_up import day, exposures, person, random_case
from tests.graph.ranking.naming.test_search import with_double

CASE = random_case(1)
INDEX = index_of(CASE)


def without_marks(verdict: Verdict) -> dict[str, Any]:
    """The answer without the digest of all facts and the conditions."""
    answer = verdict.to_dict()
    answer["inputs"].pop("digest")
    answer.pop("what_if", None)
    return answer


def known_by(case: Exposures, moment: str) -> Exposures:
    """What could be known at the end of a day, filtered by hand on the text."""
    people = case.people.filter(pl.col("call") < moment + "T24")
    held = case.holdings.filter(pl.col("seen_from").is_null() | (pl.col("seen_from") < moment + "T24"))
    return replace(case, people=people, holdings=held.join(people, on="person", how="semi"))


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 5), at=st.integers(60, 125), dated=st.booleans())
def test_as_of_is_what_filtering_by_hand_gives(seed: int, at: int, dated: bool) -> None:
    """Nobody called later and nothing held later is known, whatever it would change among what is known."""
    case = random_case(seed, victims=12, others=20, dated=dated)
    moment = day(at)

    assert without_marks(rank(index_of(case), WhatIf(as_of=moment))) == without_marks(rank(known_by(case, moment)))


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 30), choice=st.sampled_from(["none", "same_region"]))
def test_comparison_people_left_out_might_never_have_been_listed(seed: int, choice: str) -> None:
    """They count in no share."""
    case = random_case(seed, victims=8, others=20)
    elsewhere = case.people.with_columns(
        region=pl.when(pl.col("role") == "victim").then(pl.lit("city:0")).otherwise("region")
    )
    case = replace(case, people=elsewhere)
    near = (pl.col("role") == "victim") | ((pl.col("region") == "city:0") & (choice == "same_region"))
    people = case.people.filter(near)
    fewer = replace(case, people=people, holdings=case.holdings.join(people, on="person", how="semi"))

    assert without_marks(rank(index_of(case), WhatIf(comparisons=choice))) == without_marks(rank(fewer))


def test_without_protection_a_protected_exposure_counts_as_any_other() -> None:
    """The label is taken off, nothing else."""
    hidden = replace(CASE, holdings=CASE.holdings.with_columns(protected=pl.col("kind") == "merchant"))

    assert without_marks(rank(hidden, WhatIf(protection=False))) == without_marks(rank(CASE))
    assert without_marks(rank(hidden)) != without_marks(rank(CASE))


def test_a_holder_left_out_is_no_source_and_its_rivals_keep_their_values() -> None:
    """It still counts in shares, and in the price of having many to choose from."""
    plain, asked = rank(INDEX), rank(INDEX, WhatIf(without=(("merchant", "shop:3"),)))
    values = {(row.kind, row.holder): row.value for row in plain.ranking}

    assert plain.sources[0].holder == "shop:3"
    assert all(row.holder != "shop:3" for row in asked.ranking)
    assert all(source.holder != "shop:3" for source in asked.sources)
    assert asked.ranking
    assert all(row.value == pytest.approx(values[row.kind, row.holder]) for row in asked.ranking)


def test_who_is_named_only_without_the_true_source_is_said_to_accompany_it() -> None:
    """A warehouse that packs for the shop; leaving out somebody else, or with the source still there, says nothing."""
    case = with_double(random_case(1, shops=20), "shop:3", ("warehouse", "its own"))
    plain = rank(case).sources[0]
    asked = rank(case, WhatIf(without=((plain.kind, plain.holder),)))
    (caution,) = [caution for caution in asked.warnings if caution.code == "excluded_explains"]
    other = rank(case, WhatIf(without_kinds=("hub",)))

    assert {plain.holder, asked.sources[0].holder} == {"shop:3", "its own"}
    for text in (caution.text.zh, caution.text.en):
        assert plain.holder in text
        assert asked.sources[0].holder in text
        assert f" {len(set(plain.people) & set(asked.sources[0].people))} " in text
    assert other.sources
    assert not [caution for caution in other.warnings if caution.code == "excluded_explains"]


def test_a_kind_left_out_leaves_room_for_the_others() -> None:
    """None of it is in the ranking, however many there are."""
    asked = rank(INDEX, WhatIf(without_kinds=("merchant", "branch")))

    assert {row.kind for row in asked.ranking} <= {"courier", "hub"}
    assert asked.ranking


def test_with_all_kinds_left_out_nothing_can_be_judged() -> None:
    """Nobody was weighed, so neither is there "no evidence", nor a size of what would have been seen."""
    asked = rank(INDEX, WhatIf(without_kinds=("branch", "courier", "hub", "merchant")))
    some = rank(INDEX, WhatIf(without_kinds=("branch", "hub", "merchant")))

    assert (asked.state, asked.power, asked.ranking) == ("undecidable", None, ())
    assert "nobody_weighed" in [caution.code for caution in asked.warnings]
    assert "all their holders are left out" in asked.sentence.en
    assert some.state != "undecidable"
    assert "nobody_weighed" not in [caution.code for caution in some.warnings]


@pytest.mark.parametrize("cap", [30, 90])
def test_one_lag_cap_is_tried_alone(cap: int) -> None:
    """The other one's evidence is not there."""
    assert {source.lag_days for source in rank(INDEX, WhatIf(lag_cap=cap)).sources} == {cap}


def test_another_table_of_fields_decides_what_speaks_against_a_holder(tmp_path: Path) -> None:
    """A shop that never sees the name callers knew is less likely than one that does."""
    table = tmp_path / "fields.toml"
    table.write_text('fields = ["name"]\n[holds]\nmerchant = []\n', "utf-8")
    case = replace(CASE, people=CASE.people.with_columns(fields_known=pl.lit("name")))

    assert rank(case, WhatIf(knowledge=table)).ranking[0].value < rank(case).ranking[0].value


def test_the_answer_says_that_it_is_a_what_if_view() -> None:
    """In JSON only where it is one; the digest is that of all the facts."""
    asked = WhatIf(as_of="2024-04-20", without_kinds=("hub",), protection=False)
    answer = rank(INDEX, asked).to_dict()

    assert "what_if" not in rank(INDEX).to_dict()
    assert answer["what_if"] == {"as_of": "2024-04-20", "without_kinds": ["hub"], "protection": False}
    assert answer["inputs"]["digest"] == rank(INDEX).inputs.digest
    assert json.dumps(answer)


def test_every_condition_has_its_words() -> None:
    """In both languages."""
    every = WhatIf(
        as_of="2024-04-20", lag_cap=30, without=(("merchant", "shop:3"),), without_kinds=("hub",), protection=False,
        field_mask=True, knowledge=Path("folder/fields.toml"), comparisons="none",
    )  # fmt: skip
    said = view(every.conditions)

    assert len(every.conditions) == 8
    assert said.zh.startswith("假设视图：截至 2024-04-20，来电前最多 30 天，排除商家 shop:3，排除全部分拨中心")
    assert said.en.endswith("fields by fields.toml; no comparison people. Not recorded, not reported.")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"without": (("merchant", "shop3"),)}, "no merchant is called 'shop3'; near it: shop:3"),
        ({"without_kinds": ("shop",)}, "the kinds are: branch, courier, hub, merchant"),
        ({"without": (("shop", "a"),)}, "no holder is of the kind 'shop'"),
        ({"lag_cap": 45}, "choose 30 or 90"),
        ({"as_of": "soon"}, "is no time"),
        ({"comparisons": "some"}, "all, same_region, none"),
        ({"knowledge": Path("nowhere.toml")}, "nowhere.toml cannot be read"),
    ],
)
def test_what_is_not_there_is_said_in_one_line(asked: dict[str, Any], said: str) -> None:
    """With what there is instead."""
    with pytest.raises(BadInput) as error:
        rank(INDEX, WhatIf(**asked))

    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_an_index_held_open_is_asked_again_and_again() -> None:
    """By the names that callers know; an index knows no cases."""
    index = graph.open_index(MemoryStore(MemoryFacts({})))

    assert graph.trace(index, what_if=graph.WhatIf(lag_cap=30), as_of="2024-05-01").what_if == {
        "as_of": "2024-05-01",
        "lag_cap": 30,
    }
    with pytest.raises(BadInput, match="know no cases"):
        graph.trace(index, case="A1")


def test_a_view_in_which_nothing_is_left_is_undecidable() -> None:
    """A day before all calls."""
    assert rank(INDEX, WhatIf(as_of="1999-01-01")).state == "undecidable"
    assert rank(exposures([person("p:1")], []), WhatIf(comparisons="none")).state == "undecidable"


@pytest.mark.parametrize(
    ("conditions", "says"),
    [
        ({"as_of": 20240531}, "as_of is 20240531: write a day"),
        ({"without": "merchant"}, "give pairs of kind and name"),
        ({"without": (("merchant",),)}, "give pairs of kind and name"),
        ({"without_kinds": "merchant"}, "give a tuple of kinds"),
    ],
)
def test_conditions_of_the_wrong_type_are_refused_with_what_to_write(conditions: dict[str, Any], says: str) -> None:
    """From Python, where nothing else has read them first."""
    with pytest.raises(BadInput, match=says):
        WhatIf(**conditions)
