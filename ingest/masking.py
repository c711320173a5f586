"""What may be shown of a value that names somebody: enough to find the row again, too little to know the person."""

from __future__ import annotations

import re

import polars as pl

from graph.declarations import Type
from ingest.patterns import IN_NAME, IN_NAMES, IN_TEXT, IN_TEXTS, OF_FIGURES
from ingest.text import MANY, clean_text

LONG, MIDDLING = 11, 8
"""From how many characters a number shows its first three and last four, and its first and last two."""
KEEP_START = 3
WORDS = ("name", "address", "officer", "account_owner", "install_address")
"""Columns of words: of a Chinese name or address the first character is enough to find it again."""
FIGURES = (Type.TIME, Type.AMOUNT, Type.COUNT, Type.SHARE, Type.FLAG)
"""Types of columns whose cells hold figures, or one of a few words."""
_GROUP = re.compile(r"\$\{(\d)\}")
"""A group of a match, as `str.replace_all` of Polars writes it."""
TEXT, WITHHELD, SECOND_SAID = "text_", "withheld_", "second_"
"""Beginnings of the names of what is kept for the vault alone: a text before it was masked, a value that names nobody, and
what a second column of the same meaning said."""
KEPT_ALONE = (TEXT, WITHHELD, SECOND_SAID)
BEFORE_COLUMN = "^(?:masked|withheld|second)_"


def mask(value: str, column: str | None = None) -> str:
    """A value with its middle starred: `张*`, `138****8000`, `110***********0018`; of an unknown column the first character."""
    text = " ".join(value.split())
    if column is None or column in WORDS:
        return text[:1] + "*" * min(len(text) - 1, KEEP_START)
    start, end = (3, 4) if len(text) >= LONG else (1, 2) if len(text) >= MIDDLING else (1, 0)
    return text[:start] + "*" * (len(text) - start - end) + text[len(text) - end :] if text else ""


def masked(secrets: pl.DataFrame) -> pl.Series:
    """What may be shown of each value, by its column (columns `column` and `value`); as `mask`, for many.

    Of an account the platform stands before it. A value that came masked (columns `masked_…`) is masked as it is;
    of a whole text (columns `text_…`) the first character is shown.
    """
    parts = pl.col("value").str.splitn("\0", 2)
    platform = pl.when(pl.col("value").str.contains("\0", literal=True)).then(parts.struct[0])
    before = pl.when(platform != "").then(platform + " ").otherwise(pl.lit(""))
    text = pl.when(platform.is_null()).then(pl.col("value")).otherwise(parts.struct[1])
    size, column = text.str.len_chars(), pl.col("column").str.replace(BEFORE_COLUMN, "")
    start = pl.when(size >= LONG).then(3).otherwise(1)
    end = pl.when(size >= LONG).then(4).when(size >= MIDDLING).then(2).otherwise(0)
    middle = text.str.slice(start, pl.max_horizontal(size.cast(pl.Int64) - start - end, 0)).str.replace_all(
        "(?s).", "*"
    )
    number = pl.concat_str(text.str.slice(0, start), middle, text.str.slice(size - end))
    word = text.str.slice(0, 1) + text.str.slice(1, KEEP_START).str.replace_all("(?s).", "*")
    shown = pl.when(column.is_in(WORDS) | column.str.starts_with("text_")).then(word).otherwise(number)
    return secrets.select(pl.concat_str(before, shown).alias("masked"))["masked"]


def mask_digits(value: str) -> str:
    """A value that names nobody by itself, with every run of seven digits or more masked: it may hold a number."""
    return re.sub(r"\d{7,}", lambda found: mask(found[0], "phone"), value)


def mask_cell(text: str, *, figures: bool) -> str:
    """A cell of no identity, as it may be shown: what names somebody by its form is masked.

    Of a cell that is to hold `figures` (a time, a sum, a yes or no) words of other things too: it may stand in the wrong column.
    """
    if figures and OF_FIGURES.sub("", text):
        return mask(text)
    return mask_digits(mask_text(text))


def mask_in_texts(texts: pl.Series) -> pl.Series:
    """Free texts with what names or reaches somebody by its form masked, and nothing else changed.

    Numbers of telephones, identity and bank cards, WeChat and QQ; e-mail addresses, plates of cars, doors in a street.
    """
    return _masked_where(texts, IN_TEXTS, IN_TEXT)


def mask_in_names(names: pl.Series) -> pl.Series:
    """Names of holders with each mobile and identity card number beside other words masked.

    A number alone is what a holder is called: masked, two of them could become one.
    """
    return _masked_where(names, IN_NAMES, IN_NAME, beside="[^0-9 +.-]") if _may_hold_number(names) else names


def _may_hold_number(names: pl.Series) -> bool:
    """Whether any name is as `IN_NAME` says; of few names not looked at."""
    if names.len() < MANY:
        return True
    from ingest.kernels.shapes import SUSPECT, marked  # noqa: PLC0415  compiled code is loaded where it pays

    return marked(names, SUSPECT)[1] > 0


def mask_text(text: str) -> str:
    """One text that was typed, as `mask_in_texts` leaves it cleaned: wide digits hide no number. With nothing in it to mask as it is."""
    plain = clean_text(text)
    if plain is None or not re.search(IN_TEXT, plain):
        return text
    hidden = _masked_text(plain)
    return text if hidden == plain else hidden


def _masked_text(text: str) -> str:
    """As `mask_in_texts`, by the standard library, which need not read the patterns anew for every text."""
    for pattern, masked in IN_TEXTS * 2:
        text = re.sub(pattern, _GROUP.sub(r"\\g<\1>", masked), text)
    return text


def _masked_where(texts: pl.Series, patterns: tuple[tuple[str, str], ...], suspect: str, beside: str = "") -> pl.Series:
    """Texts with what patterns find in them masked, where they hold `suspect` and `beside`; each different one is looked at once."""
    distinct = texts.drop_nulls().unique()
    plain = distinct.filter(distinct.str.contains(suspect) & distinct.str.contains(beside))
    if plain.is_empty():
        return texts
    hidden = plain
    for pattern, masked in patterns * 2:  # what ends one match cannot begin the next, so neighbours need a second pass
        hidden = hidden.str.replace_all(pattern, masked)
    return texts.replace(plain, hidden)
