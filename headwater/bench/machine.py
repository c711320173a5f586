"""What a report says of the machine: kind of processor, cores, memory, system, versions; no names, no paths."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LIBRARIES = ("headwater", "numpy", "numba", "scipy", "polars", "pandas", "duckdb", "networkx")


@dataclass(frozen=True, slots=True)
class Machine:
    """`memory` in bytes; `load`: processes that wanted to run in the last minute, before anything was measured."""

    processor: str
    cores: int
    memory: int
    system: str
    load: float
    python: str
    libraries: tuple[tuple[str, str], ...]  # (name, version), those installed


def this_machine() -> Machine:
    """The machine we run on."""
    return Machine(
        processor=_processor(),
        cores=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        memory=os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        system=f"{platform.system()} {platform.machine()}",
        load=round(os.getloadavg()[0], 1),
        python=f"{platform.python_implementation()} {platform.python_version()}",
        libraries=tuple((name, found) for name in LIBRARIES if (found := _version(name))),
    )


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text("utf-8").splitlines() if told.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor() or "unknown"


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
