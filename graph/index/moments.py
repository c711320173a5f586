"""Times as two integers that sort as their ISO text does: the day, and the second of it where an hour is known."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np
import polars as pl

from graph.errors import BadInput
from graph.index.arrays import Codes, Flags

NEVER = 0
"""In place of a day: the time is unknown. Days are ordinals, which begin at 1."""
NO_HOUR = -1
"""In place of a second: the day is known, the hour is not."""
EPOCH = 719_163
"""Ordinal of 1970-01-01, from which Polars counts days."""
SECONDS = 86_400
"""In a day."""
DAY, CLOCK = len("2024-01-01"), len("2024-01-01T")


def moments(column: pl.Series) -> tuple[Codes, Codes]:
    """The days (NEVER where null) and seconds (NO_HOUR where none is written) of ISO texts.

    BadInput: a text is no ISO day or local time.
    """
    if column.null_count() == len(column):
        return np.full(len(column), NEVER, np.int32), np.full(len(column), NO_HOUR, np.int32)
    text = pl.col(column.name)
    day = text.str.slice(0, DAY).str.to_date("%Y-%m-%d", strict=False).cast(pl.Int32) + EPOCH
    clock = [_digits(text, place) for place in (CLOCK, CLOCK + 3)]
    second = clock[0] * 3600 + clock[1] * 60 + _digits(text, CLOCK + 6).fill_null(0)
    read = column.to_frame().select(
        day=day, second=pl.when(text.str.len_bytes() > DAY).then(second).otherwise(NO_HOUR), unknown=text.is_null()
    )
    wrong = read.select(~pl.col("unknown") & (pl.col("day").is_null() | pl.col("second").is_null())).to_series()
    if wrong.any():
        msg = f"{column.filter(wrong).min()!r} in {column.name} is no time: write 2024-05-31 or 2024-05-31T18:00:00"
        raise BadInput(msg)
    days = read.select(pl.when("unknown").then(NEVER).otherwise("day"))
    seconds = read.select(pl.when("unknown").then(NO_HOUR).otherwise("second"))
    return _codes(days.to_series()), _codes(seconds.to_series())


def _digits(text: pl.Expr, place: int) -> pl.Expr:
    """The two digits at a place."""
    return text.str.slice(place, 2).cast(pl.Int32, strict=False)


def _codes(column: pl.Series) -> Codes:
    return column.cast(pl.Int32).to_numpy().astype(np.int32)


def moment(text: str) -> tuple[int, int]:
    """The first day and second that lie after an ISO day (its end) or local time, for comparison with `moments`.

    BadInput: it is neither.
    """
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            at = read(text)
        except ValueError:
            continue
        if not isinstance(at, datetime):
            return at.toordinal() + 1, NO_HOUR
        if at.tzinfo is None:
            return at.toordinal(), at.hour * 3600 + at.minute * 60 + at.second
    msg = f"{text!r} is no time: write a day like 2024-05-31 or a local time like 2024-05-31T18:00"
    raise BadInput(msg)


def earlier(day: Codes, second: Codes, limit: tuple[int, int]) -> Flags:
    """Which moments lie before a limit; a day without an hour lies before all hours of it."""
    return np.asarray((day < limit[0]) | ((day == limit[0]) & (second < limit[1])))
