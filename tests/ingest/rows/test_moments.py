"""A day in one column and the clock in another are one time."""

from __future__ import annotations

import polars as pl
import pytest

from ingest.rows.moments import complete_moments


@pytest.mark.parametrize(
    ("day", "clock", "time"),
    [("2024-05-10", "09:12:03", "2024-05-10 09:12:03"), ("20240510", "091203", "2024-05-10 09:12:03"),
     ("2024/5/10", "9:12", "2024/5/10 9:12"), ("2024-05-10 00:00:00", "09:12:03", "2024-05-10 09:12:03"),
     ("2024-05-10", None, "2024-05-10"), ("2024-05-10", "2024-05-11 09:12:03", "2024-05-11 09:12:03"),
     ("2024-05-10", "9时12分", "2024-05-10 9:12:00"), ("2024-05-10", "09时12分03秒", "2024-05-10 09:12:03"),
     ("2024-05-10", "9点", "2024-05-10 9:00:00"), ("2024-05-10", "0.383368055", "2024-05-10 09:12:03"),
     ("45422", "0.383368055", "2024-05-10 09:12:03"), ("2024-05-10", "24:00", "2024-05-10 24:00"),
     (None, "09:12:03", None), (None, "2024-05-11", "2024-05-11")],
)  # fmt: skip
def test_day_and_clock_are_put_together(day: str | None, clock: str | None, time: str | None) -> None:
    """A whole time in the column of clocks stays; a clock without a day is no time."""
    texts = pl.DataFrame({"_date": [day], "call_time": [clock]}, schema={"_date": pl.String, "call_time": pl.String})

    assert complete_moments("calls", texts)["call_time"].to_list() == [time]


def test_a_column_of_days_alone_gives_days() -> None:
    """And nothing is added where there is none."""
    texts = pl.DataFrame({"_date": ["2024-05-10"]})

    assert complete_moments("calls", texts)["call_time"].to_list() == ["2024-05-10"]
    assert complete_moments("calls", pl.DataFrame({"phone": ["1"]})).columns == ["phone"]
