"""`headwater evaluate`: trace many cases whose answer is known, and print how often the verdict is right."""

from __future__ import annotations

import json as json_
import zipfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.errors import BadInput
from headwater.options import Json
from headwater.output import answer, answer_json, say

if TYPE_CHECKING:
    from graph.evaluation import Outcome


def evaluate(
    cases: Annotated[list[Path], typer.Argument(help="Case zips or folders with a known answer.", show_default=False)],
    json: Json = False,
) -> None:
    """Trace cases with known answers and print accuracy per family.

    The answer is truth.json inside a zip, or NAME-truth.json beside a folder NAME.

    Example: headwater evaluate cases/*.zip
    """
    from graph.evaluation import by_family, table

    known = {case: truth for case in cases if (truth := read_truth(case)) is not None}
    for case in cases:
        if case not in known:
            say(f"left out: {case.name} has no known answer")
    if not known:
        msg = "none of the cases has a known answer: truth.json inside the zip, or NAME-truth.json beside it"
        raise BadInput(msg)
    outcomes: list[Outcome] = []
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        for case, outcome in zip(known, pool.map(judge, known, known.values()), strict=True):
            outcomes.append(outcome)
            say(f"{len(outcomes)}/{len(known)} {case.name}")
    rows = by_family(outcomes)
    if json:
        answer_json([asdict(row) for row in rows])
    else:
        answer(table(rows))


def judge(case: Path, truth: dict[str, Any]) -> Outcome:
    """Trace one case through importer and method, and hold the verdict against the truth."""
    from graph import trace
    from graph.evaluation import evaluate as held_against
    from headwater.commands.trace import store_of

    return held_against(trace(store_of([case], None)), truth)


def read_truth(case: Path) -> dict[str, Any] | None:
    """The known answer of a case; None where there is none. BadInput: there is no such case."""
    if not case.exists():
        msg = f"{case}: no such file or folder"
        raise BadInput(msg)
    if zipfile.is_zipfile(case):
        with zipfile.ZipFile(case) as archive:
            if "truth.json" in archive.namelist():
                return dict(json_.loads(archive.read("truth.json")))
    beside = case.with_name(f"{case.stem if case.suffix == '.zip' else case.name}-truth.json")
    return dict(json_.loads(beside.read_text("utf-8"))) if beside.is_file() else None
