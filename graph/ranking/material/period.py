"""The days in which the leaked records can lie: what bounds the windows (step 3)."""

from __future__ import annotations

import numpy as np

from graph.ranking.arrays import Bools, Ints
from graph.ranking.material.case import Case
from graph.ranking.settings import CAPS, MOST_DAYS


def period(case: Case) -> tuple[int, int]:
    """First and last day (ordinals) of the victims' records, at most MOST_DAYS; there must be a record.

    Of a longer span only records within the longest lag cap count, and of these the MOST_DAYS that hold the most, of
    equals the latest: a birthday in the column of calls must neither make thousands of windows nor raise the price of
    all others.
    """
    days = case.day[case.mine]
    if np.ptp(days) < MOST_DAYS:
        return int(days.min()), int(days.max())
    days = np.sort(case.day[_near(case)])
    upto = np.searchsorted(days, days + MOST_DAYS)
    held = upto - np.arange(len(days))
    first = len(days) - 1 - int(held[::-1].argmax())
    return int(days[first]), int(days[upto[first] - 1])


def outside(case: Case) -> Ints:
    """Victims whose records within the longest lag cap all lie outside the period, ascending."""
    rows = _near(case)
    inside = in_period(case, case.day[rows])
    return np.setdiff1d(case.person[rows[~inside]], case.person[rows[inside]])


def in_period(case: Case, days: Ints) -> Bools:
    """Whether each day lies in the period; without records of victims none does."""
    if not len(case.mine):
        return np.zeros(len(days), bool)
    first, last = period(case)
    return np.asarray((days >= first) & (days <= last))


def _near(case: Case) -> Ints:
    """The victims' records within the longest lag cap; all of theirs where no record is so near."""
    near = case.mine[case.lag[case.mine] <= max(CAPS)]
    return near if len(near) else case.mine
