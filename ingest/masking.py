"""What may be shown of a value that names somebody: enough to find the row again, too little to know the person."""

from __future__ import annotations

import re

import polars as pl

KEEP_START, KEEP_END = 3, 4
IDENTITIES = ("person_id", "id_number", "phone", "account", "name", "address")


def mask(value: str, column: str | None = None) -> str:
    """A value with its middle starred: `张*`, `138****8000`, `110***********0018`; of an unknown column the first character."""
    text = " ".join(value.split())
    if not text:
        return ""
    if column is None or column in {"name", "address"}:
        return text[0] + "*" * min(len(text) - 1, KEEP_START)
    if len(text) <= KEEP_START + KEEP_END:
        return text[0] + "*" * (len(text) - 1)
    return text[:KEEP_START] + "*" * (len(text) - KEEP_START - KEEP_END) + text[-KEEP_END:]


def mask_digits(value: str) -> str:
    """A value that names nobody by itself, with every run of seven digits or more masked: it may hold a number."""
    return re.sub(r"\d{7,}", lambda found: mask(found[0], "phone"), value)


_BEFORE, _AFTER = "(^|[^0-9])", "($|[^0-9])"
_IN_TEXT = (
    (rf"{_BEFORE}([1-9][0-9]{{2}})[0-9]{{3}}(?:19|20)[0-9]{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])([0-9]{{3}}[0-9Xx]){_AFTER}",
     "${1}${2}***********${3}${4}"),
    (rf"{_BEFORE}((?:\+?86[ -]?)?1[3-9][0-9])[ -]?[0-9]{{4}}[ -]?([0-9]{{4}}){_AFTER}", "${1}${2}****${3}${4}"),
)  # fmt: skip
"""Identity card numbers (with a birthday) and mobiles that stand by themselves, and their masked forms (Rust's regex)."""


def mask_in_texts(texts: pl.Series) -> pl.Series:
    """Texts with each mobile and identity card number in them masked, and nothing else changed; longer numbers stay."""
    for pattern, masked in _IN_TEXT * 2:  # what ends one match cannot begin the next, so neighbours need a second pass
        texts = texts.str.replace_all(pattern, masked)
    return texts
