"""Ours, from an index on disk: what the verdict and the what-ifs are measured on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from graph.index import index_of, read, write
from graph.ranking.pipeline import examine, verdict_of
from headwater.bench.answer import NOBODY, Answer
from headwater.bench.cases import make_case
from headwater.bench.tables import as_exposures
from headwater.bench.timing import once


def write_index(victims: int, folder: Path) -> None:
    """The index of a made case, on disk."""
    write(index_of(as_exposures(make_case(victims))), folder)


def open_ours(folder: Path) -> Callable[[], Answer]:
    """One verdict after another on the index there, nothing kept from one to the next."""
    index = read(folder)

    def work() -> Answer:
        searching, examined = once(lambda: examine(replace(index)))
        wording, verdict = once(lambda: verdict_of(examined))
        first = [(f"{source.kind} {source.holder}", source.value) for source in verdict.sources[:1]]
        return Answer(searching + wording, *(first or NOBODY)[0], searching)

    return work
