"""The full verdict on cases of growing size, beside the reference's arithmetic on the same facts."""

from __future__ import annotations

from headwater.bench.compared import PATIENCE, Compared, Run, compared
from headwater.bench.progress import Progress
from headwater.bench.settings import Settings
from headwater.bench.timing import growth
from headwater.bench.values import Cell, Column, Goal, Part, Table

GROWTH_FROM = 1_000
RATIOS = {10_000: 10.0, 100_000: 15.0}
PEAKS = {10_000: 1e9, 100_000: 2.5e9}
HOW = f"""\
As many comparison people as victims, about 12 orders each, every order with a holder of 8 kinds; one order software leaked
to the callers of 35 % of the victims. Ours: from the open index to the whole verdict, everything of `trace --json`. The
reference does less: it stops at the sources, so our time up to there stands beside it ("search"). Its time is that of its
`answer` on its own arrays, which are made beforehand. Our first call, which loads compiled code, is not counted. The reference is stopped when it takes {PATIENCE} times as
long as our first call; its ratio is then what it has taken by then, so at least that. Each runs in a process of its own; memory is the most it held from start to end. The growth exponent is the slope of time against
victims, both as logarithms, from 1,000 victims on."""
COLUMNS = (
    Column("victims", "count"), Column("reference / whole verdict", "times"), Column("reference / search", "times"),
    Column("our verdict", "seconds"), Column("our search", "seconds"), Column("reference", "seconds"), Column("turns", "count"),
    Column("our memory", "bytes"), Column("its memory", "bytes"), Column("we name"), Column("value", "nats"),
    Column("it names"), Column("value", "nats"),
)  # fmt: skip


def verdicts(settings: Settings, progress: Progress) -> Part:
    """Verdicts at every size, ours and, where it is given, the reference's."""
    found = [compared(victims, settings, progress) for victims in settings.sizes.verdicts]
    given = settings.reference is not None
    return Part(
        name="verdicts",
        title="Full verdict",
        how=HOW,
        goals=_goals(found),
        tables=(Table("", COLUMNS, tuple(_row(size, given=given) for size in found)), _growth(found)),
    )


def _goals(found: list[Compared]) -> tuple[Goal, ...]:
    goals = []
    for size in found:
        if size.victims in RATIOS:
            work, least = f"full verdict, {size.victims:,} victims", RATIOS[size.victims]
            goals.append(Goal(f"{work}: the reference takes", size.whole_ratio, least, "times", at_least=True))
            goals.append(Goal(f"{work}: memory", size.ours.peak, PEAKS[size.victims], "bytes"))
    differ = sum(not size.agree for size in found) if any(size.theirs for size in found) else None
    return (
        *goals,
        Goal("full verdict: growth exponent", _exponent([(size.victims, size.ours) for size in found]), 1.1, "power"),
        Goal("full verdict: sizes at which the reference names another or values it otherwise", differ, 0, "count"),
    )


def _growth(found: list[Compared]) -> Table:
    rows = (
        ("ours", _exponent([(size.victims, size.ours) for size in found])),
        ("reference", _exponent([(size.victims, size.theirs) for size in found if size.theirs])),
    )
    return Table("", (Column("way"), Column("growth exponent", "power")), rows)


def _exponent(runs: list[tuple[int, Run]]) -> float | None:
    """The power of the number of victims with which time grows; None where no two sizes tell it."""
    large = [(victims, run.whole.best) for victims, run in runs if victims >= GROWTH_FROM]
    return growth(*zip(*large, strict=True)) if len(large) > 1 else None


def _row(size: Compared, *, given: bool) -> tuple[Cell, ...]:
    ours, theirs = size.ours, size.theirs
    missing = f"stopped after {size.stopped:.0f} s" if size.stopped else "failed" if given else "not given"
    here, there = ours.answers[0], theirs.answers[0] if theirs else None
    return (
        size.victims, size.whole_ratio, size.searching_ratio, ours.whole.best, ours.searching.best,
        theirs.whole.best if theirs else missing, len(ours.answers), ours.peak, theirs.peak if theirs else None,
        here.source, here.value, there.source if there else None, there.value if there else None,
    )  # fmt: skip
