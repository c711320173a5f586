"""Words that stand for a declared value: kinds of holder, types of scan, fields a caller knew, yes and no."""

from __future__ import annotations

import re
from functools import cache

from graph.schema import FIELDS, HOLDER_KINDS
from ingest.masking import mask_text
from ingest.synonyms import values


@cache
def _meaning(column: str) -> dict[str, str]:
    """Lower-case word → canonical value of a column."""
    words = {word.lower(): value for value, listed in values(column).items() for word in (value, *listed)}
    if column == "holder_kind":
        named = {label.lower(): kind.name for kind in HOLDER_KINDS.values() for label in (kind.name, kind.zh, kind.en)}
        return named | words
    return words


def read_word(column: str, text: str) -> tuple[str | None, str]:
    """The canonical word of an open vocabulary (`holder_kind`, `scan_type`); a word in no list stays as it is.

    What names somebody in it by its form is masked: code `identity_in_text`.
    """
    known = _meaning(column).get(text.lower())
    if known is not None:
        return known, ""
    masked = mask_text(text)
    return masked, "" if masked == text else "identity_in_text"


def read_flag(text: str) -> tuple[bool | None, str]:
    """Yes or no, from `是`, `有`, `yes`, `1`, `√` and their opposites; code `unreadable_flag`."""
    word = _meaning("flag").get(text.lower())
    return (None, "unreadable_flag") if word is None else (word == "true", "")


def read_fields(text: str) -> tuple[str | None, str]:
    """Names of FIELDS, sorted, joined by ";", from a list in either language; code `unknown_field` where a word is none.

    `无` says that nothing was known, which is "".
    """
    words = [word for word in re.split(r"[;,、|/+\s]+", text.lower()) if word]
    known = {_meaning("fields_known").get(word, word) for word in words} - {"无", "没有", "none"}
    strange = known - set(FIELDS)
    return ";".join(sorted(known - strange)), "unknown_field" if strange else ""
