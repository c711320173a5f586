"""Ours, from an index on disk: what the verdict and the what-ifs are measured on."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

from graph.index import index_of
from graph.ranking.candidates import Field
from graph.ranking.prepare import prepare
from graph.ranking.search import search
from headwater.bench.cases import make_case
from headwater.bench.tables import as_exposures
from headwater.bench.timing import once


def write_index(victims: int, folder: Path) -> Callable[[], None]:
    """The index of a made case, on disk."""
    case = prepare(index_of(as_exposures(make_case(victims)))).case
    folder.mkdir()
    (folder / "case").write_bytes(pickle.dumps(case))
    return lambda: None


def open_ours(folder: Path) -> Callable[[], tuple[float, str, float]]:
    """Seconds of one verdict on the open index, and the source it names first with its value."""
    case = pickle.loads((folder / "case").read_bytes())  # noqa: S301  our own file, just written

    def work() -> tuple[float, str, float]:
        seconds, found = once(lambda: search(Field(case)))
        first = [(" ".join(case.names[s.candidate.holder]), s.candidate.value) for s in found.sources[:1]]
        return seconds, *(first or [("nobody", 0.0)])[0]

    return work
