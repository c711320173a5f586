"""What stands in a cell in place of what belongs there: "the same as above", and the errors of formulas.

Taken for what they are not, they would make one shop, or one parcel, of many.
"""

from __future__ import annotations

import polars as pl

from ingest.rows.telling import LONG, TOLD, told
from ingest.text import MANY

DITTO = ("同上", "同前", "上同", "〃", "′′", "''")
ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!",
          *("#" * length for length in range(2, 16)))  # fmt: skip
"""The last: what Excel shows where a column is too narrow."""
BEGINS = tuple(word for word in DITTO + ERRORS if len(word.encode()) <= len("########"))
"""What compiled code looks for: the longest begin with one of these."""


def without_placeholders(texts: pl.DataFrame) -> pl.DataFrame:
    """The texts of columns with null where a cell holds no more than that; those rows are told."""
    names = [name for name in texts.columns if name != "row" and not name.startswith((LONG, TOLD))]
    for name in names:
        if texts[name].dtype == pl.String and _holds_any(texts[name]):
            for words, code in ((DITTO, "ditto"), (ERRORS, "formula_error")):
                texts = told(texts, name, pl.col(name).is_in(words), code)
            texts = texts.with_columns(pl.when(~pl.col(name).is_in(DITTO + ERRORS)).then(name).alias(name))
    return texts


def _holds_any(texts: pl.Series) -> bool:
    """Whether any cell is one of them."""
    if texts.len() < MANY:
        return bool(texts.is_in(DITTO + ERRORS).any())
    from ingest.kernels.words import holds_any  # noqa: PLC0415  compiled code is loaded where it pays

    return holds_any(texts, BEGINS)
