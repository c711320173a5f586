"""Published outbreaks with a known answer, as files through the importer: people ill and well, what they ate; no times."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from graph.exposures import Exposures
from graph.ranking import rank
from graph.stores import MemoryStore
from graph.verdict import Verdict
from graph.what_if import WhatIf
from ingest import Key, facts_in_memory, plan_files
from tests.graph.ranking.outbreaks import Outbreak, bakersfield, copenhagen, norovirus, oswego, stegen

KEY = Key(b"outbreaks, for tests only, 32 by")
INSTITUTIONS, PORTIONS = partial(norovirus, by_portion=False), partial(norovirus, by_portion=True)
CAKE = {
    *("SC001", "VE01", "Mi05", "St20170811", "Bl20170810", "Su200", "PS201", "BP001", "Eg220"),
    *(
        "Pe20170725",
        "Cr002",
        "Bu100",
        "Ap20170821",
        "Dairy Products Ltd.",
        "All-Year-Fruits Plc",
        "Chickens & Eggs Farm",
    ),
}
Made = Callable[[], Outbreak]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Made], Exposures]:
    """Reads an outbreak through the importer, once."""

    @cache
    def exposures(outbreak: Made) -> Exposures:
        folder: Path = outbreak().write(tmp_path_factory.mktemp("outbreak"))
        return MemoryStore(facts_in_memory(plan_files([folder], key=KEY))).exposures()

    return exposures


def group(verdict: Verdict) -> set[str]:
    """The first named source and all that cannot be told apart from it."""
    return {verdict.sources[0].holder} | {rival.holder for rival in verdict.sources[0].not_told_apart}


def shuffled(case: Exposures, seed: int) -> Exposures:
    """The same people with other labels of ill and well."""
    people = case.people.sort("person")
    roles = np.random.default_rng(seed).permutation(people["role"].to_numpy())
    return replace(case, people=people.with_columns(role=pl.Series(roles)))


@pytest.mark.parametrize(("outbreak", "food"), [(oswego, "vanilla.ice.cream"), (stegen, "tira")])
def test_the_known_food_is_named_alone(read: Callable[[Made], Exposures], outbreak: Made, food: str) -> None:
    """Evidence without times finds what epidemiologists found."""
    verdict = rank(read(outbreak))

    assert [source.holder for source in verdict.sources] == [food]
    assert verdict.sources[0].window is None
    assert verdict.sources[0].not_told_apart == ()


def test_what_nearly_everybody_ate_is_first_but_not_named(read: Callable[[Made], Exposures]) -> None:
    """Copenhagen's pasta: 201 of 215 ill and 137 of 162 well people ate it, of twelve dishes: too little to name it."""
    verdict = rank(read(copenhagen))

    assert [row.holder for row in verdict.ranking[:2]] == ["pasta", "veal"]
    assert verdict.state == "none"


def test_a_lot_and_its_only_supplier_are_named_as_a_tie(read: Callable[[Made], Exposures]) -> None:
    """Norovirus by portion: lot 108 was the only one of Frozen Fruit Sales on the menus 1."""
    verdict = rank(read(PORTIONS))

    assert len(verdict.sources) == 1
    assert group(verdict) == {"108", "Frozen Fruit Sales"}


def test_a_tie_below_the_bar_is_declared(read: Callable[[Made], Exposures]) -> None:
    """By institution, 31 ill and 2 well: strawberries and salt went to all 31, from one supplier each, and to neither other."""
    verdict = rank(read(INSTITUTIONS))

    assert verdict.state == "lead"
    assert {rival.holder for rival in verdict.tied} == {
        "108",
        "112",
        "Frozen Fruit Sales",
        "Spices and Dried Products Sales",
    }
    assert verdict.ranking[0].holder == verdict.tied[0].holder == "108"
    assert "not told apart" in verdict.sentence.en
    assert "分不开" in verdict.sentence.zh
    assert [row["holder"] for row in verdict.to_dict()["tied"]] == [rival.holder for rival in verdict.tied]


def test_unboiled_strawberries_would_have_acquitted_the_lot(read: Callable[[Made], Exposures]) -> None:
    """Without protection the two well institutions had lot 108 as well, and the salt stands alone with its supplier."""
    verdict = rank(read(INSTITUTIONS), WhatIf(protection=False))

    assert {rival.holder for rival in verdict.tied} == {"112", "Spices and Dried Products Sales"}


def test_what_is_in_one_cake_is_one_tie(read: Callable[[Made], Exposures]) -> None:
    """Bakersfield: milk, fruit and eggs of the cake are a tie; flour, salt and their supplier are acquitted by the bread."""
    verdict = rank(read(bakersfield))

    assert len(verdict.sources) == 1
    assert group(verdict) == CAKE


@pytest.mark.parametrize("outbreak", [oswego, stegen, copenhagen, INSTITUTIONS, bakersfield])
@pytest.mark.parametrize("seed", range(4))
def test_an_outbreak_with_ill_and_well_people_shuffled_names_nobody(
    read: Callable[[Made], Exposures], outbreak: Made, seed: int
) -> None:
    """What the method says of an outbreak comes from who fell ill."""
    assert rank(shuffled(read(outbreak), seed)).sources == ()
