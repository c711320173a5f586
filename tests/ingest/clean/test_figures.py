"""Amounts, shares, counts and durations: the figure written is the figure kept."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.clean.amounts import read_amount, read_share
from ingest.clean.counts import read_count, read_duration

CENTS = st.decimals(0, 10**7, places=2)


@given(CENTS, st.sampled_from(["{}", "{}元", "¥{}", "¥ {}", "{:,}", "¥{:,}元"]))
def test_an_amount_is_the_same_in_any_dress(amount: Decimal, dress: str) -> None:
    """To the cent, as the nearest float of the decimal written."""
    assert read_amount(dress.format(amount)) == (float(amount), "")


def test_ten_thousands_are_multiplied_exactly() -> None:
    """3.2 ten thousands are 32,000 and nothing beside it."""
    assert read_amount("3.2万元") == (32000.0, "")


@given(st.decimals(0, 1, places=5))
def test_a_percentage_is_its_share(share: Decimal) -> None:
    """33.644% is 0.33644 as a plain file would write it, to the last bit."""
    assert read_share(f"{share * 100}%") == read_share(str(share)) == (float(share), "")


@pytest.mark.parametrize("text", ["33.6", "120%", "一半", "-0.1", "%"])
def test_what_is_no_share_is_refused(text: str) -> None:
    """33.6 without its sign might be anything."""
    assert read_share(text) == (None, "unreadable_share")


@pytest.mark.parametrize(
    "text", ["约3000", "3000以上", "", "1.2.3", "元", "1,29", "12,34.5", "1,2,3", "1,2万", "1234,567"]
)
def test_what_is_no_amount_is_told(text: str) -> None:
    """Nothing is guessed from a part of it."""
    assert read_amount(text) == (None, "unreadable_amount")


@given(st.integers(0, 10**6))
def test_counts_are_whole_in_any_dress(count: int) -> None:
    """As data frames and people write them."""
    for text in (str(count), f"{count}.0", f"{count:,}", f"{count}岁"):
        assert read_count(text) == (count, "")


@pytest.mark.parametrize("text", ["5.5", "三十", "-1", "20-30"])
def test_what_is_no_count_is_told(text: str) -> None:
    """An age range is not an age."""
    assert read_count(text) == (None, "unreadable_count")


@given(st.integers(0, 99 * 3600))
def test_durations_of_all_forms_are_seconds(seconds: int) -> None:
    """Seconds, a clock, or units in words."""
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60

    for text in (
        str(seconds),
        f"{hours:02}:{minutes:02}:{rest:02}",
        f"{hours}小时{minutes}分{rest}秒",
        f"{hours}时{minutes}分钟{rest}秒",
    ):
        assert read_duration(text) == (seconds, "")


@pytest.mark.parametrize(("text", "seconds"), [("1分23秒", 83), ("23秒", 23), ("1:23", 83), ("2分", 120)])
def test_durations_may_leave_parts_out(text: str, seconds: int) -> None:
    """Whatever is not written is nought."""
    assert read_duration(text) == (seconds, "")


@pytest.mark.parametrize("text", ["久", "1天", "", ":", "1:60", "00:01:75", "1:75:00"])
def test_what_is_no_duration_is_told(text: str) -> None:
    """No figure, no duration."""
    assert read_duration(text) == (None, "unreadable_duration")
