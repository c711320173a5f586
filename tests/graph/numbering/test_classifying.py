"""What a number is: the domain's tables as they stand there, and what the library would make of them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.numbering import NAMING, classify
from graph.numbering.prefixes import by_prefix
from graph.wording.numbers import TYPES, number_reason, number_type


@pytest.mark.parametrize(
    ("written", "type_", "normalised", "operator"),
    [
        # what the library calls a mobile of the carrier is one of a virtual operator
        ("17012345678", "vno", "17012345678", "虚商·电信"),
        ("17112345678", "vno", "17112345678", "虚商·联通"),
        ("16212345678", "vno", "16212345678", "虚商·电信"),
        ("16512345678", "vno", "16512345678", "虚商·移动"),
        # what it cannot parse is a service
        ("95588", "service_95", "95588", None),
        ("96110", "service_96", "96110", None),
        ("10086", "carrier_service", "10086", None),
        ("110", "emergency", "110", None),
        # what it calls a landline of Yinchuan, a shared cost, invalid
        ("9510512345", "service_95", "9510512345", None),
        ("95013123456", "service_95", "95013123456", None),
        ("950133123456", "service_95", "950133123456", None),
        # what it calls a valid landline
        ("02012345678", "irregular", "02012345678", None),
        ("059110086", "irregular", "059110086", None),
        # what it parses and calls invalid: 不规范主叫
        ("0633123456789", "irregular", "0633123456789", None),
        ("26453692544", "irregular", "26453692544", None),
        # whose stars it drops
        ("138****1234", "masked", "138****1234", None),
        # what a spreadsheet has made of a number
        ("13800138000.0", "mobile", "13800138000", "移动"),
        ("1.3800138e+10", "mobile", "13800138000", "移动"),
        # extensions: of an order's virtual number, of a switchboard
        ("13800138000-1234", "virtual", "13800138000-1234", None),
        ("13800138000转1234", "virtual", "13800138000-1234", None),
        ("13800138000,1234", "virtual", "13800138000-1234", None),
        ("0591-83212345-801", "switchboard", "059183212345", None),
        # what needs an area
        ("83212345", "local", "83212345", None),
        # what must be stripped first
        ("13800138000\u202c", "mobile", "13800138000", "移动"),
        ("\ufeff13800138000", "mobile", "13800138000", "移动"),
        ("0591—83212345", "landline", "059183212345", None),
        # what it calls impossible
        ("1440012345678", "iot", "1440012345678", "移动"),
        ("1069012345", "sms_106", "1069012345", None),
        # what works there works here
        ("010-66554433", "landline", "01066554433", None),
        ("0591-83212345", "landline", "059183212345", None),
        ("０５９１－８３２１２３４５", "landline", "059183212345", None),
        ("+86 138 0013 8000", "mobile", "13800138000", "移动"),
        ("008613800138000", "mobile", "13800138000", "移动"),
        ("(0591)83212345", "landline", "059183212345", None),
        ("+86 0591 83212345", "landline", "059183212345", None),
        ("+852 2345 6789", "international", "+85223456789", None),
        ("0085223456789", "international", "+85223456789", None),
        ("+1 212-555-0123", "international", "+12125550123", None),
        ("+855 12 345 678", "international", "+85512345678", None),
    ],
)
def test_numbers_on_which_the_library_was_tried(
    written: str, type_: str, normalised: str, operator: str | None
) -> None:
    """Each row of the domain's table: raw, type, normalised, operator."""
    number = classify(written)

    assert (number.raw, number.type, number.normalised, number.operator) == (written, type_, normalised, operator)


@pytest.mark.parametrize(
    ("prefixes", "type_", "operator"),
    [
        ("1340 1348 135 139 150 152 157 159 172 178 182 184 187 188 195 197 198", "mobile", "移动"),
        ("130 132 155 156 166 175 176 185 186 196", "mobile", "联通"),
        ("133 153 173 17400 17405 177 180 181 189 191 193 199", "mobile", "电信"),
        ("192", "mobile", "广电"),
        ("165 1703 1705 1706", "vno", "虚商·移动"),
        ("167 1704 1707 1709 171", "vno", "虚商·联通"),
        ("162 1700 1702", "vno", "虚商·电信"),
        ("145", "data_card", "联通"),
        ("147", "data_card", "移动"),
        ("149", "data_card", "电信"),
        ("1349 1749 17406 17412", "satellite", "电信"),
    ],
)
def test_prefixes_of_mobiles(prefixes: str, type_: str, operator: str) -> None:
    """Ends of each range of the domain's list, filled up to eleven digits."""
    for prefix in prefixes.split():
        number = classify(prefix.ljust(11, "0"))

        assert (number.type, number.operator) == (type_, operator), prefix


