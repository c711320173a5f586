"""Importing orders: ours beside the fastest bare conversion of the same file, and what bad rows and workbooks cost."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from headwater.bench.apart import Apart, finished
from headwater.bench.import_ways import (
    BARE,
    Work,
    bare_workbook,
    facts_of,
    import_twice,
    whole_import,
    write_workbook,
)
from headwater.bench.order_file import write_bad_orders, write_orders
from headwater.bench.progress import Progress
from headwater.bench.settings import Settings
from headwater.bench.timing import once
from headwater.bench.values import Cell, Column, Goal, Part, Table

TURNS = 3
SHEET, SMALL = 200_000, 5_000
"""Rows of the workbook and of the small file."""
HOW = """\
A CSV file of orders, ten a person, each with phone, account, name and address. "Facts" is everything a plan does, on to
Parquet files of facts and hints: SHA-256 of the file, every cell cleaned, normalised and validated, every row judged,
identities as keyed tokens, and the number of the row. "Whole import" is that and the rest of `headwater ingest`: the values
sealed one by one in the vault, the ledger, everything on disk. The bare conversions read all columns as text, without a
look at them, and write Parquet with each engine's own settings. Each way runs in a process of its own, by turns, the best of
its turns counts; memory is the most its process held. Compiled code is there already."""
COLUMNS = (
    Column("way"), Column("time, fastest bare = 1", "times"), Column("best", "seconds"), Column("worst", "seconds"),
    Column("processor time, fastest bare = 1", "times"), Column("memory", "bytes"),
)  # fmt: skip


class Took(NamedTuple):
    """Seconds of a way's turns, on the clock and of processors, and the most bytes it held."""

    seconds: tuple[float, ...]
    processors: tuple[float, ...]
    peak: int

    @property
    def best(self) -> float:
        """The least seconds."""
        return min(self.seconds)


def imports(settings: Settings, progress: Progress) -> Part:
    """All figures of importing."""
    folder, rows = settings.folder, settings.sizes.orders
    progress.step(f"Import: writing {rows:,} rows of orders")
    clean, bad, small = (folder / f"{name}.csv" for name in ("clean", "bad", "small"))
    for work, file, many in ((write_orders, clean, rows), (write_bad_orders, bad, rows), (write_orders, small, SMALL)):
        finished(work, file, many)  # apart, for a process passes the memory it has held on to those it starts
    made = partial(_took, folder=folder)
    ways: dict[str, Callable[[], Took]] = {name: partial(made, way, clean) for name, way in BARE.items()}
    ways |= {"facts": partial(made, facts_of, clean), "facts, 1 % bad rows": partial(made, facts_of, bad)}
    ways |= {"whole import": partial(made, whole_import, clean)}
    took = _in_turns(ways, progress)
    fastest = min((took[name] for name in BARE), key=lambda one: one.best)
    sheets = _workbook(folder, progress)
    again = _again(folder, clean, progress)
    short = once(lambda: _took(whole_import, small, folder=folder))[1].best
    return Part(
        name="imports",
        title=f"Import, {rows:,} rows",
        how=HOW,
        goals=(
            Goal("CSV to facts, against the fastest bare conversion", took["facts"].best / fastest.best, 2.5, "times"),
            Goal("CSV to facts: memory", took["facts"].peak, 2e9, "bytes"),
            Goal("1 % bad rows", took["facts, 1 % bad rows"].best / took["facts"].best, 1.1, "times"),
            Goal(f"XLSX of {SHEET:,} rows, against bare calamine", sheets[1].best / sheets[0].best, 1.5, "times"),
            Goal(f"whole import of {SMALL:,} rows", short, 1.0, "seconds"),
            Goal("second import of the same file, against the first", again[1] / again[0], 0.05, "times"),
        ),
        tables=(Table("", COLUMNS, tuple(_row(name, one, fastest) for name, one in took.items())),),
    )


def _row(name: str, took: Took, fastest: Took) -> tuple[Cell, ...]:
    return (
        name,
        took.best / fastest.best,
        took.best,
        max(took.seconds),
        min(took.processors) / min(fastest.processors),
        took.peak,
    )


def _in_turns(ways: dict[str, Callable[[], Took]], progress: Progress) -> dict[str, Took]:
    """Each way, then each again."""
    kept: dict[str, Took] = {}
    for turn in range(TURNS):
        for name, way in ways.items():
            progress.step(f"Import: {name}, turn {turn + 1} of {TURNS}")
            took = way()
            before = kept.get(name, Took((), (), 0))
            kept[name] = Took(
                before.seconds + took.seconds, before.processors + took.processors, max(before.peak, took.peak)
            )
    return kept


def _took(way: Callable[[Path, Path], Work], file: Path, *, folder: Path) -> Took:
    """One run of a way in a process of its own."""
    with Apart(way, file, folder) as apart:
        seconds, processors = apart.call()
        return Took((seconds,), (processors,), apart.peak())


def _workbook(folder: Path, progress: Progress) -> tuple[Took, Took]:
    """A workbook read by calamine alone, and imported to facts."""
    progress.step("Import: a workbook")
    file = folder / "orders.xlsx"
    finished(write_workbook, file, SHEET)
    found = [_in_turns({name: partial(_took, way, file, folder=folder)}, progress)[name]
             for name, way in (("bare calamine", bare_workbook), ("facts of a workbook", facts_of))]  # fmt: skip
    return found[0], found[1]


def _again(folder: Path, file: Path, progress: Progress) -> tuple[float, float]:
    """Seconds of importing a file, and of importing it once more into the same workspace."""
    progress.step("Import: the same file twice")
    with Apart(import_twice, file, folder) as apart:
        return float(apart.call()[0]), float(apart.call()[0])
