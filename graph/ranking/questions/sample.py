"""So many people as suffice to choose questions by: of a large case an even sample, which can be weighed in a moment."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from graph.ranking.arrays import Bools, Ints
from graph.ranking.material.prepare import Prepared

MOST_VICTIMS, MOST_COMPARED = 240, 1000
"""Victims, and comparison people, by whom questions are chosen."""
FIRST = 8
"""Victims without any record who are in every sample: they can be asked for their orders."""


def sample(prepared: Prepared) -> Prepared:
    """The case of some of its people; as it is where they are few enough.

    Half of the places go first to victims whose caller named an order; the others lie evenly in name order.
    """
    case = prepared.case
    if case.n <= MOST_VICTIMS:
        return prepared
    victims = _victims(prepared)
    keep = np.concatenate([victims, _evenly(np.arange(case.n, len(case.call)), MOST_COMPARED)])
    first, last = np.searchsorted(case.person, keep), np.searchsorted(case.person, keep, side="right")
    rows = _ranges(first, last)
    smaller = replace(
        case,
        n=len(victims),
        call=case.call[keep],
        region=case.region[keep],
        sets=None if case.sets is None else case.sets[keep],
        knew=case.knew[victims],
        named=case.named[victims],
        gang=None if case.gang is None else case.gang[victims],
        person=np.repeat(np.arange(len(keep)), last - first),
        **{name: getattr(case, name)[rows] for name in ("record", "kind_of", "holder", "day", "dated")},
    )
    return replace(prepared, case=smaller, people=prepared.people.at(keep))


def _victims(prepared: Prepared) -> Ints:
    """The victims of the sample, by number."""
    case = prepared.case
    silent = np.bincount(case.person[case.split[0]], minlength=case.n) == 0
    chosen: Bools = np.zeros(case.n, bool)
    chosen[np.flatnonzero(silent)[:FIRST]] = True
    chosen[_evenly(np.flatnonzero(case.named >= 0), MOST_VICTIMS // 2)] = True
    chosen[_evenly(np.flatnonzero(~chosen), MOST_VICTIMS - int(chosen.sum()))] = True
    return np.flatnonzero(chosen)


def _evenly(numbers: Ints, most: int) -> Ints:
    """At most so many of them, at equal distances."""
    if len(numbers) <= most:
        return numbers
    return np.asarray(numbers[np.arange(most) * len(numbers) // most], np.int64)


def _ranges(first: Ints, last: Ints) -> Ints:
    """All whole numbers from each first up to its last, which is left out."""
    length = last - first
    return np.asarray(np.arange(length.sum()) + np.repeat(first - (np.cumsum(length) - length), length), np.int64)
