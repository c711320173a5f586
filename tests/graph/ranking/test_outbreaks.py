"""Published outbreaks with a known answer: people ill and well, and what they ate; no times."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from graph.exposures import Exposures
from graph.ranking import rank
from tests.graph.ranking.made_up import exposures, person
from tests.needs import shared


def outbreak(path: Path, ill: pl.Expr, foods: list[str], eaten: pl.Expr) -> Exposures:
    """A line list as exposures: `ill` and `eaten` are true where they say so, of a person and of a food."""
    table = pl.read_csv(path, infer_schema=False).with_row_index("row").with_columns(ill=ill)
    people = [
        person(f"p:{r:03}", role="victim" if i else "comparison") for r, i in table.select("row", "ill").iter_rows()
    ]
    rows = table.unpivot(foods, index="row", variable_name="food").filter(eaten)
    return exposures(people, [(f"p:{r:03}", f"{f}", "food", f, None) for r, f, _ in rows.iter_rows()])


def oswego() -> Exposures:
    """Church supper, 1940: 46 of 75 ill."""
    path = shared("external-data", "oswego", "oswego.csv")
    foods = pl.read_csv(path, n_rows=0).columns[7:]
    return outbreak(path, pl.col("ill") == "Y", foods, pl.col("value") == "Y")


def stegen() -> Exposures:
    """Graduation party, 1998: 103 of 291 ill."""
    path = shared("external-data", "stegen", "stegen_clean.csv")
    foods = [food for food in pl.read_csv(path, n_rows=0).columns[6:] if food not in {"tportion", "mportion"}]
    return outbreak(path, pl.col("ill") == "1", foods, pl.col("value").cast(pl.Float64, strict=False) > 0)


def copenhagen() -> Exposures:
    """School dinner, 2006: 215 of 377 ill."""
    path = shared("external-data", "copenhagen", "copenhagen_stratified.csv")
    foods = [
        "tuna",
        "shrimps",
        "green",
        "veal",
        "pasta",
        "rocket",
        "sauce",
        "bread",
        "champagne",
        "beer",
        "redwine",
        "whitewine",
    ]
    return outbreak(path, pl.col("case") == "1", foods, pl.col("value").cast(pl.Float64, strict=False) > 0)


@pytest.mark.parametrize(("outbreak_of", "food"), [(oswego, "vanilla.ice.cream"), (stegen, "tira")])
def test_the_known_food_is_named_alone(outbreak_of: type, food: str) -> None:
    """Evidence without times finds what epidemiologists found."""
    verdict = rank(outbreak_of())

    assert [source.holder for source in verdict.sources] == [food]
    assert verdict.sources[0].window is None
    assert verdict.sources[0].not_told_apart == ()


def test_what_nearly_everybody_ate_is_first_but_not_named() -> None:
    """Copenhagen's pasta: 201 of 215 ill and 137 of 162 well people ate it."""
    verdict = rank(copenhagen())

    assert verdict.ranking[0].holder == "pasta"
    assert verdict.state == "none"


@pytest.mark.parametrize("outbreak_of", [oswego, stegen, copenhagen])
@pytest.mark.parametrize("seed", range(3))
def test_an_outbreak_with_ill_and_well_people_shuffled_names_nobody(outbreak_of: type, seed: int) -> None:
    """What the method says of an outbreak comes from who fell ill."""
    case = outbreak_of()
    roles = np.random.default_rng(seed).permutation(case.people["role"].to_numpy())
    verdict = rank(Exposures(case.people.with_columns(role=pl.Series(roles)), case.holdings, case.shares))

    assert verdict.sources == ()
