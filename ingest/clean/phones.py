"""Telephone numbers: our own rules first, `phonenumbers` for structure and country only.

The library drops the stars of a mask, takes 95105… for a landline and reads the letter O as a nought, so it is asked
last and about little (the order of the rules is the domain's, not ours to shuffle).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import phonenumbers
import polars as pl

UNKNOWN = "unknown"
"""What a withheld calling number is kept as: the call is a fact, its number is not."""

_WITHHELD = re.compile(r"^(未知号码?|私人号码|隐藏号码|无法显示|无主叫|unknown|anonymous|private)$", re.IGNORECASE)
_MASKED = re.compile(r"\*|[xX]{2,}")
_EXTENSION = re.compile(r"^(?P<host>.*\d{7,}\)?) ?(?:[-_,#;]|转|分机|ext\.?) ?(?P<extension>\d{1,6})$", re.IGNORECASE)
_FLOAT = re.compile(r"^([+\d][\d -]*)\.0+$")
_SCIENTIFIC = re.compile(r"^(\d\.\d{6,})[eE]\+?(\d{1,2})$")
_DIALLED_THROUGH = re.compile(r"^(?:12593|17909|17951|17911|12520|10193|11808)?0?(1[3-9]\d{9})$")
_CLASSES = (
    (re.compile(r"^(?:1(?:10|19|20|22)|12\d{3}|100\d{2,3}|95\d{3,9}|96\d{3,6}|[48]00\d{7}|1010\d{4}|106\d{2,17})$"),
     "service", "service_phone"),
    (re.compile(r"^0\d{2,3}(?:100\d{2}|96\d{3,4}|95\d{3}|1(?:10|19|20|22))$"), "irregular", "irregular_phone"),
    (re.compile(r"^14\d{11}$"), "things", "service_phone"),
)  # fmt: skip
"""Service numbers, an area code before one (a sign of a changed number), SIM cards of machines."""

REGULAR = (
    pl.col("text")
    .str.extract(r"^(?:\+?86[ -]?)?(1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?:\.0)?$")
    .str.replace_all("[ -]", "")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phone:
    """What a cell says of a telephone: its class, its number in one form where it has one, a code where it is odd."""

    kind: str
    number: str | None
    code: str = ""


def read_phone(text: str) -> Phone:
    """Classify and normalise one number. Classes that can name a person: mobile, landline, international."""
    bare = _repaired(text.translate(str.maketrans("—–－()（）", "---    ")).strip())
    if _MASKED.search(bare):
        return Phone("masked", None, "masked_phone")
    if _WITHHELD.match(bare):
        return Phone("withheld", None, "withheld_number")
    if found := _with_extension(bare):
        return found
    if re.search(r"[^\d +./-]", bare) or not re.search(r"\d", bare):
        return Phone("unreadable", None, "unreadable_phone")
    return _of_digits(_national(re.sub(r"[^\d+]", "", bare)))


def _repaired(text: str) -> str:
    """A number without the `.0` or the exponent that spreadsheets and data frames give it; too few digits stay as is."""
    if found := _FLOAT.match(text):
        return found[1]
    if found := _SCIENTIFIC.match(text):
        digits, exponent = found[1].replace(".", ""), int(found[2])
        return digits.ljust(exponent + 1, "0") if len(digits) <= exponent + 1 else text
    return text


def _with_extension(text: str) -> Phone | None:
    """A number with an extension: on a mobile a virtual number of an order, on a landline a switchboard's."""
    found = _EXTENSION.match(text)
    if not found:
        return None
    host = _of_digits(_national(re.sub(r"[^\d+]", "", found["host"])))
    if host.kind == "mobile":
        return Phone("virtual", f"{host.number}-{found['extension']}", "virtual_phone")
    if host.kind in {"landline", "service"}:
        return Phone("switchboard", host.number, "switchboard_phone")
    return None


def _national(digits: str) -> str:
    """Digits without the country code of China; a landline behind it gets back the nought of its area code."""
    found = re.match(r"^(?:\+86|0086|86(?=1[3-9]\d{9}$|0\d{9,11}$))(.*)$", digits)
    if not found:
        return digits
    rest = found[1]
    return f"0{rest}" if _is_landline(f"0{rest}") else rest


def _of_digits(digits: str) -> Phone:
    """The class of a number of plain digits, or with a plus before them."""
    if found := _DIALLED_THROUGH.match(digits):
        return Phone("mobile", found[1])
    if digits.startswith(("+", "00")):
        return _foreign(digits)
    for pattern, kind, code in _CLASSES:
        if pattern.match(digits):
            return Phone(kind, digits, code)
    return _of_landline(digits)


def _of_landline(digits: str) -> Phone:
    """The class of digits that are no mobile and no service: a landline, whole or with something lost, or irregular."""
    if _is_landline(digits):
        return Phone("landline", digits)
    if _is_landline(f"0{digits}"):
        return Phone("landline", f"0{digits}", "zero_restored")
    if re.match(r"^[2-8]\d{6,7}$", digits):
        return Phone("local", digits, "no_area_code")
    return Phone("irregular", digits or None, "irregular_phone")


def _foreign(digits: str) -> Phone:
    """A number of another country, as E.164."""
    try:
        number = phonenumbers.parse(re.sub("^00", "+", digits), None)
    except phonenumbers.NumberParseException:
        return Phone("irregular", digits, "irregular_phone")
    if not phonenumbers.is_valid_number(number):
        return Phone("irregular", digits, "irregular_phone")
    return Phone("international", phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _is_landline(digits: str) -> bool:
    """Whether digits are an area code and a local number of its length that begins with 2 to 8."""
    if not re.match(r"^0[1-9]\d{8,10}$", digits):
        return False
    number = phonenumbers.parse(digits, "CN")
    area = phonenumbers.length_of_geographical_area_code(number)
    local = phonenumbers.national_significant_number(number)[area:]
    return phonenumbers.is_valid_number(number) and area > 0 and local[0] in "2345678"


def read_identity_phone(text: str) -> tuple[str | None, str]:
    """The one form of a number that belongs to one subscriber, or None with the code that says why it names nobody."""
    phone = read_phone(text)
    named = phone.kind in {"mobile", "landline", "international"}
    return (phone.number if named else None), phone.code


def read_number(text: str) -> tuple[str | None, str]:
    """A calling number as a fact: its one form, odd numbers as they are (they are the finding).

    A withheld number is `unknown`; what is no number at all is None.
    """
    phone = read_phone(text)
    if phone.kind == "service":
        return phone.number, ""
    if phone.kind == "withheld":
        return UNKNOWN, phone.code
    if phone.kind == "masked":
        return text, phone.code
    return phone.number, phone.code
