"""`headwater evaluate --questions`: how many orders must be traced until the source is known, in this order or that."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import BadInput, HeadwaterError, said_of
from headwater.commands.known import Known, KnownCase, SimulatedCase
from headwater.output import answer, answer_json, say

if TYPE_CHECKING:
    from graph.asking import Series
    from graph.exposures import Exposures


def ask_series(known: Sequence[Known], *, json: bool) -> None:
    """Ask each case through in every order of questions, and print how they fare."""
    from graph.asking import as_text, goals, summaries

    known = [one for one in known if _leaks(one)]
    if not known:
        msg = "in none of these cases does anybody leak: there is no source to ask for"
        raise BadInput(msg)
    series = _asked(known)
    rows = summaries(one for runs in series for one in runs)
    if json:
        cases = [{"case": one.name, **asdict(run)} for one, runs in zip(known, series, strict=True) for run in runs]
        aims = [{**asdict(goal), "met": goal.met} for goal in goals(rows)]
        answer_json({"format": 1, "ways": [asdict(row) for row in rows], "goals": aims, "cases": cases})
    else:
        answer(as_text(rows))


def simulated_series(count: int, seed: int) -> list[Known]:
    """So many cases: in turn of each family in which somebody leaks and there are people to compare with."""
    from ingest.simulation import FAMILIES

    names = [name for name, family in FAMILIES.items() if family.leaks and family.comparisons]
    return [SimulatedCase(names[k % len(names)], seed + k // len(names)) for k in range(count)]


def _leaks(known: Known) -> bool:
    """Whether there is a source to ask for."""
    from ingest.simulation import FAMILIES

    return bool(known.truth["sources"] if isinstance(known, KnownCase) else FAMILIES[known.family].leaks)


def _asked(known: Sequence[Known]) -> list[list[Series]]:
    """Each case asked through, a process a core; progress goes to stderr."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context
    from os import cpu_count

    out = []
    with ProcessPoolExecutor(min(len(known), cpu_count() or 1), mp_context=get_context("spawn")) as pool:
        for one, runs in zip(known, pool.map(_ask_one, known, range(len(known))), strict=True):
            out.append(runs)
            say(f"{len(out)}/{len(known)} {one.name}: " + ", ".join(f"{run.way} {run.traced}" for run in runs))
    return out


def _ask_one(known: Known, seed: int) -> list[Series]:
    """All orders of questions on one case; errors name it."""
    from graph.asking import WAYS, ask_through

    try:
        exposures, truth = _material(known)
    except HeadwaterError as error:
        raise said_of(known.name, error) from error
    return [ask_through(exposures, truth, way, seed) for way in WAYS]


def _material(known: Known) -> tuple[Exposures, dict[str, Any]]:
    """What is on record of a case, and its answer."""
    from tempfile import TemporaryDirectory

    from headwater.commands.trace import store_of
    from ingest.simulation import simulate

    if isinstance(known, KnownCase):
        return store_of([known.case], None).exposures(), known.truth
    with TemporaryDirectory(prefix="headwater-") as place:
        written = simulate(Path(place) / known.name, family=known.family, seed=known.seed)
        return store_of([written.case], None).exposures(), json.loads(written.truth.read_bytes())
