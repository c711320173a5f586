"""What a cell says depends on its column: a shop may be called Null, an order may not be numbered so."""

from __future__ import annotations

import re

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.schema import RECORDS
from ingest.clean.columns import read_column
from ingest.clean.readings import Readings
from ingest.text import BLANK_WORDS, DASHES

HOLDERS = [(record.name, column.name) for record in RECORDS.values() for column in record.holders]
NAMES = [
    ("merchants", "merchant"),
    ("merchants", "erp"),
    ("exposures", "holder"),
    ("scans", "site"),
    ("orders", "item"),
]


def read(record: str, column: str, *cells: str | None) -> Readings:
    """The readings of cells of one column."""
    return read_column(RECORDS[record].column(column), pl.Series(cells, dtype=pl.String))


@pytest.mark.parametrize(("record", "column"), HOLDERS + NAMES)
def test_a_word_for_nothing_stays_where_a_holder_or_an_item_is_named(record: str, column: str) -> None:
    """As it stands, and the row is flagged; a lone dash or an empty cell is nothing there too."""
    found = read(record, column, *BLANK_WORDS, *DASHES, None, "某店")

    assert found.values.to_list() == [*BLANK_WORDS, *[None] * len(DASHES), None, "某店"]
    assert found.codes.to_list() == ["blank_word"] * len(BLANK_WORDS) + [None] * (len(DASHES) + 2)


@pytest.mark.parametrize(
    ("record", "column"), [("orders", "waybill_no"), ("waybills", "order_no"), ("victims", "case_no")]
)
def test_a_word_for_nothing_is_no_number_of_a_record(record: str, column: str) -> None:
    """It would join all records that have none; the row is flagged."""
    found = read(record, column, "无", "null", "-", "A1")

    assert found.values.to_list() == [None, None, None, "A1"]
    assert found.codes.to_list() == ["blank_word", "blank_word", None, None]


@pytest.mark.parametrize(
    ("record", "column"),
    [("victims", "phone"), ("orders", "account"), ("orders", "price"), ("orders", "paid_at"), ("victims", "region")],
)
def test_a_word_for_nothing_is_nothing_elsewhere(record: str, column: str) -> None:
    """Numbers, times, identities and regions."""
    found = read(record, column, *BLANK_WORDS, *DASHES)

    assert found.values.null_count() == found.codes.null_count() == len(BLANK_WORDS) + len(DASHES)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("回电13800138000办理", "回电138****8000办理"),
        ("13800138000", "138****8000"),
        ("13800138000,13900139000 13700137000", "138****8000,139****9000 137****7000"),
        ("+8613800138000", "+86138****8000"),
        ("138 0013 8000或138-0013-8000", "138****8000或138****8000"),
        ("证件11010119900307001X的人", "证件110***********001X的人"),
        ("订单836499727232、SF1380013800012", "订单836499727232、SF1380013800012"),
        ("9951380013800", "9951380013800"),
        ("110101199913070018", "110101199913070018"),
        ("客服 95588, 5 件", "客服 95588, 5 件"),
    ],
)
def test_a_mobile_or_id_number_in_free_text_is_kept_masked(text: str, kept: str) -> None:
    """And the row is flagged; order numbers, longer numbers and all else stay as they are."""
    for record, column in (
        ("victims", "script"),
        ("orders", "item"),
        ("comparisons", "why_chosen"),
        ("calls", "claimed_identity"),
    ):
        found = read(record, column, text, None)

        assert found.values.to_list() == [kept, None]
        assert found.codes.to_list() == [None if kept == text else "identity_in_text", None]


@given(
    st.lists(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), min_size=1, max_size=6), st.sampled_from(",;、 。号x")
)
def test_no_mobile_among_others_in_a_text_is_missed(numbers: list[str], mark: str) -> None:
    """Whatever parts them."""
    kept = read("victims", "script", mark.join(numbers)).values[0]

    assert not re.search(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])", kept)


@pytest.mark.parametrize(
    ("record", "column"), [("orders", "merchant"), ("orders", "order_no"), ("calls", "calling_number")]
)
def test_holders_and_numbers_of_records_are_not_masked(record: str, column: str) -> None:
    """A calling number is evidence, a shop's name or an order's number is what joins rows."""
    found = read(record, column, "13800138000")

    assert found.values.to_list() == ["13800138000"]


def test_a_calling_number_said_to_be_unknown_is_withheld() -> None:
    """The call was made, so its row stays; what says nothing at all says nothing here too."""
    found = read("calls", "calling_number", "未知", "空", "未知号码", "-", "null", None, "13800138000")

    assert found.values.to_list() == ["unknown"] * 3 + [None] * 3 + ["13800138000"]
    assert found.codes.to_list() == ["withheld_number"] * 3 + [None] * 4


def test_two_names_that_masking_makes_one_are_told() -> None:
    """The same name twice is one; which of them the others are nobody can tell any more."""
    found = read(
        "waybills",
        "courier_person",
        "快递员13911112222",
        "快递员13933332222",
        "快递员13855556666",
        "快递员13855556666",
        "甲",
    )

    assert found.values.to_list()[:2] == ["快递员139****2222"] * 2
    assert found.codes.to_list() == ["names_alike", "names_alike", "identity_in_text", "identity_in_text", None]
