"""Many outcomes: means, calibration, and the table."""

from __future__ import annotations

import pytest

from graph.evaluation import as_text, by_family, evaluate, summary, table
from tests.graph.evaluation.answers import known, row, true_source, verdict


def test_families_are_averaged_alike_and_nulls_apart() -> None:
    """Two runs of one family weigh as much as one of another."""
    right, wrong = verdict(row("merchant", "a")), verdict(row("merchant", "z"))
    runs = [
        evaluate(right, known(true_source("a"), family="x")), evaluate(wrong, known(true_source("a"), family="x")),
        evaluate(right, known(true_source("a"), family="y")), evaluate(verdict(), known(family="null_z")),
    ]  # fmt: skip
    rows = by_family(runs)

    assert [(r.family, r.runs) for r in rows] == [
        ("null_z", 1), ("x", 2), ("y", 1), ("mean of leaks", 3), ("mean of nulls", 1),
    ]  # fmt: skip
    assert rows[3].means["top1"] == 0.75
    assert rows[4].means["false_alarm"] == 0
    assert rows[4].means["top1"] is None


def test_the_table_is_aligned() -> None:
    """Every line is as wide as the first; what is no question is a dash."""
    lines = table(by_family([evaluate(verdict(), known(family="null_z"))])).splitlines()

    assert lines[0].startswith("family")
    assert len({len(line) for line in lines}) == 1
    assert "–" in lines[1]
    assert table([]).startswith("family")


def test_a_summary_tells_whose_probabilities_are_meant() -> None:
    """The first of each case, all that are named, all that are ranked."""
    both = [row("merchant", "a"), row("merchant", "z", probability=0.3)]
    found = summary([
        evaluate(verdict(row("merchant", "a"), ranking=both), known(true_source("a")), seconds=2),
        evaluate(verdict(ranking=[row("merchant", "y", probability=0.1)]), known(family="null_z"), seconds=1),
    ])  # fmt: skip
    first, sources, ranked = (found.calibration[whose] for whose in ("first", "sources", "ranked"))

    assert first
    assert sources
    assert ranked
    assert (first.claims, sources.claims, ranked.claims) == (2, 1, 3)
    assert first.ece == pytest.approx((0.01 + 0.1) / 2)
    assert ranked.ece == pytest.approx((0.01 + 0.1 + 0.3) / 3)
    assert found.families[-1].means["seconds"] == 1


def test_the_text_tells_calibration_by_bin() -> None:
    """And leaves out what was never claimed."""
    found = summary([evaluate(verdict(ranking=[row("merchant", "y", probability=0.12)]), known(family="null_z"))])
    lines = as_text(found).splitlines()

    assert "P of first of each case: 1 claims, expected calibration error 0.120, Brier 0.014" in lines
    assert "0.1 to 0.2 1 0.120 0.000" in [" ".join(line.split()) for line in lines]
    assert not any("sources named" in line for line in lines)
