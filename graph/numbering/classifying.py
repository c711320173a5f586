"""One number to its type, by the domain's rules in the domain's order; what a library makes of it comes last.

Masks and withheld numbers first, as digits alone would mislead; then extensions, as `…-1234` behind a mobile is the
virtual number of an order; then services, mobiles, other countries and landlines. What is left is irregular: 反诈法
art. 13 speaks of 不规范主叫 and 改号电话.
"""

from __future__ import annotations

import re
from dataclasses import replace

from graph.numbering.number import Number
from graph.numbering.prefixes import by_prefix, service
from graph.numbering.structure import foreign, is_landline, national
from graph.numbering.writing import digits, parted, plain

_WITHHELD = re.compile(
    r"(未知(号码|主叫)?|不详|私人号码|隐藏号码|无法显示|无主叫|空(号码)?|unknown|anonymous|private|withheld)?",
    re.IGNORECASE,
)
_MASKED = re.compile(r"[*•●]|[xX]{2,}|\.{2,}")
_THROUGH = re.compile(r"(?:12593|17909|17951|17911|12520|10193|11808)(0?1[3-9]\d{9}|0[1-9]\d{9,10})")
_AREA_AND_SHORT = re.compile(r"0\d{2,3}(100\d{2}|95\d{3}|1(?:10|19|20|22))")


def classify(text: str, area: str | None = None) -> Number:
    """What a number is; `area` (`0591`) completes a local number that is written without its own. Any text has an answer."""
    bare = plain(text)
    if _WITHHELD.fullmatch(bare):
        return Number(text, None, "withheld", "withheld")
    if _MASKED.search(bare):
        return Number(text, re.sub(r"[xX•●.]", "*", re.sub(r"\s", "", bare)), "masked", "masked")
    if found := _with_extension(bare):
        return replace(found, raw=text)
    if re.search(r"[^\d +./-]", bare) or not re.search(r"\d", bare):
        return Number(text, None, "unreadable", "unreadable")
    return replace(_of_digits(national(digits(bare)), area), raw=text)


def _with_extension(text: str) -> Number | None:
    """A number with an extension: on a mobile a virtual number of an order, on a landline or a service a switchboard's."""
    if not (found := parted(text)):
        return None
    host = _of_digits(national(found[0]), None)
    if host.type in {"mobile", "vno", "data_card"}:
        return Number(text, f"{host.normalised}-{found[1]}", "virtual", "virtual", extension=found[1])
    if host.type in {"landline", "service_95", "service_96", "service_1010", "toll_400", "toll_800"}:
        return replace(host, type="switchboard", reason="switchboard", extension=found[1])
    return None


def _of_digits(number: str, area: str | None) -> Number:
    """The type of plain digits, or of digits behind a plus."""
    if found := _THROUGH.fullmatch(number):
        behind = _of_digits(found[1], None)
        return behind if behind.type == "irregular" else replace(behind, reason="dialled_through")
    if type_ := service(number):
        return Number(number, number, type_, type_)
    if re.fullmatch(r"0?1[3-9]\d{9}", number):
        return _mobile(number[-11:])
    if number.startswith(("+", "00")):
        return _foreign(number)
    if re.fullmatch(r"14\d{11}", number):
        return Number(number, number, "iot", "iot", (by_prefix("things", number) or ("", None))[1])
    return _landline(number, area)


def _mobile(number: str) -> Number:
    """A mobile; of a prefix that no list has it is still one, of an unknown operator."""
    type_, operator = by_prefix("mobile", number) or ("mobile", None)
    return Number(number, number, type_, type_ if operator else "mobile_unlisted", operator)


def _foreign(number: str) -> Number:
    """A number of another country; 00 before a mobile of our own is a slip, or a changed number."""
    if found := foreign(number):
        return Number(number, found, "international", "international")
    slip = re.fullmatch(r"000?1[3-9]\d{9}", number)
    return Number(number, number, "irregular", "double_nought" if slip else "no_such_foreign")


def _landline(number: str, area: str | None) -> Number:
    """A landline, whole or with something lost, or irregular."""
    if is_landline(number):
        return Number(number, number, "landline", "landline")
    if is_landline(f"0{number}"):
        return Number(number, f"0{number}", "landline", "zero_restored")
    if re.fullmatch(r"[2-8]\d{6,7}", number):
        completed = f"{area or ''}{number}"
        if is_landline(completed):
            return Number(number, completed, "landline", "area_added")
        return Number(number, number, "local", "local")
    return Number(number, number or None, "irregular", _why_irregular(number))


def _why_irregular(number: str) -> str:
    """What is not in order about digits that are no number of the plan."""
    if _AREA_AND_SHORT.fullmatch(number):
        return "area_and_short"
    if re.fullmatch(r"0[1-9]\d{8,10}", number):
        return "bad_local"
    return "no_such_length" if number.startswith("0") else "no_such_number"
