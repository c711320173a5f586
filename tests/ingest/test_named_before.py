"""Texts of earlier imports in which values stand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import plan_files
from ingest.keys import Key
from ingest.known import Known
from ingest.named_before import _holding, told_of_earlier

WORDS = st.text("王小明丽", max_size=6)


@given(st.lists(WORDS, max_size=6), st.lists(st.text("王小明丽", min_size=2, max_size=4), max_size=6, unique=True))
def test_each_value_is_told_the_texts_it_stands_in(texts: list[str], values: list[str]) -> None:
    """Values that overlap, or stand in one another, too."""
    found = _holding(pl.Series(texts, dtype=pl.String), pl.Series(values, dtype=pl.String))

    plain = {value: {text for text in texts if value in text} for value in values}
    assert {value: set(held) for value, held in found.items()} == {value: held for value, held in plain.items() if held}


def test_earlier_texts_are_read_only_where_somebody_is_named(tmp_path: Path) -> None:
    """Files without names or addresses need not wait for it."""
    (tmp_path / "scans.csv").write_text(
        "运单号,操作类型,操作网点,扫描时间\nYT1,收件,甲网点,2024-05-01 10:00\n", "utf-8"
    )
    (tmp_path / "victims.csv").write_text("受害人姓名,手机,首次来电时间\n王小明,13800138000,2024-05-01\n", "utf-8")
    key = Key(b"0" * 32)

    def facts(kind: str, *columns: str) -> Iterator[pl.DataFrame]:
        raise AssertionError(kind, columns)

    scans, victims = (plan_files([tmp_path / name], key=key).tables for name in ("scans.csv", "victims.csv"))
    assert told_of_earlier(scans, Known(facts=facts), key) == list(scans)
    with pytest.raises(AssertionError):
        told_of_earlier(victims, Known(facts=facts), key)
