"""Verdicts against known answers."""

from __future__ import annotations

import pytest

from graph.evaluation import Claim, Outcome, evaluate
from tests.graph.evaluation.answers import known, row, true_source, verdict


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
        unrelated_named=0, in_group=None, window_iou=None, probability=None, brier=pytest.approx(0.99**2),
        ranked=(Claim(0.99, right=False),),
    )  # fmt: skip
    assert evaluate(verdict(row("merchant", "z")), known()).false_alarm == 1


def test_no_window_overlaps_with_nothing() -> None:
    """Evidence without times found the holder, but no days."""
    assert evaluate(verdict(row("merchant", "a", window=None)), known(true_source("a"))).window_iou == 0


def test_what_was_claimed_of_each_holder_is_kept_with_what_happened() -> None:
    """The named one by itself, the ranked ones by what is left of them: .99 for the right one, .2 for another."""
    ranking = [row("merchant", "a"), row("merchant", "z", probability=0.2)]
    outcome = evaluate(verdict(row("merchant", "a"), ranking=ranking), known(true_source("a")))

    assert outcome.named == (Claim(0.99, right=True),)
    assert outcome.ranked == (Claim(0.99, right=True), Claim(0.2, right=False))
    assert outcome.brier == pytest.approx(0.01**2)


def test_without_a_ranking_nothing_was_claimed() -> None:
    """An undecidable case neither improves nor spoils the calibration."""
    outcome = evaluate({"sources": [], "ranking": []}, known(true_source("a")))

    assert (outcome.brier, outcome.ranked, outcome.named) == (None, (), ())
    assert (outcome.top1, outcome.top3_recall) == (0, 0)


def test_of_a_source_and_its_twin_one_leaked() -> None:
    """The first of them is right; that nothing is left for the other is no mistake."""
    ranking = [row("warehouse", "w"), row("merchant", "a", probability=0.01)]
    outcome = evaluate(verdict(ranking=ranking), known(true_source("a", twins=["w"])))

    assert outcome.ranked == (Claim(0.99, right=True), Claim(0.01, right=False))
