"""`headwater evaluate`: trace many cases whose answer is known, and print how often the verdict is right."""

from __future__ import annotations

import json as json_
import time
import zipfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.errors import BadInput
from headwater.options import Json
from headwater.output import answer_json, answer_table, say

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
    from graph.evaluation import COLUMNS, summarise

    truths = [(case, read_truth(case)) for case in cases]
    outcomes: list[Outcome] = []
    with ProcessPoolExecutor() as pool:
        for (case, _), outcome in zip(truths, pool.map(judge, *zip(*truths, strict=True)), strict=True):
            outcomes.append(outcome)
            say(f"{len(outcomes)}/{len(cases)} {case.name}")
    rows = summarise(outcomes)
    if json:
        answer_json([dict(zip(COLUMNS, row, strict=True)) for row in rows])
    else:
        answer_table("", COLUMNS, rows)


def judge(case: Path, truth: dict[str, Any]) -> Outcome:
    """Trace one case through importer and method, and hold the verdict against the truth."""
    from graph import trace
    from graph.evaluation import outcome
    from headwater.commands.trace import store_of

    began = time.perf_counter()
    verdict = trace(store_of([case], None))
    return outcome(verdict, truth, seconds=time.perf_counter() - began)


def read_truth(case: Path) -> dict[str, Any]:
    """The known answer of a case; BadInput where there is none."""
    beside = case.with_name(f"{case.stem if case.suffix == '.zip' else case.name}-truth.json")
    if zipfile.is_zipfile(case):
        with zipfile.ZipFile(case) as archive:
            if "truth.json" in archive.namelist():
                return dict(json_.loads(archive.read("truth.json")))
    if beside.is_file():
        return dict(json_.loads(beside.read_text("utf-8")))
    msg = f"{case} has no known answer: neither truth.json inside the zip nor {beside.name} beside it"
    raise BadInput(msg)
