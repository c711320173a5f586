"""What-ifs on an open index: from the condition to the whole verdict, no file touched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from graph.index import read
from graph.tracing import trace
from graph.what_if import WhatIf
from headwater.bench.apart import Apart, finished
from headwater.bench.cases import FIRST_DAY, WINDOW
from headwater.bench.opened import write_index
from headwater.bench.progress import Progress
from headwater.bench.settings import Settings
from headwater.bench.timing import Times, in_turns, once
from headwater.bench.values import Column, Goal, Part, Table

LIMITS = {500: 0.150, 10_000: 1.0}
TURNS, BUDGET = 7, 60.0
WHAT_IFS = {
    "as of a day in the middle": WhatIf(as_of=date.fromordinal(FIRST_DAY + WINDOW[1]).isoformat()),
    "lag cap of 30 days": WhatIf(lag_cap=30),
    "without the kind that leaked": WhatIf(without_kinds=("erp",)),
    "no comparison people": WhatIf(comparisons="none"),
    "nothing changed": WhatIf(),
}
COLUMNS = Column("what-if"), Column("median", "seconds"), Column("best", "seconds"), Column("worst", "seconds")
HOW = """\
The index is open and its plain verdict has just been given, as before somebody moves a slider; each what-if is asked for
from there to the whole verdict, all taking turns. Nothing is kept from one to the next; for "nothing changed" not even the
plain verdict was given before. The first round, which loads compiled code, is not counted. The goal holds for the middle time of the slowest."""


def what_ifs(settings: Settings, progress: Progress) -> Part:
    """Times of every what-if at every size."""
    found = {victims: _measured(victims, settings, progress) for victims in settings.sizes.what_if}
    return Part(
        name="what_ifs",
        title="What-ifs on an open index",
        how=HOW,
        goals=tuple(
            Goal(
                f"what-if on an open index, {size:,} victims",
                max(t.median for t in times.values()),
                LIMITS[size],
                "seconds",
            )
            for size, times in found.items()
            if size in LIMITS
        ),
        tables=tuple(
            Table(f"{size:,} victims", COLUMNS, tuple((name, t.median, t.best, t.worst) for name, t in times.items()))
            for size, times in found.items()
        ),
    )


def _measured(victims: int, settings: Settings, progress: Progress) -> dict[str, Times]:
    folder = settings.folder / f"what-if-{victims}"
    progress.step(f"What-ifs, {victims:,} victims")
    finished(write_index, victims, folder)
    with Apart(open_for_what_ifs, folder) as apart:
        for name in WHAT_IFS:
            apart.call(name)
        times = in_turns([partial(apart.call, name) for name in WHAT_IFS], most=TURNS, budget=BUDGET)
    return dict(zip(WHAT_IFS, times, strict=True))


def open_for_what_ifs(folder: Path) -> Callable[[str], float]:
    """In a process of its own: seconds of the what-if of this name."""
    on_disk = read(folder)

    def work(name: str) -> float:
        index, what_if = replace(on_disk), WHAT_IFS[name]
        if what_if.conditions:
            trace(index)
        return once(lambda: trace(index, what_if=what_if))[0]

    return work
