"""Building the index of ten million exposures, beside a single sort of the same table in Polars."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from shutil import rmtree

from graph.index import index_of, read, write
from headwater.bench.apart import Apart
from headwater.bench.cases import make_case
from headwater.bench.progress import Progress
from headwater.bench.settings import Settings
from headwater.bench.tables import as_exposures
from headwater.bench.timing import in_turns, once, ratio
from headwater.bench.values import Column, Goal, Part, Table

SORT, BUILD, WRITE, READ = "one Polars sort", "building the index", "writing it to disk", "opening it"
WAYS = SORT, BUILD, WRITE, READ
TURNS, BUDGET = 5, 240.0
HOW = """\
The exposures are a Polars table of text as stores give it, not sorted by time; the sort is `holdings.sort("person",
"seen_from")` of that table. Building codes every name, person, record and time as an integer, orders all by content,
drops repeated rows, and makes the digest. Opening checks every file and maps the columns. All take turns in one process."""


def index_build(settings: Settings, progress: Progress) -> Part:
    """Times of building and of sorting."""
    progress.step("Building the index: making the case")
    with Apart(prepare, settings.sizes.index, settings.folder / "built") as apart:
        exposures = apart.call("")
        progress.step("Building the index")
        works = [partial(apart.call, way) for way in WAYS]
        times = in_turns(works, most=TURNS, budget=BUDGET)
        peak = apart.peak()
    sort, build, *_ = times
    work = f"building the index, {exposures:,} exposures, against one sort"
    return Part(
        name="index_build",
        title=f"Building the index, {exposures:,} exposures",
        how=HOW,
        goals=(Goal(work, ratio(build, sort), 2, "times"),),
        tables=(
            Table(
                "",
                (
                    Column("work"),
                    Column("time, sort = 1", "times"),
                    Column("best", "seconds"),
                    Column("median", "seconds"),
                ),
                tuple((name, ratio(t, sort), t.best, t.median) for name, t in zip(WAYS, times, strict=True)),
            ),
            Table("", (Column("most memory of the process", "bytes"),), ((peak,),)),
        ),
    )


def prepare(victims: int, folder: Path) -> Callable[[str], float]:
    """In a process of its own: how many exposures there are for "", and seconds of one work for its name."""
    exposures = as_exposures(make_case(victims))
    index = index_of(exposures)
    works: dict[str, Callable[[], object]] = {
        SORT: lambda: exposures.holdings.sort("person", "seen_from"),
        BUILD: lambda: index_of(exposures),
        WRITE: lambda: write(index, folder),
        READ: lambda: read(folder),
    }

    def work(name: str) -> float:
        if not name:
            return len(exposures.holdings)
        if name == WRITE:
            rmtree(folder, ignore_errors=True)
        return once(works[name])[0]

    return work
