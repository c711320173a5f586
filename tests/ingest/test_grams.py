"""What is looked up of a text: every part of it that could be a name, an account or an address, and little else."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.grams import grams, pieces

NAMES = st.one_of(
    st.text("王芳诸葛青山", min_size=2, max_size=4),
    st.just("买买提·艾合买提"),
    st.just("Li Lei"),
    st.just("wang_fang88"),
)
AROUND = st.text("的，。 1a与找", max_size=6)


def said(*texts: str) -> set[str]:
    """What is looked up of some texts."""
    return set(grams(pl.Series(texts, dtype=pl.String)))


@given(AROUND, NAMES, AROUND)
def test_a_name_is_among_what_is_looked_up(before: str, name: str, after: str) -> None:
    """Whatever stands around it, as long as no letter or figure touches it."""
    if name.isascii():
        before, after = before.rstrip("1a "), after.lstrip("1a ")

    assert name in said(before + name + after)


@pytest.mark.parametrize("text", ["", " ", "a", "王", "12", "，。"])
def test_of_next_to_nothing_nothing_is(text: str) -> None:
    """Nor of no text at all."""
    assert said(text) == said() == set()


def test_an_address_is_looked_up_whole_and_in_parts_that_name_a_street() -> None:
    """Its words alone are."""
    found = said("住云岫市听雨巷七号后门，未遇")

    assert {"云岫市听雨巷七号后门", "听雨巷七号后门"} <= found
    assert "七号后门，未遇"[:4] in found


@pytest.mark.parametrize(
    "address",
    ["阳光花园三栋201室", "云岫市阳光花园", "大湾村李家组", "准格尔旗阳光花园", "望江路由义里", "听雨轩A座七号楼"],
)
def test_an_address_is_looked_up_in_whatever_stands_around_it(address: str) -> None:
    """With a street, an area or a number of a door."""
    assert address in said(f"味道好，请送{address}门口谢谢")


def test_names_of_goods_are_not_looked_up_as_addresses() -> None:
    """They would be hundreds of parts each."""
    goods = "超大号高清无线路由器客厅室内组合套装儿童乐园味道"

    assert max(map(len, said(goods) - {goods})) < 6


def test_texts_do_not_run_into_each_other() -> None:
    """The end of one and the beginning of the next are no name."""
    assert "芳王" not in said("王芳", "王明")


def test_the_pieces_of_a_short_text_are_all_its_parts() -> None:
    """Of two characters and more."""
    assert list(pieces("王芳乙")) == ["王芳", "王芳乙", "芳乙"]
