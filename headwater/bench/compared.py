"""Ours and the reference on one made case, in turns, each in a process of its own."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from math import isclose

from headwater.bench.answer import Answer
from headwater.bench.apart import Apart, BenchFailed, OutOfTime, finished
from headwater.bench.opened import open_ours, write_index
from headwater.bench.progress import Progress
from headwater.bench.reference import open_reference
from headwater.bench.settings import Settings
from headwater.bench.timing import Times, in_turns, ratio

TURNS = 5
BUDGET = 180.0
"""Seconds after which no further turn is begun."""
PATIENCE = 16
"""The reference is stopped when it takes so many times as long as we; that many times is then its figure, a bound."""
NEAR = 1e-4
"""Part of the value, or nats, by which the two may differ: the reference rounds to 3 decimals."""


@dataclass(frozen=True, slots=True)
class Run:
    """One way at one size: an answer a turn, and the most bytes its process held; None where it was ended."""

    answers: tuple[Answer, ...]
    peak: int | None

    @property
    def whole(self) -> Times:
        """Times of the whole verdict."""
        return Times(tuple(answer.seconds for answer in self.answers))

    @property
    def searching(self) -> Times:
        """Times of the part of it that the reference does too."""
        return Times(tuple(answer.searching for answer in self.answers))


@dataclass(frozen=True, slots=True)
class Compared:
    """Both ways at one size; `theirs` None where no reference is given, or it was stopped after so many seconds."""

    victims: int
    ours: Run
    theirs: Run | None
    stopped: float | None = None

    @property
    def whole_ratio(self) -> float | None:
        """How many times as long as our whole verdict the reference takes; at least that where it was stopped."""
        return self._ratio(self.ours.whole)

    @property
    def searching_ratio(self) -> float | None:
        """How many times as long as our search the reference takes; at least that where it was stopped."""
        return self._ratio(self.ours.searching)

    def _ratio(self, ours: Times) -> float | None:
        if self.theirs:
            return ratio(self.theirs.whole, ours)
        return self.stopped / ours.best if self.stopped else None

    @property
    def agree(self) -> bool:
        """Whether both name the same holder first, with nearly the same value."""
        if self.theirs is None:
            return True
        ours, theirs = self.ours.answers[0], self.theirs.answers[0]
        return ours.source == theirs.source and isclose(ours.value, theirs.value, rel_tol=NEAR, abs_tol=NEAR)


def compared(victims: int, settings: Settings, progress: Progress) -> Compared:
    """Both ways on a case of so many victims."""
    folder = settings.folder / f"verdict-{victims}"
    progress.step(f"Verdict, {victims:,} victims: building the index")
    finished(write_index, victims, folder)
    progress.step(f"Verdict, {victims:,} victims")
    with ExitStack() as stack:
        ways = [stack.enter_context(Apart(open_ours, folder))]
        ways += [stack.enter_context(Apart(open_reference, victims, path)) for path in (settings.reference,) if path]
        first = ways[0].call()  # loads compiled code
        return Compared(victims, *_runs(ways, PATIENCE * first.seconds, progress))


def _runs(ways: list[Apart], patience: float, progress: Progress) -> tuple[Run, Run | None, float | None]:
    """Ours and the reference in turns, and after how many seconds it was stopped.

    Where the reference fails, for want of memory say, the turns it had, if any.
    """
    kept: list[list[Answer]] = [[] for _ in ways]
    limits = (None, patience)
    turns = [partial(_turn, *of) for of in zip(ways, kept, limits[: len(ways)], strict=True)]
    failed, stopped = False, None
    try:
        in_turns(turns, most=TURNS, budget=BUDGET)
    except BenchFailed as error:
        if len(kept[0]) == len(kept[-1]):  # ours failed, which goes first in a turn
            raise
        failed, stopped = True, patience if isinstance(error, OutOfTime) else None
        progress.step(f"The reference failed: {error}")
    theirs = Run(tuple(kept[1]), None if failed else ways[1].peak()) if kept[1:] and kept[1] else None
    return Run(tuple(kept[0][: len(kept[-1]) or None]), ways[0].peak()), theirs, None if theirs else stopped


def _turn(way: Apart, answers: list[Answer], within: float | None) -> float:
    """Seconds of one verdict, whose answer is kept; OutOfTime where it takes longer than so many."""
    answers.append(way.call(within=within))
    return answers[-1].seconds
