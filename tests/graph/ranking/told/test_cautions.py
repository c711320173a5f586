"""Warnings: which, how many, and in which order."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from graph.exposures import Exposures
from graph.index import index_of
from graph.ranking.material.prepare import prepare
from graph.ranking.told.cautions import cautions
from graph.wording.cautions import CAUTIONS
from tests.graph.ranking.made_up import exposures, person, random_case


def codes(made: Exposures, both: int = 0, contested: int = 0) -> list[str]:
    """The codes of the warnings on a case."""
    return [caution.code for caution in cautions(prepare(index_of(made)).case, both, contested)]


def test_slips_come_after_what_is_missing() -> None:
    """First what the reader must import, then what she must check."""
    victims = [person(f"p:{i}") for i in range(4)]
    held = [(f"p:{i}", f"{i} {k}", "merchant", "a", f"2024-05-{9 * k + 1:02}") for i in range(3) for k in range(3)]

    assert codes(exposures(victims, held), both=1, contested=2) == [
        "only_timing", "no_orders_for_some", "victims_also_compared", "victims_alike",
        "shops_contested",
    ]  # fmt: skip


def test_each_warning_counts_whom_it_speaks_of() -> None:
    """The number stands in both languages."""
    case = random_case(1)
    silent = [person(f"silent:{i}", call="2024-05-01") for i in range(7)]
    people = pl.concat([case.people, pl.DataFrame(silent, schema=case.people.schema)])
    (caution,) = cautions(prepare(index_of(replace(case, people=people))).case, 0, 0)

    assert caution.code == "no_orders_for_some"
    assert "7" in caution.text.zh
    assert "7" in caution.text.en


@pytest.mark.parametrize("code", CAUTIONS)
def test_no_sentence_is_half_filled(code: str) -> None:
    """Braces are filled, and both languages are there."""
    text = CAUTIONS[code]

    assert text.zh.format(n=3)
    assert "{" not in text.zh.format(n=3) + text.en.format(n=3)
    assert ("{n}" in text.zh) == ("{n}" in text.en)
    assert text.zh.endswith("。")
    assert text.en.endswith(".")


def test_kinds_that_only_the_comparison_peoples_orders_tell_are_named() -> None:
    """The victims' chains were not traced: a shop that leaked could not be seen."""
    case = random_case(1)
    hidden = pl.col("person").is_in(case.people.filter(role="victim")["person"].implode()) & (
        pl.col("kind") == "merchant"
    )
    blind = replace(case, holdings=case.holdings.filter(~hidden))

    (caution,) = cautions(prepare(index_of(blind)).case, 0, 0)

    assert caution.code == "kinds_unknown"
    assert "商家" in caution.text.zh
    assert "merchant" in caution.text.en
    assert codes(case) == []


def test_kinds_that_hardly_anybodys_orders_tell_are_not_missed() -> None:
    """Nor those of which the victims' orders tell as much."""
    case = random_case(1)
    some = pl.col("record").hash(1) % 3 == 0
    thin = replace(case, holdings=case.holdings.filter((pl.col("kind") != "merchant") | some))

    assert codes(thin) == []
