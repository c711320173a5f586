"""The method against its plain reference in ../shared/reference, on dated exposures (see `test_touch_rates` for others)."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import polars as pl
import pytest

from graph.exposures import Exposures
from graph.ranking import rank
from tests.graph.ranking.made_up import random_case
from tests.needs import shared

KINDS = {
    "timed": {},
    "nothing leaked": {"leak": None},
    "nobody to compare with": {"others": 0},
}


def reference() -> ModuleType:
    """The reference as a module."""
    spec = importlib.util.spec_from_file_location("leak_reference", shared("reference", "leak_reference.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["leak_reference"] = module
    spec.loader.exec_module(module)
    return module


def written(case: Exposures, folder: Path) -> Path:
    """The case as the CSVs that the reference reads: one order per exposure, as it knows no records there."""
    people = case.people.rename({"person": "person_id"})
    victims = people.filter(pl.col("role") == "victim").rename({"call": "first_contact"})
    victims.write_csv(folder / "victims.csv")
    others = people.filter(pl.col("role") != "victim").rename({"call": "reference_time"})
    if len(others):
        others.write_csv(folder / "comparisons.csv")
    held = case.holdings.with_columns(protected=pl.when("protected").then(pl.lit("1")).otherwise(pl.lit("")))
    held.rename({"person": "person_id", "kind": "holder_kind"}).write_csv(folder / "exposures.csv")
    return folder


def single(case: Exposures) -> Exposures:
    """Every exposure its own record, so that no record ties two holders together."""
    return Exposures(
        case.people, case.holdings.with_columns(record=pl.format("e:{}", pl.int_range(pl.len()))), case.shares
    )


def essence(answer: dict[str, Any]) -> list[Any]:
    """What both must agree on."""
    named = [
        (s["kind"], s["holder"], s["window"], s["observed"], s["expected"], s["explained"], s["lag_days"], s["tolerance"],
         s["not_told_apart"], s["against"], s["grade"], s["value"])
        for s in answer["sources"]
    ]  # fmt: skip
    return [answer["verdict"], named, [(r["kind"], r["holder"]) for r in answer["ranking"][:1]]]


@pytest.mark.parametrize("sort", KINDS)
@pytest.mark.parametrize("seed", [11, 12])
def test_random_cases_agree_with_the_reference(sort: str, seed: int, tmp_path: Path) -> None:
    """The same verdict, sources, figures, windows, groups and tolerance."""
    plain = reference()
    case = single(random_case(seed, **KINDS[sort]))

    expected = plain.answer(plain.load(written(case, tmp_path)))

    assert essence(rank(case).to_dict()) == essence(expected)


@pytest.mark.parametrize("seed", [21, 22])
def test_protected_cases_agree_with_the_reference(seed: int, tmp_path: Path) -> None:
    """Every ninth exposure protected."""
    plain = reference()
    case = single(random_case(seed))
    case = replace(case, holdings=case.holdings.with_columns(protected=pl.int_range(pl.len()) % 9 == 0))

    expected = plain.answer(plain.load(written(case, tmp_path)))

    assert essence(rank(case).to_dict()) == essence(expected)
