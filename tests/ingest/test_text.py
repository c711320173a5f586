"""Text is freed of what exports wrap around it, and of nothing else."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text import _cleaned, clean_series, header_text, without_blank_words, without_unit


def clean(*texts: str | None) -> list[str | None]:
    """Texts, cleaned as a column."""
    return clean_series(pl.Series(texts, dtype=pl.String)).to_list()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [('="689750216324721447"', "689750216324721447"), ("=12345", "12345"), ("'13800138000", "13800138000"),
     ("\t13800138000", "13800138000"), ("\t'178 1282 9068", "178 1282 9068"), ("１８９-７９９１", "189-7991"),
     ("\ufeff订单号", "订单号"), ("13800138000\u202c", "13800138000"), ("\u00a0归鹤 速递 ", "归鹤 速递"),
     ("ＫＥＬＴＡＮ文具店", "KELTAN文具店"), ("a  b\t c", "a b c"), ("", None), (" \t\u200b", None), ("￥12", "¥12"),
     ("A=B", "A=B"), ("it's", "it's"), ("=SUM(A1)", "=SUM(A1)")],
)  # fmt: skip
def test_wrappers_widths_and_blanks_go(text: str, wanted: str | None) -> None:
    """The forms seen in exports; formulas and inner marks stay."""
    assert clean(text) == [wanted]


@given(st.lists(st.one_of(st.none(), st.text(max_size=12)), max_size=6))
def test_leaving_clean_text_alone_changes_nothing(texts: list[str | None]) -> None:
    """The short cut gives what all the steps give."""
    column = pl.Series(texts, dtype=pl.String)

    assert clean_series(column).to_list() == _cleaned(column).to_list()


@given(st.text(max_size=12))
def test_cleaning_does_not_touch_what_it_was_given(text: str) -> None:
    """The raw column is what the file said, before and after."""
    column = pl.Series([text, "ａ"])
    clean_series(column)

    assert column.to_list() == [text, "ａ"]


def test_words_for_nothing_are_nothing() -> None:
    """As accounts or shops they would make one of many."""
    assert without_blank_words(pl.Series(["无", "-", "N/A", "张三", None, "null"])).to_list() == [None] * 3 + [
        "张三",
        None,
        None,
    ]


def test_headers_are_compared_without_width_case_blanks_and_marks() -> None:
    """What is the same header to a reader is the same here."""
    assert header_text("\ufeff Order No ") == header_text("ＯＲＤＥＲｎｏ") == "orderno"
    assert header_text("*手机号：") == "手机号"


def test_a_unit_in_brackets_may_be_left_off() -> None:
    """Full-width brackets too, once compared."""
    assert without_unit(header_text("用户实付金额（元）")) == "用户实付金额"
    assert without_unit("(元)金额") == "(元)金额"
