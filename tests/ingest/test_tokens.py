"""Tokens: equal for equal values of a column under one key, different for anything else."""

from __future__ import annotations

import hashlib
import hmac
import re

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.keys import Key
from ingest.masking import mask, mask_digits, masked
from ingest.tokens import token, tokens


@pytest.mark.parametrize(
    ("column", "letter"),
    [("person_id", "n"), ("id_number", "d"), ("phone", "h"), ("account", "a"), ("account_owner", "s")],
)
def test_a_token_is_a_letter_and_an_hmac(key: Key, column: str, letter: str) -> None:
    """HMAC-SHA256 of column and value, 32 hex digits."""
    wanted = hmac.new(key.secret, f"{column}\0x".encode(), hashlib.sha256).hexdigest()[:32]

    assert token(key, column, "x") == f"{letter}:{wanted}"


@given(st.lists(st.one_of(st.none(), st.text(max_size=5)), max_size=8))
def test_a_column_of_tokens_is_the_token_of_each(values: list[str | None]) -> None:
    """Null stays null."""
    key = Key(b"k" * 32)
    made = tokens(key, "phone", pl.Series(values, dtype=pl.String)).to_list()

    assert made == [None if value is None else token(key, "phone", value) for value in values]


def test_tokens_differ_by_column_and_by_key(key: Key) -> None:
    """The same digits as phone and as account are two things; another key knows nothing of ours."""
    made = {token(key, "phone", "1"), token(key, "account", "1"), token(Key(b"x" * 32), "phone", "1")}

    assert len({one[2:] for one in made}) == 3


@pytest.mark.parametrize(
    ("value", "column", "masked"),
    [("13800138000", "phone", "138****8000"), ("张三丰", "name", "张**"), ("110101190001010018", "id_number", "110***********0018"),
     ("云岫市松陵区听雨巷一号", "address", "云***"), ("yh_12", "account", "y****"), ("备注内容", None, "备***"), ("", "phone", "")],
)  # fmt: skip
def test_masks_keep_little(value: str, column: str | None, masked: str) -> None:
    """Enough to find the row again."""
    assert mask(value, column) == masked


@given(st.text(min_size=2, max_size=30).filter(lambda text: text.split() == [text] and "*" not in text))
def test_a_mask_always_hides_something(value: str) -> None:
    """No value of two characters or more is shown whole."""
    for column in ("phone", "name", "account", None):
        assert "*" in mask(value, column)


@given(st.integers(10**6, 10**30))
def test_long_numbers_in_text_are_masked(number: int) -> None:
    """A telephone number may stand anywhere."""
    assert not re.search(r"\d{7}", mask_digits(f"call {number} now"))


@given(
    st.lists(
        st.tuples(st.sampled_from(("phone", "name", "account", "officer", "person_id")), st.text("张1a-号", min_size=1))
    )
)
def test_many_masks_are_those_of_each(values: list[tuple[str, str]]) -> None:
    """Masking a column is masking its cells."""
    secrets = pl.DataFrame(values, schema={"column": pl.String, "value": pl.String}, orient="row")

    assert masked(secrets).to_list() == [mask(value, column) for column, value in values]


def test_a_masked_account_says_on_which_platform() -> None:
    """The platform names nobody; what came masked stays masked."""
    values = [
        ("account", "甲平台\0yunxiu_0815"),
        ("account", "\0yunxiu_0815"),
        ("masked_phone", "138****8000"),
        ("masked_name", "张*"),
    ]
    secrets = pl.DataFrame(values, schema={"column": pl.String, "value": pl.String}, orient="row")

    assert masked(secrets).to_list() == ["甲平台 yun****0815", "yun****0815", "138****8000", "张*"]
