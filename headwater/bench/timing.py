"""Times of what is repeated, and ratios of two that take turns, so that a disturbed machine disturbs both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log
from statistics import linear_regression, median
from time import perf_counter
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of each repetition, in the order they were taken; at least one."""

    seconds: tuple[float, ...]

    @property
    def best(self) -> float:
        """The least: what the work takes when nothing disturbs it."""
        return min(self.seconds)

    @property
    def median(self) -> float:
        """The middle one."""
        return median(self.seconds)

    @property
    def worst(self) -> float:
        """The most."""
        return max(self.seconds)


def once(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds that one call takes, and what it gives."""
    start = perf_counter()
    answer = work()
    return perf_counter() - start, answer


def in_turns(works: Sequence[Callable[[], float]], *, most: int, budget: float) -> list[Times]:
    """Times of works that take turns (A B A B …) and say how many seconds they took.

    Up to `most` turns; after `budget` seconds none is begun, but the first always is.
    """
    taken: list[list[float]] = [[] for _ in works]
    start = perf_counter()
    while not taken[0] or (len(taken[0]) < most and perf_counter() - start < budget):
        for work, times in zip(works, taken, strict=True):
            times.append(work())
    return [Times(tuple(times)) for times in taken]


def ratio(many: Times, few: Times) -> float:
    """How many times the second the first takes: the middle of the ratios turn by turn."""
    return median(a / b for a, b in zip(many.seconds, few.seconds, strict=True))


def growth(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """The power of the size with which the time grows: least squares on both logarithms; two sizes at least."""
    x, y = ([log(value) for value in values] for values in (sizes, seconds))
    return linear_regression(x, y).slope
