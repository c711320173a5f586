"""Words of both languages stand for declared values; unknown ones are kept or told, never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.schema import FIELDS, HOLDER_KINDS, SCAN_HOLDERS
from ingest.clean.words import read_fields, read_flag, read_word
from ingest.synonyms import values


@pytest.mark.parametrize("kind", HOLDER_KINDS.values(), ids=HOLDER_KINDS.keys())
def test_a_holder_kind_is_known_by_all_its_names(kind) -> None:  # type: ignore[no-untyped-def]
    """Its name, Chinese and English labels, in any case."""
    for word in (kind.name, kind.zh, kind.en, kind.name.upper()):
        assert read_word("holder_kind", word) == (kind.name, "")


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("快递公司", "courier"),
        ("ERP", "erp"),
        ("平台", "platform"),
        ("person", "courier_person"),
        ("pickup", "pickup_site"),
    ],
)
def test_kinds_of_the_cases_are_known(word: str, kind: str) -> None:
    """The words that files with known answers use."""
    assert read_word("holder_kind", word) == (kind, "")


def test_kinds_of_holder_are_open() -> None:
    """A school or a dish stays what it is."""
    assert read_word("holder_kind", "某学校") == ("某学校", "")


def test_scan_types_become_those_the_schema_places() -> None:
    """Every canonical type has words, and they are read as it."""
    assert set(values("scan_type")) - {"return", "problem"} == set(SCAN_HOLDERS)
    assert [read_word("scan_type", word)[0] for word in ("揽收", "到件", "派件", "签收")] == [
        "pickup",
        "arrive",
        "deliver",
        "sign",
    ]


@given(st.sets(st.sampled_from(FIELDS)), st.sampled_from([";", "、", ",", " ", "; "]))
def test_fields_are_sorted_whatever_parts_them(fields: set[str], mark: str) -> None:
    """Any of the marks, any order."""
    assert read_fields(mark.join(fields).replace("，", ",")) == (";".join(sorted(fields)), "")


def test_fields_are_known_in_chinese() -> None:
    """As an intake sheet lists them, doubles once."""
    assert read_fields("姓名;手机号;电话;收货地址;商品;金额;运单号") == ("address;item;name;phone;price;waybill_no", "")


def test_a_word_that_is_no_field_is_told_and_the_rest_kept() -> None:
    """The row is flagged."""
    assert read_fields("姓名;星座") == ("name", "unknown_field")


def test_nothing_known_is_a_statement() -> None:
    """It is not the same as no statement."""
    assert read_fields("无") == ("", "")


def test_every_listed_field_is_declared() -> None:
    """The list of words cannot name a field that the schema does not have."""
    assert set(values("fields_known")) == set(FIELDS)


@pytest.mark.parametrize(
    ("text", "flag"),
    [("是", True), ("有", True), ("YES", True), ("1", True), ("否", False), ("无", False), ("n", False), ("0", False)],
)
def test_yes_and_no_in_both_languages(text: str, flag: bool) -> None:
    """And as figures."""
    assert read_flag(text) == (flag, "")


def test_maybe_is_neither() -> None:
    """It is told."""
    assert read_flag("也许") == (None, "unreadable_flag")
