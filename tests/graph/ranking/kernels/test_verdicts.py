"""Whole verdicts in either form."""

from __future__ import annotations

import pytest

from graph.ranking import forms, rank
from tests.graph.ranking.made_up import random_case


@pytest.mark.parametrize("leak", ["shop:3", None])
def test_a_verdict_is_the_same_to_the_byte_in_either_form(leak: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is printed is rounded far above where the forms differ."""
    case = random_case(5, leak=leak)
    plain = rank(case).to_dict()

    monkeypatch.setattr(forms, "SMALL_VICTIMS", 0)

    assert rank(case).to_dict() == plain
