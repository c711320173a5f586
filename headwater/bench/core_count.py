"""Distinct victims and comparison people per holder within the lag cap: our kernel beside other ways."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from graph.index import index_of
from graph.index.count import count
from headwater.bench.apart import Apart, BenchFailed
from headwater.bench.cases import make_case
from headwater.bench.engines import CAP, flat, networkx_way, ways
from headwater.bench.progress import Progress
from headwater.bench.settings import Settings
from headwater.bench.tables import as_exposures
from headwater.bench.timing import Times, in_turns, once, ratio
from headwater.bench.values import Cell, Column, Goal, Part, Table

PART = 100
"""networkx gets a case so many times smaller."""
OWN, RAW, NETWORKX = "reading the bytes ours reads", "reading holder and lag of every exposure", "networkx"
GOALS = "Polars", "DuckDB"
"""Engines for which there is a goal."""
TURNS, BUDGET = 31, 10.0
HOW = """\
Of every holder: how many different victims, and how many different comparison people, had an exposure through it at most
90 days before their call. All ways ran in one process, each in turns with ours, on tables that were in memory already, with
the lag reckoned and the role beside it. Ours reads one column of the index, 2 bytes an exposure, by holder: at one exposure
of each pair of holder and person the least lag. The ways called "prepared" were given the same; the others find for
themselves who is distinct. Reading is a sum in compiled code, on one core like ours; Polars and DuckDB use all cores. The goals
hold against the fastest way of each engine. Every way must give the same counts, or the benchmark fails."""
COLUMNS = (
    Column("way"), Column("time, ours = 1", "times"), Column("best", "seconds"), Column("median", "seconds"),
    Column("ours in turn, best", "seconds"), Column("turns", "count"),
)  # fmt: skip


def core_count(settings: Settings, progress: Progress) -> Part:
    """The count over ten million exposures, each way in turns with ours."""
    victims = settings.sizes.count
    progress.step("Core count: making the case")
    with Apart(prepare, victims) as apart:
        exposures, names = apart.call("")
        found = {name: _against(apart, name, progress) for name in names}
    with Apart(prepare, victims // PART) as apart:
        few, _ = apart.call("")
        found[f"{NETWORKX}, of {few:,} exposures only"] = _against(apart, NETWORKX, progress)
    work = f"core count, {exposures:,} exposures"
    return Part(
        name="core_count",
        title=f"Core count, {exposures:,} exposures, warm",
        how=HOW,
        goals=(
            Goal(f"{work}, against reading the same bytes once", ratio(*found[OWN]), 3, "times"),
            *(Goal(f"{work}: {engine} takes", _least(found, engine), 20, "times", at_least=True) for engine in GOALS),
        ),
        tables=(Table("", COLUMNS, tuple(_row(name, *pair) for name, pair in found.items())),),
    )


def _against(apart: Apart, name: str, progress: Progress) -> tuple[Times, Times]:
    """Times of ours and of this way."""
    progress.step(f"Core count: {name}")
    ours, theirs = apart.call(name)
    return ours, theirs


def _least(found: dict[str, tuple[Times, Times]], engine: str) -> float | None:
    """How many times our time the engine takes by its faster way; None where it is not installed."""
    ratios = [ratio(theirs, ours) for name, (ours, theirs) in found.items() if name.startswith(engine)]
    return min(ratios, default=None)


def _row(name: str, ours: Times, theirs: Times) -> tuple[Cell, ...]:
    return name, ratio(theirs, ours), theirs.best, theirs.median, ours.best, len(theirs.seconds)


def prepare(victims: int) -> Callable[[str], object]:
    """In a process of its own: the size and the ways there are for "", and times of ours and of one way for its name."""
    index = index_of(as_exposures(make_case(victims)))
    table = flat(index)
    reading = {OWN: (index.nearest,), RAW: (index.holder, index.lag)}
    counting = ways() | {NETWORKX: networkx_way}

    def contest(name: str) -> object:
        if not name:
            return len(index.holder), (*reading, *ways())
        ours = partial(count, index, CAP)
        theirs = partial(_read, *reading[name]) if name in reading else counting[name](table)
        if name in counting and not np.array_equal(ours(), theirs()):
            msg = f"core count: {name} and ours give different counts"
            raise BenchFailed(msg)
        return tuple(in_turns([lambda: once(ours)[0], lambda: once(theirs)[0]], most=TURNS, budget=BUDGET))

    return contest


def _read(*columns: NDArray[np.integer[Any]]) -> int:
    """The sum of the columns."""
    return sum(_sum(column) for column in columns)


@njit
def _sum(column: NDArray[np.integer[Any]]) -> int:
    """As fast as compiled code reads."""
    total = 0
    for e in range(len(column)):
        total += column[e]
    return total
