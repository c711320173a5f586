"""Who may be one person: what is compared, what it weighs, and what is left out and said to be."""

from __future__ import annotations

from random import Random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.suggestions import Suggested, suggest
from ingest.suggestions.blocks import LARGEST
from ingest.suggestions.trait import Trait, common
from ingest.suggestions.traits import TRAITS

NAMES = ("林穗禾", "陈沅栩", "吴岚漪", "郑筱枳", "周汀蓁", "冯樨翎")


def said(*rows: tuple[str, str, str, str | None]) -> pl.DataFrame:
    """Traits of persons; besides them some others, so that a name means something."""
    others = [(f"p:z{n}", "name", f"s:z{n}", f"{name}{n}") for n, name in enumerate(NAMES)]
    return pl.DataFrame([*rows, *others], schema=TRAITS, orient="row")


def suggested(*rows: tuple[str, str, str, str | None]) -> Suggested:
    """Suggestions for person p:a."""
    return suggest(said(*rows), pl.Series(["p:a"]))


def codes(found: Suggested) -> list[list[str]]:
    """What speaks for each suggestion."""
    return [[one.code for one in suggestion.findings] for suggestion in found.suggestions]


A = (("p:a", "name", "s:1", "沈穗岚"), ("p:a", "phone", "h:2", "138****8000"), ("p:a", "address", "s:3", "溪汀市湉水街12号3栋1201室"))  # fmt: skip


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ((("p:b", "name", "s:5", "沈**"), ("p:b", "phone", "s:6", "138****8000")), ["name_fits", "phone_fits"]),
        ((("p:b", "name", "s:5", "*岚"), ("p:b", "phone", "s:6", "138****8000")), ["name_fits", "phone_fits"]),
        (
            (("p:b", "name", "s:1", "沈穗岚"), ("p:b", "address", "s:7", "湉水街12-3-1201")),
            ["same_name", "address_alike"],
        ),
        ((("p:b", "name", "s:1", "沈穗岚"), ("p:b", "phone", "h:8", "159****1111")), ["same_name"]),
    ],
)
def test_what_fits_is_suggested_and_says_why(other: tuple[tuple[str, str, str, str]], why: list[str]) -> None:
    """Names, addresses with the same numbers, numbers with the digits that are shown."""
    assert codes(suggested(*A, *other)) == [why]


@pytest.mark.parametrize(
    "other",
    [
        # Another whole number that is shown alike is another number.
        (("p:b", "phone", "h:9", "138****8000"),),
        # Who lives in the same house under the same surname may be of the family; the next door is another house.
        (("p:b", "name", "s:5", "沈汀"), ("p:b", "address", "s:3", "溪汀市湉水街12号3栋1201室")),
        (("p:b", "name", "s:5", "沈*"), ("p:b", "address", "s:7", "溪汀市湉水街12号3栋1202室")),
    ],
)
def test_what_does_not_fit_is_not_suggested(other: tuple[tuple[str, str, str, str]]) -> None:
    """However much of it is alike."""
    assert codes(suggested(*A, *other)) == []


def test_of_one_household_no_more_is_said_than_that_it_may_be_so() -> None:
    """The surname and the address fit both the same person and a relative."""
    (one,) = suggested(
        *A, ("p:b", "name", "s:5", "沈*"), ("p:b", "address", "s:3", "溪汀市湉水街12号3栋1201室")
    ).suggestions

    assert one.score == 0.5


def test_another_name_speaks_against_a_number_that_fits() -> None:
    """People have parcels sent in the name of others, so it is a doubt and no more."""
    fits, other = (suggested(*A, ("p:b", "phone", "s:6", "138****8000"), *name).suggestions[0]
                   for name in ((), (("p:b", "name", "s:5", "王*"),)))  # fmt: skip

    assert fits.score > other.score
    assert [one.code for one in other.findings] == ["other_name", "phone_fits"]


