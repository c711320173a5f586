"""All parts of the benchmark, one after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from headwater.bench.core_count import core_count
from headwater.bench.imports import imports
from headwater.bench.index_build import index_build
from headwater.bench.machine import this_machine
from headwater.bench.one_shot import one_shot
from headwater.bench.progress import Progress
from headwater.bench.reference import load
from headwater.bench.settings import FULL, Settings, Sizes
from headwater.bench.values import Part, Report
from headwater.bench.verdicts import verdicts
from headwater.bench.what_ifs import what_ifs


@dataclass(frozen=True, slots=True)
class Planned:
    """A part, and the seconds it is expected to take in a full run and in a quick one."""

    measure: Callable[[Settings, Progress], Part]
    full: float
    quick: float


PARTS = (
    Planned(core_count, 180, 120),
    Planned(verdicts, 3600, 400),
    Planned(what_ifs, 90, 20),
    Planned(one_shot, 30, 30),
    Planned(index_build, 120, 20),
)
IMPORT = (Planned(imports, 900, 120),)


def run(sizes: Sizes, reference: Path | None, parts: tuple[Planned, ...] = PARTS) -> Report:
    """Measure these parts. BadInput: the reference is none. BenchFailed: a part could not be measured."""
    if reference is not None:
        reference = reference.resolve()
        load(reference)
    machine = this_machine()
    expected = [part.full if sizes == FULL else part.quick for part in parts]
    progress = Progress(sum(expected))
    measured = []
    with TemporaryDirectory() as folder:
        settings = Settings(sizes, reference, Path(folder))
        for part, seconds in zip(parts, expected, strict=True):
            measured.append(part.measure(settings, progress))
            progress.done(seconds)
    return Report(machine, sizes != FULL, tuple(measured))
