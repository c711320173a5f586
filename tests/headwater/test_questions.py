"""`headwater evaluate --questions`: orders to trace until the source is known."""

from __future__ import annotations

import json
from pathlib import Path

from tests.headwater.command import is_one_line, run, spawn


def test_series_on_a_named_case_are_told_by_the_order_of_questions(tmp_path: Path) -> None:
    """One case, one series of each; the same answer again."""
    case = tmp_path / "small"
    run("simulate", "--out", case, "--victims", 30, "--seed", 3, "--leaks", 1)

    told = json.loads(spawn("evaluate", "--questions", case, "--json").out)

    assert [way["way"] for way in told["ways"]] == ["random", "latest", "gain_unnamed", "gain"]
    assert [one["case"] for one in told["cases"]] == ["small"] * 4
    assert all(way["series"] == 1 for way in told["ways"])


def test_a_case_in_which_nobody_leaks_has_no_source_to_ask_for(tmp_path: Path) -> None:
    """A line says so."""
    case = tmp_path / "null"
    run("simulate", "--out", case, "--victims", 12, "--seed", 3, "--leaks", 0)

    done = run("evaluate", "--questions", case)

    assert done.code == 2
    assert is_one_line(done)
