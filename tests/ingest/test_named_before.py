"""Texts of earlier imports in which values stand."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from ingest.named_before import _holding

WORDS = st.text("王小明丽", max_size=6)


@given(st.lists(WORDS, max_size=6), st.lists(st.text("王小明丽", min_size=2, max_size=4), max_size=6, unique=True))
def test_each_value_is_told_the_texts_it_stands_in(texts: list[str], values: list[str]) -> None:
    """Values that overlap, or stand in one another, too."""
    found = _holding(pl.Series(texts, dtype=pl.String), pl.Series(values, dtype=pl.String))

    plain = {value: {text for text in texts if value in text} for value in values}
    assert {value: set(held) for value, held in found.items()} == {value: held for value, held in plain.items() if held}
