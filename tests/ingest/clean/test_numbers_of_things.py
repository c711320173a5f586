"""Identity card numbers and codes of records: whole or nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.clean.codes import read_code, read_number_of_record
from ingest.clean.id_numbers import read_id_number


def check_digit(stem: str) -> str:
    """The last place of a number, by the weights of the standard."""
    weights = [pow(2, 17 - place, 11) for place in range(17)]
    return "10X98765432"[sum(int(digit) * weight for digit, weight in zip(stem, weights, strict=True)) % 11]


BORN = st.integers(0, 40000).map(lambda days: (date(1900, 1, 1) + timedelta(days)).strftime("%Y%m%d"))


@given(BORN, st.integers(0, 999))
def test_a_right_number_is_taken_and_any_other_check_digit_is_not(born: str, order: int) -> None:
    """The check digit catches every wrong last place."""
    stem = f"110101{born}{order:03}"
    right = check_digit(stem)

    for last in "0123456789X":
        wanted = (stem + last, "") if last == right else (None, "bad_id_number")
        assert read_id_number(stem + last) == wanted


@given(BORN, st.integers(0, 999), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(born: str, order: int, place: int, step: int) -> None:
    """As the standard promises."""
    stem = f"110101{born}{order:03}"
    wrong = stem[:place] + str((int(stem[place]) + step) % 10) + stem[place + 1 :]

    assert read_id_number(wrong + check_digit(stem)) == (None, "bad_id_number")


def test_a_place_no_list_knows_is_no_fault() -> None:
    """Districts come and go; the check digit does not."""
    stem = "99999919000101001"

    assert read_id_number(stem + check_digit(stem))[1] == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [("110101********1234", "masked_id_number"), ("12345", "bad_id_number"), ("护照E123", "bad_id_number"),
     ("11010119000230001" + check_digit("11010119000230001"), "bad_id_number")],
)  # fmt: skip
def test_what_is_no_id_number_says_why(text: str, code: str) -> None:
    """Masked, too short, another document, born on 30 February."""
    assert read_id_number(text) == (None, code)


def test_a_small_x_and_blanks_are_the_same_number() -> None:
    """One form."""
    stem = next(f"11010119000101{i:03}" for i in range(999) if check_digit(f"11010119000101{i:03}") == "X")

    assert read_id_number(f"{stem[:6]} {stem[6:]}x") == (stem + "X", "")


@pytest.mark.parametrize(
    ("text", "read"),
    [("240223-168937050454608", ("240223-168937050454608", "")), ("XM178473984503", ("XM178473984503", "")),
     ("515647133355.0", ("515647133355", "")), ("2.30718123456789e+17", (None, "digits_lost")), ("2.3E17", (None, "digits_lost")),
     ("2307181234567890.0", (None, "digits_lost")), ("yh_1***2", (None, "masked_value")), ("5E12", ("5E12", ""))],
)  # fmt: skip
def test_codes_are_whole_or_nothing(text: str, read: tuple[str | None, str]) -> None:
    """A spreadsheet's exponent has lost digits; letters of a real code have not."""
    assert read_code(text) == read


@pytest.mark.parametrize("text", ["SF1001、SF1002", "YT2001,YT2002", "YT3001; YT3002", "SF10010010 SF10010011", "SF10010010/SF10010011",
                                  "240501-1和240501-2", "SF1001,"])  # fmt: skip
def test_several_numbers_in_one_cell_are_none(text: str) -> None:
    """Together they would be a parcel that nobody else names."""
    assert read_number_of_record(text) == ((None, "several_numbers") if text[-1] != "," else ("SF1001,", ""))


@pytest.mark.parametrize(
    "text", ["2024/05/0001", "案 2024 001", "SF 1001", "240501-123456789012345", "A和B", "甲、乙", "DD,1"]
)
def test_a_number_with_a_mark_within_is_one(text: str) -> None:
    """Some do have slashes and blanks."""
    assert read_number_of_record(text) == (text, "")
