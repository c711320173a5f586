"""The ways to import that are compared; each gives a function that does it once and says how many seconds that took."""

from __future__ import annotations

import resource
from collections.abc import Callable
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import polars as pl

from headwater.bench.apart import BenchFailed
from headwater.bench.order_file import HEADERS, orders, write_orders
from headwater.bench.timing import once
from ingest.keys import Key

KEY = Key(b"headwater bench".ljust(32, b"."))
Work = Callable[[], tuple[float, float]]
"""Gives seconds on the clock, and of processors."""
WARM = 120_000
"""Rows enough for all compiled code to be loaded."""


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock and of processors that one call takes, processes it starts and ends included."""
    before = _processors()
    seconds, _ = once(work)
    return seconds, _processors() - before


def _processors() -> float:
    """Seconds of processors used so far."""
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def by_polars(file: Path, folder: Path) -> Work:
    """Polars, streaming."""
    out = folder / "polars.parquet"
    return lambda: timed(lambda: pl.scan_csv(file, infer_schema=False).sink_parquet(out))


def by_duckdb(file: Path, folder: Path) -> Work:
    """DuckDB; BenchFailed where it is not installed."""
    try:
        import duckdb
    except ImportError as error:
        msg = "DuckDB is not installed"
        raise BenchFailed(msg) from error
    out = folder / "duckdb.parquet"
    duckdb.sql("SET enable_progress_bar = false")
    words = f"COPY (FROM read_csv('{file}', all_varchar = true)) TO '{out}' (FORMAT parquet)"
    return lambda: timed(lambda: duckdb.sql(words))


def by_pyarrow(file: Path, folder: Path) -> Work:
    """Arrow, record batch by record batch."""
    import pyarrow as pa
    from pyarrow import csv
    from pyarrow import parquet as pq

    def convert() -> None:
        types = csv.ConvertOptions(column_types=dict.fromkeys(HEADERS, pa.string()))
        batches = csv.open_csv(file, convert_options=types)
        with pq.ParquetWriter(folder / "pyarrow.parquet", batches.schema) as writer:
            for batch in batches:
                writer.write_batch(batch)

    return lambda: timed(convert)


BARE = {"bare, Polars": by_polars, "bare, DuckDB": by_duckdb, "bare, pyarrow": by_pyarrow}


def facts_of(file: Path, folder: Path) -> Work:
    """Ours, to files of facts and hints."""
    from graph.facts import HINTS, fact_schema
    from ingest.landing import land
    from ingest.plan import plan_files

    def work(path: Path) -> None:
        with TemporaryDirectory(dir=folder) as out:
            plan = plan_files([path], key=KEY, spool=Path(out))
            for kind, frames in plan.fact_frames().items():
                land(frames, fact_schema(kind), Path(out, kind, "run.parquet"))
            land(plan.hint_frames(), HINTS, Path(out, "hints", "run.parquet"))

    _warm(work, folder)
    return lambda: timed(lambda: work(file))


def whole_import(file: Path, folder: Path) -> Work:
    """Ours, all of it."""
    from ingest import ingest_files

    def work(path: Path) -> None:
        with TemporaryDirectory(dir=folder) as out:
            ingest_files([path], out, who="bench", key=KEY)

    _warm(work, folder)
    return lambda: timed(lambda: work(file))


def import_twice(file: Path, folder: Path) -> Work:
    """Ours, into one workspace again and again."""
    from ingest import ingest_files

    out = folder / "twice"
    return lambda: timed(lambda: ingest_files([file], out, who="bench", key=KEY))


def _warm(work: Callable[[Path], None], folder: Path) -> None:
    """Have compiled code loaded."""
    small = folder / f"warm-{next(_NUMBERS)}.csv"
    write_orders(small, WARM)
    work(small)


_NUMBERS = count()


def write_workbook(file: Path, rows: int) -> None:
    """Orders as XLSX, all cells text."""
    frame = orders(np.random.Generator(np.random.PCG64(1)), 0, rows, rows // 10)
    frame.write_excel(file, "订单")


def bare_workbook(file: Path, _: Path) -> Work:
    """Calamine, into lists of Python."""
    from python_calamine import CalamineWorkbook

    def work() -> None:
        with CalamineWorkbook.from_path(file) as book:
            book.get_sheet_by_index(0).to_python()

    return lambda: timed(work)
