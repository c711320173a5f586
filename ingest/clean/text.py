"""Text as people and exporting programs leave it: widths, invisible characters, wrappers, words for "nothing"."""

from __future__ import annotations

import re
import unicodedata

import polars as pl

BLANK_WORDS = ("-", "--", "—", "——", "/", "\\", "\\N", "null", "NULL", "Null", "None", "nan", "NaN", "N/A", "n/a",
               "无", "未知", "不详", "暂无", "空")  # fmt: skip
"""What stands in a cell to say that nothing does. As an account or a shop it would make one of many."""

_INVISIBLE = r"[\p{Cf}\p{Cc}\p{Co}--[\t\n\r]]"
_SPACES = r"\s+"
_WRAPPED = r'^=\s*"(.*)"$'
_FORMULA = r"^=([0-9A-Za-z-]+)$"


def clean_text(column: pl.Expr) -> pl.Expr:
    """Normalise a column of text: NFKC, no invisible characters, blanks folded, `="…"`, `'…` and `"…"` taken off.

    Empty text becomes null.
    """
    plain = column.str.normalize("NFKC").str.replace_all(_INVISIBLE, "").str.replace_all(_SPACES, " ")
    bare = plain.str.strip_chars().str.replace(_WRAPPED, "$1").str.replace(_FORMULA, "$1")
    bare = bare.str.strip_chars("'\"` ")
    return pl.when(bare != "").then(bare)


def without_blank_words(column: pl.Expr) -> pl.Expr:
    """A column of clean text with null in place of words for "nothing"."""
    return pl.when(~column.is_in(BLANK_WORDS)).then(column)


def header_text(text: str) -> str:
    """A header as it is compared: NFKC, lower case, no blanks, marks or invisible characters."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return "".join(c for c in plain if not c.isspace() and unicodedata.category(c) not in {"Cf", "Cc", "Co"}).strip(
        "*:'\""
    )


def without_unit(header: str) -> str:
    """A compared header without a unit or remark in brackets at its end."""
    return re.sub(r"\([^()]*\)$", "", header)
