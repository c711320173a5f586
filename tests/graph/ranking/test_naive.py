"""What obvious methods would say."""

from __future__ import annotations

import numpy as np
import pytest

from graph.ranking import rank
from graph.ranking.naive import odds_ratio
from tests.graph.ranking.made_up import exposures, person


def test_the_odds_ratio_is_haldanes() -> None:
    """3 of 4 victims against 1 of 5 others: (3.5 x 4.5) / (1.5 x 1.5)."""
    assert odds_ratio(np.array([3]), 4, np.array([1]), 5) == pytest.approx([7.0])


def test_people_are_counted_once_and_the_best_stand_first() -> None:
    """Two orders of one person are one person; ties by kind, then name."""
    people = [person(f"p:{i}", role="victim" if i < 3 else "comparison") for i in range(6)]
    holdings = [
        *((f"p:{i}", f"o{i}-{n}", "merchant", "b", "2024-05-01") for i in range(3) for n in range(2)),
        *((f"p:{i}", f"o{i}-0", "courier", "c", "2024-05-01") for i in range(6)),
        ("p:0", "o0-9", "merchant", "a", "2024-05-01"),
        ("p:5", "o5-9", "merchant", "only of others", "2024-05-01"),
    ]
    naive = dict(rank(exposures(people, holdings)).naive)

    assert [(s.kind, s.holder, s.score) for s in naive["shared_count"]] == [
        ("courier", "c", 3), ("merchant", "b", 3), ("merchant", "a", 1),
    ]  # fmt: skip
    assert [s.holder for s in naive["odds_ratio"]] == ["b", "a", "c"]


def test_without_comparison_people_there_are_no_odds() -> None:
    """An odds ratio against nobody is no figure."""
    people = [person(f"p:{i}") for i in range(3)]
    naive = dict(rank(exposures(people, [(f"p:{i}", "o", "merchant", "a", "2024-05-01") for i in range(3)])).naive)

    assert naive["odds_ratio"] == ()
    assert len(naive["shared_count"]) == 1
