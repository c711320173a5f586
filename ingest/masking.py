"""What may be shown of a value that names somebody: enough to find the row again, too little to know the person."""

from __future__ import annotations

import re

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
