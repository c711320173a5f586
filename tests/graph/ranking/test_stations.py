"""Stations in whole simulated cases: bound to addresses, they are named only if they stand with their place fitted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from graph.ranking import rank
from graph.stores import MemoryStore
from graph.verdict import Verdict
from ingest import Key, facts_in_memory, plan_files
from ingest.simulation import simulate

KEY = Key(b"a key for tests of stations only")


def verdict(folder: Path, family: str, seed: int) -> tuple[Verdict, dict[str, Any]]:
    """The verdict on a simulated case, and its answer."""
    written = simulate(folder / "case", family=family, seed=seed)
    case = MemoryStore(facts_in_memory(plan_files([written.case], key=KEY))).exposures()
    return rank(case), json.loads(written.truth.read_text("utf-8"))


def test_stations_of_a_district_are_not_named_when_nothing_leaked(tmp_path: Path) -> None:
    """All victims live there and the comparison people elsewhere: they share its stations because of that."""
    found, _ = verdict(tmp_path, "null_area", 2)

    assert found.sources == ()
    assert "station" in {row.kind for row in found.ranking}


def test_stations_of_a_district_do_not_stand_before_the_leaking_shop(tmp_path: Path) -> None:
    """The shop alone is named; a seed in which three stations came first while they were taken for nationwide."""
    found, truth = verdict(tmp_path, "area_leak", 4)
    (leak,) = truth["sources"]

    assert [(source.kind, source.holder) for source in found.sources] == [("merchant", leak["node"])]