@pytest.mark.parametrize(
    ("prefix", "operator"), [("1440", "移动"), ("1441", "移动"), ("148", "移动"), ("146", "联通"), ("1410", "电信")]
)
def test_thirteen_digits_are_machines(prefix: str, operator: str) -> None:
    """They carry no voice; as eleven digits they would be a mobile."""
    number = classify(prefix.ljust(13, "7"))

    assert (number.type, number.operator) == ("iot", operator)


@pytest.mark.parametrize(
    ("written", "type_"),
    [("95533", "service_95"), ("95105105", "service_95"), ("96315", "service_96"), ("059296110", "service_96"),
     ("4008123456", "toll_400"), ("8008101234", "toll_800"), ("10105678", "service_1010"), ("10690000123456", "sms_106"),
     ("10010", "carrier_service"), ("10000", "carrier_service"), ("119", "emergency"), ("120", "emergency"),
     ("122", "emergency"), ("12345", "emergency"), ("12381", "emergency"), ("未知号码", "withheld"),
     ("私人号码", "withheld"), ("空", "withheld"), ("", "withheld"), ("0013800138000", "irregular"),
     ("0591110", "irregular"), ("053195588", "irregular")],
)  # fmt: skip
def test_services_and_special_forms(written: str, type_: str) -> None:
    """The domain's table of forms and what they mean."""
    assert classify(written).type == type_


@pytest.mark.parametrize("prefix", ["12593", "17909", "12520", "125200"])
def test_a_number_is_known_behind_the_prefix_it_was_dialled_through(prefix: str) -> None:
    """With the reason; the library strips only some."""
    number = classify(f"{prefix}13800138000")

    assert (number.type, number.normalised, number.reason) == ("mobile", "13800138000", "dialled_through")
    assert classify(f"{prefix[:5]}059183212345").normalised == "059183212345"


def test_a_local_number_is_completed_by_the_area_of_the_case() -> None:
    """Only by one that makes it a number, and it says so."""
    assert classify("83212345", "0591").normalised == "059183212345"
    assert classify("83212345", "0591").reason == "area_added"
    assert classify("8321234", "0591").type == "local"


def test_a_lost_nought_is_restored_with_that_reason() -> None:
    """Spreadsheets eat it."""
    number = classify("59183212345")

    assert (number.type, number.normalised, number.reason) == ("landline", "059183212345", "zero_restored")


def test_a_mask_keeps_what_it_shows_in_one_form() -> None:
    """Both ends, whatever the mask is made of."""
    assert {classify(text).normalised for text in ("138****1234", "138 **** 1234", "138xxxx1234", "138••••1234")} == {
        "138****1234"
    }


def test_an_unlisted_prefix_is_still_a_mobile() -> None:
    """The list ages; eleven digits from 1 name their subscriber all the same."""
    number = classify("15412345678")

    assert (number.type, number.reason, number.operator) == ("mobile", "mobile_unlisted", None)
    assert by_prefix("mobile", "15412345678") is None


@given(st.text(max_size=20))
@example("+")
@example("0086")
@example("1")
def test_any_text_at_all_has_a_type_and_a_reason(text: str) -> None:
    """Nothing raises, what names a person has digits only, and both languages have a sentence."""
    number = classify(text)

    assert number.raw == text
    assert number_type(number.type) in TYPES.values()
    assert number_reason(number).zh
    assert number.type not in NAMING or (number.normalised or "").lstrip("+").isdigit()


@given(st.integers(10**9, 10**13).map(str))
def test_the_one_form_of_a_number_is_its_own(digits: str) -> None:
    """What is written in its one form already stays as it is, unless a dialling prefix or a nought was in it."""
    number = classify(digits)
    again = classify(number.normalised or "")

    assert number.type not in NAMING or (again.normalised, again.type) == (number.normalised, number.type)
