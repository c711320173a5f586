"""What a known export says of all its rows without a column for it, such as the platform it came from."""

from __future__ import annotations

import polars as pl

from ingest.formats import Format
from ingest.rows.telling import filled

FROM_FORMAT = {"platform": "platform_from_format", "erp": "erp_from_format"}
"""What a format can give → the code its rows are told."""


def from_format(texts: pl.DataFrame, format_: Format) -> pl.DataFrame:
    """The texts with what the format gives where no column says it; each such row is told."""
    for column, value in format_.gives.items():
        texts = filled(texts, column, pl.lit(value), FROM_FORMAT[column])
    return texts


def with_someone(texts: pl.DataFrame, tokens: tuple[str, ...]) -> pl.DataFrame:
    """The texts with an empty column for the person where the export has none: its rows then are refused one by one."""
    if any(name in texts.columns for name in tokens):
        return texts
    return texts.with_columns(pl.lit(None, pl.String).alias("phone"))