def test_two_identity_cards_that_differ_are_two_persons() -> None:
    """Whatever else agrees."""
    mine = (*A, ("p:a", "id_number", "d:1", "110***********0018"))
    theirs = (("p:b", "name", "s:1", "沈穗岚"), ("p:b", "phone", "s:6", "138****8000"))

    assert codes(suggested(*mine, *theirs, ("p:b", "id_number", "s:2", "110***********0019"))) == []
    assert codes(suggested(*mine, *theirs, ("p:b", "id_number", "s:2", "1101****0018")))[0][-1] == "id_number_fits"


def test_without_plain_texts_equal_tokens_are_all_there_is() -> None:
    """Of an equal name it is not known how rare it is."""
    rows = [(f"p:{who}", field, f"s:{field}", None) for who in "ab" for field in ("name", "address")]

    assert codes(suggested(*rows)) == [["same_name", "same_address"]]
    assert codes(suggested(*rows[:3])) == [["same_name"]]


def test_a_key_that_too_many_share_is_left_out_and_counted() -> None:
    """No pair is made of everybody with everybody."""
    rows = [("p:a", "name", "s:1", "沈穗岚"), *((f"p:b{n}", "name", "s:1", "沈穗岚") for n in range(LARGEST))]
    found = suggested(*rows)

    assert (found.suggestions, found.keys_left_out, found.persons_left_out) == ((), 1, LARGEST + 1)
    assert suggested(*rows[:-1]).keys_left_out == 0


def test_about_whom_somebody_has_decided_is_not_suggested_and_the_rest_is_counted() -> None:
    """The list has an end."""
    rows = [*A, *((f"p:b{n}", "phone", f"s:6{n}", "138****8000") for n in range(4))]
    rows += [(f"p:b{n}", "name", f"s:5{n}", "沈**") for n in range(4)]
    found = suggest(said(*rows), pl.Series(["p:a"]), [frozenset(("p:a", "p:b2"))], most=2)

    assert [(one.a, one.b) for one in found.suggestions] == [("p:a", "p:b0"), ("p:a", "p:b1")]
    assert found.more == 1


TRAIT = st.one_of(
    st.tuples(st.just("name"), st.sampled_from(["s:1", "s:2", "s:3"])).map(lambda x: (*x, {"s:1": "沈穗岚", "s:2": "沈*", "s:3": None}[x[1]])),
    st.tuples(st.just("phone"), st.sampled_from(["h:1", "h:2", "s:4"])).map(lambda x: (*x, "138****8000")),
    st.tuples(st.just("address"), st.sampled_from(["s:5", "s:6"])).map(lambda x: (*x, {"s:5": "湉水街12号3栋1201室", "s:6": "溪汀市湉水街12-3-1201"}[x[1]])),
)  # fmt: skip


@given(
    st.lists(st.tuples(st.sampled_from(["p:a", "p:b", "p:c"]), TRAIT), max_size=12), st.randoms(use_true_random=False)
)
def test_the_order_of_what_is_said_means_nothing(
    told: list[tuple[str, tuple[str, str, str | None]]], random: Random
) -> None:
    """The same suggestions in the same order."""
    rows = [(who, *trait) for who, trait in told]
    one = suggest(said(*rows).unique().sort(pl.all()), pl.Series(["p:a"]))
    other = suggest(said(*random.sample(rows, len(rows))).unique().sort("person", "field", "token"), pl.Series(["p:a"]))

    assert one == other


@pytest.mark.parametrize(
    ("x", "y", "agree"),
    [
        ("138****8000", "13812348000", (3, 4)),
        ("138****8000", "139****8000", None),
        ("张*", "张三丰", (1, 0)),
        ("*丰", "张三丰", (0, 1)),
        ("张三", "张三丰", None),
        ("张*", "*丰", (0, 0)),
    ],
)
def test_parts_of_two_texts_agree_where_both_are_known(x: str, y: str, agree: tuple[int, int] | None) -> None:
    """From the beginning and from the end; whole texts only as a whole."""
    for one, other in ((x, y), (y, x)):
        found = common(Trait("s:1", one), Trait("s:2", other))
        assert (None if found is None else (found.start, found.end)) == agree
