"""Shapes that compiled code sees are those that the expressions for few cells see."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.clean import codes, phones
from ingest.kernels.shapes import CLEAN, CODE, DIGITS, MOBILE, SUSPECT, marked, unlike
from ingest.kernels.words import holds_any
from ingest.patterns import IN_NAME
from ingest.text import _UNCLEAN, BLANK_WORDS, DASHES

TEXT = pl.col("text")
ORACLES = {
    "clean": (CLEAN, ~TEXT.str.contains(_UNCLEAN)),
    "mobile": (MOBILE, phones.PLAIN.is_not_null()),
    "code": (CODE, codes.REGULAR.is_not_null()),
    "digits": (DIGITS, TEXT.str.contains("^[0-9]+$")),
    "suspect": (SUSPECT, TEXT.str.contains(IN_NAME)),
}
CELLS = st.lists(
    st.one_of(
        st.none(),
        st.text(max_size=20),
        st.from_regex(r"[ ='\"`a\x7f\x1f!~\u00e9\u4dbf\u4dff\u4e00\u4f60\u4fff\u5000\u9fff\ua000\U0001f600]{0,18}", fullmatch=True),
        st.from_regex(r"[一-龥a-z0-9]{0,30}( [一-龥]{1,9})?", fullmatch=True),
        st.from_regex(r"[A-Za-z0-9_:-]{1,30}[./;@\[`{^]?[a-z]{0,9}", fullmatch=True),
        st.from_regex(r"1[0-9]{9,11}|[0-9]{0,24}x?", fullmatch=True),
        st.from_regex(r"[店a]{0,3}[0-9 .-]{8,24}[店a]{0,3}", fullmatch=True),
        st.sampled_from([*DASHES, *BLANK_WORDS, "nulls", "未", "——-"]),
    ),
    max_size=30,
)  # fmt: skip


@pytest.mark.parametrize("oracle", ORACLES.values(), ids=ORACLES.keys())
@settings(max_examples=120, deadline=None)
@given(cells=CELLS)
def test_a_kernel_marks_what_the_expression_marks(oracle: tuple[int, pl.Expr], cells: list[str | None]) -> None:
    """Cell by cell; none that is null."""
    shape, expression = oracle
    texts = pl.Series("text", cells, dtype=pl.String)

    marks, count = marked(texts, shape)

    assert marks.tolist() == texts.to_frame().select(expression.fill_null(value=False)).to_series().to_list()
    assert count == sum(marks)


@settings(max_examples=60, deadline=None)
@given(cells=CELLS, first=st.integers(0, 9))
def test_cells_are_found_wherever_they_lie(cells: list[str | None], first: int) -> None:
    """In several chunks, in the middle of a column, with gaps before them."""
    whole = pl.concat(
        [pl.Series(cells, dtype=pl.String), pl.Series([None, "long enough for a buffer of its own", "x"])]
    )
    part = whole[first:]

    assert marked(part, CLEAN)[0].tolist() == [
        bool(marked(whole[i : i + 1], CLEAN)[0][0]) for i in range(first, len(whole))
    ]
    assert unlike(part, CLEAN).to_list() == part.str.contains(_UNCLEAN).arg_true().to_list()


@settings(max_examples=60, deadline=None)
@given(cells=CELLS)
def test_words_are_found(cells: list[str | None]) -> None:
    """Whole cells only, where they are shorter than eight bytes."""
    texts = pl.Series(cells, dtype=pl.String)

    assert holds_any(texts, (*DASHES, *BLANK_WORDS)) == bool(texts.is_in([*DASHES, *BLANK_WORDS]).any())


@pytest.mark.parametrize(
    ("cell", "found"), [("########", True), ("#" * 20, True), ("#######", False), ("a" * 8, False)]
)
def test_words_of_eight_bytes_are_what_a_cell_begins_with(cell: str, found: bool) -> None:
    """Cells of any length."""
    assert holds_any(pl.Series([None, cell]), ("########",)) == found


def test_plain_text_is_clean() -> None:
    """To look at it again would only cost time."""
    assert marked(pl.Series(["13800138000", "a b", "云岫市 听雨巷1号", "一龥鿿"]), CLEAN)[1] == 4
