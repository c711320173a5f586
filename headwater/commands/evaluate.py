"""`headwater evaluate`: trace many cases whose answer is known, and print how often the verdict is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import BadInput
from headwater.commands.known import Known, KnownCase, judge, read_truth, simulated
from headwater.options import Json
from headwater.output import answer, answer_json, say

if TYPE_CHECKING:
    from graph.evaluation import Outcome


def evaluate(
    cases: Annotated[
        list[Path] | None, typer.Argument(help="Case zips or folders with a known answer.", show_default=False)
    ] = None,
    simulate: Annotated[
        int, typer.Option("--simulate", min=0, help="Instead of files: so many simulated cases of each family.")
    ] = 0,
    family: Annotated[
        list[str] | None,
        typer.Option("--family", help="Simulate this family only; may be repeated.", show_default=False),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Seed of the first simulated case of each family.")] = 1,
    questions: Annotated[
        bool, typer.Option("--questions", help="Count instead the orders to trace until the source is known.")
    ] = False,
    series: Annotated[int, typer.Option("--series", min=1, help="With --questions: how many simulated cases.")] = 100,
    json: Json = False,
) -> None:
    """Trace cases with known answers and print accuracy per family, and what the probabilities are worth.

    The answer is truth.json inside a zip or folder, or NAME-truth.json beside NAME, or truth.json beside a folder.

    Example: headwater evaluate cases/*.zip

    Example: headwater evaluate --simulate 5 --family weak_signal

    Example: headwater evaluate --questions --series 100
    """
    from graph.evaluation import as_text, summary

    if questions:
        from headwater.commands.questions import ask_series, simulated_series

        chosen = _chosen(cases or [], simulate, family or [], seed) if cases or simulate else None
        ask_series(chosen or simulated_series(series, seed), json=json)
        return
    known = _chosen(cases or [], simulate, family or [], seed)
    outcomes = _judged(known)
    found = summary(outcomes)
    if json:
        runs = [{"case": one.name, **asdict(outcome)} for one, outcome in zip(known, outcomes, strict=True)]
        answer_json({"format": 1, **asdict(found), "cases": runs})
    else:
        answer(as_text(found))


def _chosen(cases: Sequence[Path], runs: int, families: list[str], seed: int) -> list[Known]:
    """The cases to judge; BadInput where there are none, or both sorts are asked for."""
    if bool(cases) == bool(runs):
        msg = "name either cases with a known answer or how many to make of each family (--simulate N)"
        raise BadInput(msg)
    if runs:
        return simulated(families, runs, seed)
    if families:
        msg = "--family chooses among simulated cases: add --simulate N"
        raise BadInput(msg)
    return _with_answers(cases)


def _with_answers(cases: Sequence[Path]) -> list[Known]:
    """The cases whose answer is known; the others are left out, and it is said of which."""
    truths = [(case, read_truth(case)) for case in cases]
    for case, truth in truths:
        if truth is None:
            say(f"left out: {case.name} has no known answer")
    known: list[Known] = [KnownCase(case, truth) for case, truth in truths if truth is not None]
    if not known:
        msg = "none of the cases has a known answer: truth.json inside, or NAME-truth.json beside it"
        raise BadInput(msg)
    return known


def _judged(known: list[Known]) -> list[Outcome]:
    """Each case judged, a process a core; progress goes to stderr."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context
    from os import cpu_count

    outcomes: list[Outcome] = []
    workers = min(len(known), cpu_count() or 1)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for one, outcome in zip(known, pool.map(judge, known), strict=True):
            outcomes.append(outcome)
            say(f"{len(outcomes)}/{len(known)} {one.name}")
    return outcomes
