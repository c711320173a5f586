"""The full verdict on cases of growing size, beside the reference's arithmetic on the same facts."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from math import isclose

from headwater.bench.apart import Apart
from headwater.bench.opened import open_ours, write_index
from headwater.bench.progress import Progress
from headwater.bench.reference import open_reference
from headwater.bench.settings import Settings
from headwater.bench.timing import Times, growth, in_turns, ratio
from headwater.bench.values import Cell, Column, Goal, Part, Table

GROWTH_FROM = 1_000
RATIOS = {10_000: 10.0, 100_000: 15.0}
PEAKS = {10_000: 1e9, 100_000: 2.5e9}
TURNS = 5
NEAR = 1e-4
"""Part of the value, or nats, by which the two may differ: the reference rounds to 3 decimals."""
BUDGET = 60.0
"""Seconds after which no further turn is begun."""
HOW = """\
As many comparison people as victims, about 12 orders each, every order with a holder of 8 kinds; one order software leaked
to the callers of 35 % of the victims. Ours: from the open index to the whole verdict, everything of `trace --json`; the
first call, which loads compiled code, is not counted. The reference: its `answer` on its own arrays, which are made
beforehand. Each runs in a process of its own; memory is the most either process held from its start to its end. The growth
exponent is the slope of time against victims, both as logarithms, from 1,000 victims on."""
COLUMNS = (
    Column("victims", "count"), Column("reference takes", "times"), Column("ours", "seconds"), Column("reference", "seconds"),
    Column("turns", "count"), Column("our memory", "bytes"), Column("its memory", "bytes"), Column("we name"),
    Column("value", "nats"), Column("it names"), Column("value", "nats"),
)  # fmt: skip


Answer = tuple[float, str, float]
"""Seconds of a verdict, the source it names first ("nobody" where none), and its value in nats."""


@dataclass(frozen=True, slots=True)
class Run:
    """One way at one size; `peak` in bytes."""

    times: Times
    peak: int
    source: str
    value: float


@dataclass(frozen=True, slots=True)
class Size:
    """Both ways at one size; `theirs` None where no reference is given."""

    victims: int
    ours: Run
    theirs: Run | None

    @property
    def ratio(self) -> float | None:
        """How many times our time the reference takes."""
        return ratio(self.theirs.times, self.ours.times) if self.theirs else None

    @property
    def agree(self) -> bool:
        """Whether both name the same holder first, with nearly the same value."""
        return self.theirs is None or (
            self.theirs.source == self.ours.source
            and isclose(self.theirs.value, self.ours.value, rel_tol=NEAR, abs_tol=NEAR)
        )


def verdicts(settings: Settings, progress: Progress) -> Part:
    """Verdicts at every size, ours and, where it is given, the reference's."""
    found = [_compared(victims, settings, progress) for victims in settings.sizes.verdicts]
    return Part(
        name="verdicts",
        title="Full verdict",
        how=HOW,
        goals=_goals(found),
        tables=(Table("", COLUMNS, tuple(_row(size) for size in found)), _growth(found)),
    )


def _compared(victims: int, settings: Settings, progress: Progress) -> Size:
    """Both ways on a case of so many victims, in turns."""
    folder = settings.folder / f"index-{victims}"
    progress.step(f"Verdict, {victims:,} victims: building the index")
    with Apart(write_index, victims, folder) as maker:
        maker.call()
    progress.step(f"Verdict, {victims:,} victims")
    with ExitStack() as stack:
        ways = [stack.enter_context(Apart(open_ours, folder))]
        ways += [stack.enter_context(Apart(open_reference, victims, path)) for path in (settings.reference,) if path]
        ways[0].call()  # loads compiled code
        answers: list[Answer] = [(0.0, "", 0.0)] * len(ways)
        times = in_turns([partial(_turn, way, answers, k) for k, way in enumerate(ways)], most=TURNS, budget=BUDGET)
        runs = [Run(t, way.peak(), *answer[1:]) for t, way, answer in zip(times, ways, answers, strict=True)]
    return Size(victims, runs[0], runs[1] if len(runs) > 1 else None)


def _turn(way: Apart, answers: list[Answer], place: int) -> float:
    """Seconds of one verdict, whose answer is kept."""
    answers[place] = way.call()
    return answers[place][0]


def _goals(found: list[Size]) -> tuple[Goal, ...]:
    goals = []
    for size in found:
        if size.victims in RATIOS:
            verdict = f"full verdict, {size.victims:,} victims"
            goals.append(
                Goal(f"{verdict}: the reference takes", size.ratio, RATIOS[size.victims], "times", at_least=True)
            )
            goals.append(Goal(f"{verdict}: memory", size.ours.peak, PEAKS[size.victims], "bytes"))
    goals.append(Goal("full verdict: growth exponent", _exponent(found, [size.ours for size in found]), 1.1, "power"))
    apart = sum(not size.agree for size in found) if found[0].theirs else None
    return (
        *goals,
        Goal("full verdict: sizes at which the reference's first source or value differs", apart, 0, "count"),
    )


def _exponent(found: list[Size], runs: list[Run]) -> float | None:
    """The power of the number of victims with which time grows; None where there are no two sizes to tell it by."""
    large = [
        (size.victims, run.times.best) for size, run in zip(found, runs, strict=True) if size.victims >= GROWTH_FROM
    ]
    return growth(*zip(*large, strict=True)) if len(large) > 1 else None


def _growth(found: list[Size]) -> Table:
    theirs = [size.theirs for size in found if size.theirs]
    rows = (
        ("ours", _exponent(found, [s.ours for s in found])),
        ("reference", _exponent(found, theirs) if theirs else None),
    )
    return Table("", (Column("way"), Column("growth exponent", "power")), rows)


def _row(size: Size) -> tuple[Cell, ...]:
    ours, theirs = size.ours, size.theirs
    given = (theirs.times.best, theirs.peak, theirs.source, theirs.value) if theirs else ("not given", None, None, None)
    return (
        size.victims, size.ratio, ours.times.best, given[0], len(ours.times.seconds), ours.peak, given[1],
        ours.source, ours.value, given[2], given[3],
    )  # fmt: skip
