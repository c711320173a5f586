"""Text as people and exporting programs leave it: widths, invisible characters, wrappers, words for "nothing"."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import polars as pl

DASHES = ("-", "--", "—", "——")
"""A lone dash: an empty cell in any column."""
BLANK_WORDS = ("/", "\\", "\\N", "null", "NULL", "Null", "None", "nan", "NaN", "N/A", "n/a",
               "无", "未知", "不详", "暂无", "空")  # fmt: skip
"""What mostly says that a cell says nothing. As an account or an order number it would make one of many; but a shop or
an item may well be called so."""
_SAYS_NOTHING = pl.col("text").is_in(DASHES + BLANK_WORDS).any()

_INVISIBLE = r"[\p{Cf}\p{Cc}\p{Co}--[\t\n\r]]"
_SPACES = r"\s+"
_WRAPPED = r'^=\s*"(.*)"$'
_FORMULA = r"^=([0-9A-Za-z-]+)$"
_QUOTES = "'\"` "
_BARE = (
    pl.col("text").str.normalize("NFKC").str.replace_all(_INVISIBLE, "").str.replace_all(_SPACES, " ")
    .str.strip_chars().str.replace(_WRAPPED, "$1").str.replace(_FORMULA, "$1").str.strip_chars(_QUOTES)
)  # fmt: skip
"""What is left of a text."""
_UNCLEAN = r"""[^\x20-\x7e\u4e00-\u9fff]|^[ ='"`]|[ '"`]$|  |^$"""
"""What any text that cleaning would change holds; the rest is left alone, which is most of it and much faster."""
_DIRTY = re.compile(_UNCLEAN)
FEW, MANY = 200, 50_000
"""Texts up to which they are looked at one by one, as asking Polars takes longer; and from which on in compiled code."""


def clean_series(texts: pl.Series) -> pl.Series:
    """Normalise text: NFKC, no invisible characters, blanks folded, `="…"`, `'…` and `"…"` taken off; empty is null."""
    whole = texts.rechunk()
    unclean = _unclean(whole)
    return whole.clone().scatter(unclean, _cleaned(whole.gather(unclean))) if unclean.len() else whole


def _unclean(texts: pl.Series) -> pl.Series:
    """The places of texts that cleaning would change."""
    if texts.len() <= FEW:
        return pl.Series(
            [i for i, text in enumerate(texts) if text is not None and _DIRTY.search(text)], dtype=pl.UInt32
        )
    if texts.len() < MANY:
        return texts.str.contains(_UNCLEAN).arg_true()
    from ingest.kernels.shapes import CLEAN, unlike  # noqa: PLC0415  compiled code is loaded where it pays

    return unlike(texts, CLEAN)


def clean_text(text: str) -> str | None:
    """One text normalised, as `clean_series` does it."""
    cleaned: str | None = clean_series(pl.Series([text], dtype=pl.String))[0] if _DIRTY.search(text) else text
    return cleaned


def clean_frame(cells: pl.DataFrame) -> pl.DataFrame:
    """A frame of text with each column normalised."""
    if not cells.height or cells.height >= MANY:
        return pl.DataFrame([clean_series(column) for column in cells])
    unclean = cells.select(pl.all().str.contains(_UNCLEAN).any()).row(0)
    return pl.DataFrame(
        [clean_series(column) if dirty else column for column, dirty in zip(cells, unclean, strict=True)]
    )


def _cleaned(texts: pl.Series) -> pl.Series:
    """The steps of cleaning over all texts."""
    bare = texts.alias("text").to_frame().select(_BARE).to_series().alias(texts.name)
    return bare.set(bare == "", None)


def says_nothing(texts: pl.Series) -> bool:
    """Whether any cell of clean text is a lone dash or a word for "nothing"."""
    if texts.len() < MANY:
        return bool(texts.alias("text").to_frame().select(_SAYS_NOTHING).item())
    from ingest.kernels.words import holds_any  # noqa: PLC0415  compiled code is loaded where it pays

    return holds_any(texts, DASHES + BLANK_WORDS)


def without_dashes(texts: pl.Series) -> pl.Series:
    """Clean text with null in place of a lone dash; words for "nothing" stay: they may be names."""
    return texts.set(texts.is_in(DASHES), None)


def without_blank_words(texts: pl.Series) -> pl.Series:
    """Clean text with null in place of a lone dash and of words for "nothing"."""
    return texts.set(is_blank_word(texts) | texts.is_in(DASHES), None)


def is_blank_word(texts: pl.Series) -> pl.Series:
    """Which cells hold a word for "nothing" (Boolean; null where there is no cell)."""
    return texts.is_in(BLANK_WORDS)


@lru_cache(1024)
def header_text(text: str) -> str:
    """A header as it is compared: NFKC, lower case, no blanks, marks or invisible characters."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return "".join(c for c in plain if not c.isspace() and unicodedata.category(c) not in {"Cf", "Cc", "Co"}).strip(
        "*:'\""
    )


def without_unit(header: str) -> str:
    """A compared header without a unit or remark in brackets at its end."""
    return re.sub(r"\([^()]*\)$", "", header)
