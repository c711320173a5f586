"""`headwater evaluate`: trace many cases whose answer is known, and print how often the verdict is right."""

from __future__ import annotations

import json as json_
from dataclasses import asdict
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

    The answer is truth.json inside a zip or folder, or NAME-truth.json beside NAME, or truth.json beside a folder.

    Example: headwater evaluate cases/*.zip
    """
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    from graph.evaluation import by_family, table

    known = {case: truth for case in cases if (truth := read_truth(case)) is not None}
    for case in cases:
        if case not in known:
            say(f"left out: {case.name} has no known answer")
    if not known:
        msg = "none of the cases has a known answer: truth.json inside, or NAME-truth.json beside it"
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
    """The known answer of a case; None where there is none. BadInput: there is no such case, or the answer is none."""
    if not case.exists():
        msg = f"{case}: no such file or folder"
        raise BadInput(msg)
    written = _inside(case) if case.is_file() else None
    if written is None:
        written = next((place.read_bytes() for place in _places(case) if place.is_file()), None)
    return None if written is None else _answer(written, case)


def _inside(case: Path) -> bytes | None:
    """What stands in the truth.json of a zip; None where it is no zip, or has none."""
    import zipfile

    if not zipfile.is_zipfile(case):
        return None
    try:
        with zipfile.ZipFile(case) as archive:
            return archive.read("truth.json") if "truth.json" in archive.namelist() else None
    except zipfile.BadZipFile as error:
        msg = f"{case} is damaged: {error}. Copy it again"
        raise BadInput(msg) from error


def _places(case: Path) -> list[Path]:
    """Files that may hold the answer of a case, the likeliest first."""
    if case.is_file():
        return [case.with_name(f"{case.stem}-truth.json")]
    folder = case.resolve()
    return [folder / "truth.json", folder.with_name(f"{folder.name}-truth.json"), folder.with_name("truth.json")]


def _answer(written: bytes, case: Path) -> dict[str, Any]:
    """The answer as values; BadInput where it is not one."""
    try:
        found = json_.loads(written)
    except ValueError:
        found = None
    sources = found.get("sources") if isinstance(found, dict) else None
    if isinstance(sources, list) and all(isinstance(one, dict) and {"node", "level"} <= one.keys() for one in sources):
        return dict(found)
    msg = f'the known answer of {case} is none: it must be JSON with "sources", each with "node" and "level"'
    raise BadInput(msg)
