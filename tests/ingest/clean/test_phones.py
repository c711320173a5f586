"""Telephone numbers: classes, one form a number, and what never names a person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.clean.phones import read_identity_phone, read_number

MOBILES = st.integers(13 * 10**9, 2 * 10**10 - 1).map(str)


@pytest.mark.parametrize(
    "text",
    ["13800138000", "+86 138 0013 8000", "86-138-0013-8000", "138-0013-8000", "13800138000.0", "1.3800138e+10",
     "013800138000", "008613800138000", "12593 13800138000", "8613800138000"],
)  # fmt: skip
def test_a_mobile_has_one_form(text: str) -> None:
    """However an export writes it."""
    assert read_identity_phone(text) == ("13800138000", "")


@pytest.mark.parametrize(
    "text",
    ["0591-83212345", "(0591)83212345", "059183212345", "+86 591 83212345", "+86-0591-83212345", "0591 8321 2345"],
)
def test_a_landline_keeps_its_area_code(text: str) -> None:
    """One form, with the nought."""
    assert read_identity_phone(text) == ("059183212345", "")


def test_a_lost_nought_is_restored_and_told() -> None:
    """Spreadsheets eat it; the row carries a flag."""
    assert read_identity_phone("59183212345") == ("059183212345", "zero_restored")


@pytest.mark.parametrize(
    ("text", "code"),
    [("138****8000", "masked_phone"), ("184xxxx1234", "masked_phone"), ("18412345678-1234", "virtual_phone"),
     ("18412345678转1234", "virtual_phone"), ("1380013800O", "unreadable_phone"), ("83212345", "no_area_code"),
     ("0591-83212345-801", "switchboard_phone"), ("95588", "service_phone"), ("4008008000", "service_phone"),
     ("10105678", "service_phone"), ("1069123456", "service_phone"), ("1440123456789", "service_phone"),
     ("0013800138000", "irregular_phone"), ("02012345678", "irregular_phone"), ("未知号码", "withheld_number"),
     ("1.38E+10", "unreadable_phone"), ("12345678", "irregular_phone"), ("13800138000/13900139000", "several_phones"),
     ("13800138000、0591-83212345", "several_phones"), ("13800138000 13900139000", "several_phones"),
     ("0591-83212345/83212346", "several_phones"), ("13800138000或13900139000", "several_phones")],
)  # fmt: skip
def test_what_names_nobody_says_why(text: str, code: str) -> None:
    """No number, so no token, and a code."""
    assert read_identity_phone(text) == (None, code)


def test_a_calling_number_is_kept_however_odd() -> None:
    """A spoofed or withheld number is a finding; only what is no number at all is none."""
    assert read_number("0633123456789") == ("0633123456789", "irregular_phone")
    assert read_number("未知号码") == ("unknown", "withheld_number")
    assert read_number("95588") == ("95588", "")
    assert read_number("张三") == (None, "unreadable_phone")
    assert read_number("4001234567、008613800138000") == (None, "several_phones")


@given(MOBILES, st.sampled_from(["", "+86", "86", "+86 ", "0086", "0"]), st.sampled_from(["", " ", "-"]))
def test_any_mobile_is_found_again_under_any_dress(number: str, prefix: str, gap: str) -> None:
    """Prefix and gaps change nothing."""
    text = prefix + gap.join([number[:3], number[3:7], number[7:]])

    assert read_identity_phone(text) == (number, "")


@given(MOBILES, st.integers(3, 6))
def test_a_masked_mobile_never_names_anybody(number: str, start: int) -> None:
    """However little is masked."""
    assert read_identity_phone(number[:start] + "*" + number[start + 1 :])[0] is None
