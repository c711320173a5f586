"""Numbers of people in what somebody types: hidden however they are written, and nothing else is touched."""

from __future__ import annotations

import pytest

from ingest.masking import mask_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("回访13800138000本人", "回访138****8000本人"),
        ("回访１３８００１３８０００本人", "回访138****8000本人"),
        ("回访138.0013.8000", "回访138****8000"),
        ("回访138－0013－8000", "回访138****8000"),
        ("回访138\u200b0013\u200b8000", "回访138****8000"),
        ("证件110101 19900307 521X", "证件110***********521X"),
        ("证件110101-19900307-5219", "证件110***********5219"),
        ("卡6222 0212 3456 7890 123", "卡6222********0 123"),
    ],
)
def test_a_number_is_hidden_however_it_is_written(typed: str, kept: str) -> None:
    """Wide digits and dashes, dots, invisible characters, the parts of an identity card apart."""
    assert mask_text(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "系统已查，6月3日（第２次）", "单号2024050112345678 金额1380.00", "v1.2.3", "“甲店”"]
)
def test_a_text_without_a_number_of_a_person_stays_as_it_was_typed(typed: str) -> None:
    """Also its wide signs and quotes."""
    assert mask_text(typed) == typed
