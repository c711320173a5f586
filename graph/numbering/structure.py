"""The structure of numbers, which `phonenumbers` knows: areas and their lengths, other countries. It is asked last.

The library drops the stars of a mask, takes 95105… for a landline and reads the letter O as a nought.
"""

from __future__ import annotations

import re

import phonenumbers


def is_landline(digits: str) -> bool:
    """Whether digits are an area code and a local number of its length that begins with 2 to 8."""
    if not re.fullmatch(r"0[1-9]\d{8,10}", digits):
        return False
    number = phonenumbers.parse(digits, "CN")
    area = phonenumbers.length_of_geographical_area_code(number)
    local = phonenumbers.national_significant_number(number)[area:]
    return phonenumbers.is_valid_number(number) and area > 0 and local[0] in "2345678"


def foreign(digits: str) -> str | None:
    """The E.164 form of a number of another country, written with + or 00; None where there is no such number."""
    try:
        number = phonenumbers.parse(re.sub("^00", "+", digits), None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def national(digits: str) -> str:
    """Digits without the country code of China; a landline behind it gets back the nought of its area code."""
    found = re.match(r"^(?:\+86|0086|86(?=1[3-9]\d{9}$|0\d{9,11}$))(.*)$", digits)
    if not found:
        return digits
    rest = found[1]
    return f"0{rest}" if is_landline(f"0{rest}") else rest
