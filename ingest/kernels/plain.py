"""What plain cells say: the values that a kernel is sure of, null for the rest."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import polars as pl

from ingest.kernels.amounts import plain_amounts
from ingest.kernels.shapes import CODE, DIGITS, MOBILE, marked
from ingest.kernels.times import plain_times


def _as_written(texts: pl.Series, shape: int) -> pl.Series:
    """Cells of a shape as they are."""
    marks, count = marked(texts, shape)
    if count == texts.len() - texts.null_count():
        return texts
    return pl.select(pl.when(pl.Series(marks)).then(texts)).to_series()


PLAIN: dict[str, Callable[[pl.Series], pl.Series]] = {
    "mobile": partial(_as_written, shape=MOBILE),
    "code": partial(_as_written, shape=CODE),
    "digits": partial(_as_written, shape=DIGITS),
    "time": plain_times,
    "amount": plain_amounts,
}
"""By the name that `clean.columns` gives of a column."""
