"""Reading a column in one sweep gives what reading it cell by cell gives."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.clean import amounts, codes, counts, phones
from ingest.clean.readings import Odd, read

PAIRS = {
    "phones as identities": (
        phones.read_identity_phone,
        phones.REGULAR,
        pl.String,
        r"(\+?86[ -]?)?1[0-9][0-9 -]{9,12}(\.0)?",
    ),
    "phones as numbers": (phones.read_number, phones.REGULAR, pl.String, r"(\+?86)?[01][0-9-]{9,12}"),
    "codes": (codes.read_code, codes.REGULAR, pl.String, r"[0-9A-Za-z.eE+*_:-]{1,20}"),
    "amounts": (amounts.read_amount, amounts.REGULAR_AMOUNT, pl.Float64, r"¥?-?[0-9.,]{1,9}(元|万元)?"),
    "counts": (counts.read_count, counts.REGULAR_COUNT, pl.Int64, r"[0-9]{1,17}(\.0{0,2})?岁?"),
    "durations": (counts.read_duration, counts.REGULAR_COUNT, pl.Int64, r"[0-9:]{1,8}(\.0)?秒?"),
}


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS.keys())
@settings(max_examples=25)
@given(data=st.data())
def test_both_ways_agree(pair: tuple[Odd, pl.Expr, type[pl.DataType], str], data: st.DataObject) -> None:
    """Whatever the sweep is sure of, the reader of one cell says too, without a code."""
    odd, regular, dtype, pattern = pair
    texts = data.draw(st.lists(st.from_regex(pattern, fullmatch=True).filter(str.isprintable), min_size=1, max_size=8))

    quick = read(pl.Series(texts), lambda _: (None, "left"), dtype, (regular,))

    for text, value, code in zip(texts, quick.values, quick.codes, strict=True):
        assert code == "left" or odd(text) == (value, "")


def test_an_odd_cell_is_read_once_and_stands_in_all_its_rows() -> None:
    """Each different cell costs one call."""
    asked: list[str] = []

    def odd(text: str) -> tuple[str, str]:
        asked.append(text)
        return text.upper(), "seen"

    got = read(pl.Series(["b", None, "a", "b"]), odd, pl.String)

    assert asked == ["b", "a"]
    assert got.values.to_list() == ["B", None, "A", "B"]
    assert got.codes.to_list() == ["seen", None, "seen", "seen"]
