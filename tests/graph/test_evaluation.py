"""Verdicts against known answers."""

from __future__ import annotations

from typing import Any

import pytest

from graph.evaluation import Outcome, by_family, evaluate, table


def row(kind: str, holder: str, **more: Any) -> dict[str, Any]:
    """A source or a row of the ranking."""
    window = {"from": "2024-05-01", "to": "2024-05-10"}
    return {"kind": kind, "holder": holder, "window": window, "not_told_apart": [], "probability": 0.99, **more}


def verdict(*sources: dict[str, Any], ranking: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """As much of the JSON as is looked at."""
    return {"sources": list(sources), "ranking": ranking or list(sources)}


def known(*sources: dict[str, Any], family: str = "f") -> dict[str, Any]:
    """A truth.json."""
    return {"family": family, "sources": list(sources)}


def true_source(node: str, level: str = "merchant", **more: Any) -> dict[str, Any]:
    """A source of a truth.json."""
    return {"node": node, "level": level, "window": ["2024-05-06", "2024-05-15"], **more}


def test_the_right_holder_scores_in_full() -> None:
    """First, found, alone; 5 of 15 days in both windows."""
    outcome = evaluate(verdict(row("merchant", "a")), known(true_source("a")))

    assert (outcome.top1, outcome.top3_recall, outcome.f1, outcome.in_group) == (1, 1, 1, 1)
    assert (outcome.false_alarm, outcome.unrelated_named) == (None, 0)
    assert outcome.window_iou == pytest.approx(5 / 15)
    assert outcome.probability == 0.99


def test_levels_are_translated_and_kinds_must_agree() -> None:
    """`person` is a courier person; a shop of the same name is somebody else."""
    truth = known(true_source("x", "person"))

    assert evaluate(verdict(row("courier_person", "x")), truth).top1 == 1
    assert evaluate(verdict(row("merchant", "x")), truth).top1 == 0


def test_twins_count_as_right() -> None:
    """They share nearly all orders; nobody could tell."""
    outcome = evaluate(verdict(row("warehouse", "w")), known(true_source("a", twins=["w"])))

    assert (outcome.top1, outcome.precision, outcome.recall) == (1, 1, 1)


def test_kin_are_wrong_but_not_unrelated() -> None:
    """The hub of the true branch."""
    truth = known(true_source("b", "branch", contains_it=["hub:1"], inside_it=["person:1"]))
    kin, stranger = evaluate(verdict(row("hub", "hub:1")), truth), evaluate(verdict(row("hub", "hub:2")), truth)

    assert (kin.top1, kin.f1, kin.unrelated_named) == (0, 0, 0)
    assert stranger.unrelated_named == 1


def test_a_truth_in_the_group_is_in_the_group() -> None:
    """Named second, but said to be inseparable."""
    rival = {"kind": "merchant", "holder": "a"}
    outcome = evaluate(verdict(row("courier", "c", not_told_apart=[rival])), known(true_source("a")))

    assert (outcome.top1, outcome.in_group) == (0, 1)


def test_one_of_two_sources_is_half_the_recall() -> None:
    """Precision 1, recall 1/2, F1 2/3; the other stands third in the ranking."""
    ranking = [row("merchant", name) for name in ("a", "z", "b")]
    outcome = evaluate(verdict(row("merchant", "a"), ranking=ranking), known(true_source("a"), true_source("b")))

    assert (outcome.precision, outcome.recall, outcome.top3_recall) == (1, 0.5, 1)
    assert outcome.f1 == pytest.approx(2 / 3)


def test_silence_misses_the_source_and_is_right_where_there_is_none() -> None:
    """F1 is 0 in the one case and no question in the other."""
    silent = verdict(ranking=[row("merchant", "z")])

    assert evaluate(silent, known(true_source("a"))).f1 == 0
    assert evaluate(silent, known()) == Outcome(
        family="f", leak=False, top1=None, top3_recall=None, precision=None, recall=None, f1=None, false_alarm=0,
        unrelated_named=0, in_group=None, window_iou=None, probability=None,
    )  # fmt: skip
    assert evaluate(verdict(row("merchant", "z")), known()).false_alarm == 1


def test_no_window_overlaps_with_nothing() -> None:
    """Evidence without times found the holder, but no days."""
    assert evaluate(verdict(row("merchant", "a", window=None)), known(true_source("a"))).window_iou == 0


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
