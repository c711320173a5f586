"""How numbers are written: widths, invisible marks, dashes, the `.0` and the exponent of spreadsheets, extensions."""

from __future__ import annotations

import re
import unicodedata

_DASHES = str.maketrans("—–－−()（）", "----    ")
_FLOAT = re.compile(r"^([+\d][\d -]*)\.0+$")
_SCIENTIFIC = re.compile(r"^(\d\.\d{6,})[eE]\+?(\d{1,2})$")
_EXTENSION = re.compile(r"^(?P<host>.*\d{7,}) ?(?:[-_,#;]|转|分机|ext\.?) ?(?P<extension>\d{1,6})$", re.IGNORECASE)


def plain(text: str) -> str:
    """A number as written, without what only dresses it; digits that a spreadsheet lost stay lost."""
    shown = text if text.isascii() and text.isprintable() else _visible(text)
    return _repaired(shown.translate(_DASHES).strip(" '\"=`"))


def _visible(text: str) -> str:
    """Text in the width that compares, without marks that cannot be seen."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) not in {"Cf", "Cc"})


def _repaired(text: str) -> str:
    """A number without the `.0` or the exponent that spreadsheets and data frames give it; too few digits stay as is."""
    if found := _FLOAT.match(text):
        return found[1]
    if found := _SCIENTIFIC.match(text):
        digits, exponent = found[1].replace(".", ""), int(found[2])
        return digits.ljust(exponent + 1, "0") if len(digits) <= exponent + 1 else text
    return text


def parted(text: str) -> tuple[str, str] | None:
    """The digits of a host number and its extension, where one is written behind it."""
    found = _EXTENSION.match(text)
    return (digits(found["host"]), found["extension"]) if found else None


def digits(text: str) -> str:
    """Digits and plus signs of a written number."""
    return re.sub(r"[^\d+]", "", text)
