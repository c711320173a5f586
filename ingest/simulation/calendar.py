"""The time of a case: seconds since the first day, and how they are written."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import numpy as np

from ingest.simulation.chance import Ints, pick, whole

FIRST_DAY = datetime(2024, 1, 1)  # noqa: DTZ001  local time of China, as in every file
DAYS = 180
MINUTE, HOUR, DAY = 60, 3600, 86400
END = DAYS * DAY

BY_HOUR = np.array([3, 2, 1, 1, 1, 1, 2, 4, 6, 8, 9, 9, 9, 8, 8, 8, 8, 8, 8, 9, 11, 12, 11, 7], dtype=np.float64)
"""How people's orders spread over the hours of a day."""


def written(second: int) -> str:
    """2024-04-29 15:16:08."""
    return (FIRST_DAY + timedelta(seconds=int(second))).strftime("%Y-%m-%d %H:%M:%S")


def day_of(second: int) -> date:
    """The day a second lies in."""
    return (FIRST_DAY + timedelta(seconds=int(second))).date()


def order_times(rng: np.random.Generator, size: int) -> Ints:
    """Times of orders over the period, denser around one shopping festival of four days."""
    days = np.ones(DAYS)
    festival = int(whole(rng, 100, 160, 1)[0])
    days[festival : festival + 4] = 2.5
    return pick(rng, days, size) * DAY + pick(rng, BY_HOUR, size) * HOUR + whole(rng, 0, HOUR - 1, size)


def office_hours(rng: np.random.Generator, times: Ints) -> Ints:
    """The same times, those between 21:00 and 08:00 moved to a random time of the next working hours: callers sleep."""
    hour = times % DAY // HOUR
    late = np.where(hour >= 21, 1, 0) * DAY
    awake = times - times % DAY + late + whole(rng, 9 * HOUR, 20 * HOUR, len(times))
    return np.where((hour >= 21) | (hour < 8), awake, times)
