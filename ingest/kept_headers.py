"""Headers as they may be kept and shown: a row of headers that is in truth somebody's row names nobody."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ingest.masking import mask, mask_text
from ingest.synonyms import listed
from ingest.text import header_text

_NUMBER = re.compile(r"[0-9]{9}")
_PLACE = re.compile(r"\[\d+\]$")


def kept_headers(texts: Sequence[str]) -> list[str]:
    """The headers of a table, each at its place, with what names somebody masked.

    Where one of them holds a number that names somebody, or one too long for a day, the row is one of data: whatever no
    list knows is masked then, and its place told.
    """
    plain = [mask_text(text) for text in texts]
    if plain == list(texts) and not any(map(_NUMBER.search, texts)):
        return plain
    return [
        one if not text.strip() or header_text(text) in listed() else f"{mask(text) if one == text else one}[{place}]"
        for place, (text, one) in enumerate(zip(texts, plain, strict=True), start=1)
    ]


def fits(kept: str, header: str) -> bool:
    """Whether a header may be the one that was kept so."""
    if "*" not in kept:
        return kept == header
    parts = re.split(r"\*+", _PLACE.sub("", kept))
    return re.fullmatch(".*".join(map(re.escape, parts)), header.strip(), re.DOTALL) is not None


def meant(mapping: Mapping[str, str], texts: Sequence[str]) -> dict[str, str]:
    """A mapping with the headers of a table in place of those that were kept masked; its order stays."""
    found: dict[str, str] = {}
    for header, column in mapping.items():
        fitting = [text for text in texts if text not in mapping and text not in found and fits(header, text)]
        found[fitting[0] if "*" in header and fitting and header not in texts else header] = column
    return found
