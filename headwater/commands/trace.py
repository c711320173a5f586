"""`headwater trace`: the verdict on the leak track, from a workspace or from files in one shot."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import BadInput
from headwater.collecting import seldom
from headwater.options import Case, Json, MaybePaths, MaybeWorkspace
from headwater.output import answer, answer_json, answer_table, say
from headwater.threads import few_for

if TYPE_CHECKING:
    from graph.stores import Store
    from graph.verdict import Source, Text, Verdict

QUESTIONS = 2
"""Next questions that are printed; the JSON has all."""

MOST = 0.99
"""P is printed up to this."""


def trace(
    paths: MaybePaths = None,
    workspace: MaybeWorkspace = None,
    case: Case = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="Only what could be known at this day or time.", show_default=False)
    ] = None,
    lag_cap: Annotated[
        int | None,
        typer.Option("--lag-cap", help="Records at most so many days before the call: 30 or 90.", show_default="both"),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(
            "--without", help="KIND or KIND:NAME that cannot be a source. May be repeated.", show_default=False
        ),
    ] = None,
    no_protection: Annotated[
        bool, typer.Option("--no-protection", help="Count records under a privacy label as any other.")
    ] = False,
    field_mask: Annotated[
        bool,
        typer.Option("--field-mask", help="Who never sees what a caller knew cannot explain that victim."),
    ] = False,
    knowledge: Annotated[
        Path | None,
        typer.Option("--knowledge", help="TOML: who sees which field, in place of our table.", show_default=False),
    ] = None,
    comparisons: Annotated[
        str, typer.Option("--comparisons", help="Comparison people: all, same_region or none.")
    ] = "all",
    top: Annotated[int, typer.Option("--top", min=1, help="How many holders to rank.")] = 20,
    json: Json = False,
) -> None:
    """Say which holder of personal data explains the victims, in which window, and how sure that is.

    With paths and no workspace it reads them, answers, and leaves nothing behind. Conditions from --as-of to
    --comparisons make it a what-if view, which the answer says.

    Example: headwater trace sample_data/case
    """
    seldom()
    few_for(paths or [])
    from graph import trace as find
    from graph.what_if import WhatIf

    barred = [tuple(each.split(":", 1)) for each in without or []]
    view = WhatIf(
        as_of=as_of,
        lag_cap=lag_cap,
        without=tuple((kind, name) for kind, *names in barred for name in names),
        without_kinds=tuple(kind for kind, *names in barred if not names),
        protection=not no_protection,
        field_mask=field_mask,
        knowledge=knowledge,
        comparisons=comparisons,
    )
    verdict = find(store_of(paths or [], workspace), case=case, what_if=view, top=top)
    if json:
        answer_json(verdict.to_dict())
    else:
        print_verdict(verdict)


def store_of(paths: Sequence[Path], workspace: Path | None) -> Store:
    """The store a command speaks of: a workspace, or files read into memory."""
    if bool(paths) == bool(workspace):
        msg = "name either files to read or a workspace (-w DIR)"
        raise BadInput(msg)
    if workspace:
        from graph import open_store

        store = open_store(str(workspace))
        _say_withdrawn(workspace)
        return store
    from graph.stores import MemoryStore
    from ingest import default_key, facts_in_memory, plan_files

    plan = plan_files(paths, key=default_key())
    refused = sum(table.refused for table in plan.tables)
    if refused:
        say(f"{refused} rows were refused; headwater ingest --dry-run lists them.")
    return MemoryStore(facts_in_memory(plan), {table.sha256: table.file for table in plan.tables})


def _say_withdrawn(workspace: Path) -> None:
    """Say on stderr that imports are withdrawn: what is missed may be there."""
    from graph.workspace import Workspace as Opened

    there = Opened.find(workspace)
    gone = len(there.withdrawals().of) if there else 0
    if gone:
        say(f"已撤回 {gone} 次导入，不计入 / {gone} withdrawn, not counted: headwater imports -w {workspace}")


def print_verdict(verdict: Verdict) -> None:
    """Print the sentence, the sources with what speaks against them, the ranking, what to ask next and the warnings."""
    from graph import wording

    if verdict.what_if:
        _both(wording.view(verdict.what_if))
        answer("")
    _both(verdict.sentence)
    if "as_of" in verdict.what_if and not verdict.inputs.victims:
        _both(wording.nobody_known(verdict.what_if["as_of"]))
        return
    for source in verdict.sources:
        answer("")
        answer(describe(source))
    _print_ranking(verdict)
    for question in verdict.next_questions[:QUESTIONS]:
        answer(f"next: {question.text.zh} / {question.text.en}")
    for warning in verdict.warnings:
        answer(f"note: {warning.text.zh} / {warning.text.en}")


def _both(text: Text) -> None:
    answer(text.zh)
    answer(text.en)


def _print_ranking(verdict: Verdict) -> None:
    answer("")
    tied = {(rival.kind, rival.holder) for source in verdict.sources for rival in source.not_told_apart}
    tied -= {(source.kind, source.holder) for source in verdict.sources}
    rows = [
        (r.kind, r.holder, round(r.value, 1), round(r.value_left, 1), chance(r.probability), r.observed,
         round(r.expected, 1), "tied" if (r.kind, r.holder) in tied else r.grade)
        for r in (*verdict.ranking, *verdict.cleared)
    ]  # fmt: skip
    if rows:
        answer_table(("kind", "holder", "value", "left", "P", "observed", "expected", "grade"), rows)


def chance(p: float) -> str:
    """A probability in two places; never a certainty."""
    if p > MOST:
        return f"> {MOST}"
    return f"< {1 - MOST:.2f}" if p < 1 - MOST else f"{p:.2f}"


def describe(source: Source) -> str:
    """A named source in a few lines: for, window, against."""
    against, window = source.against, source.window
    rivals = ", ".join(f"{r.kind} {r.holder}" for r in source.not_told_apart) or "none"
    when = (
        f"window {window.first} to {window.last}, at most {source.lag_days} days before the call"
        if window
        else "no window: the records have no times"
    )
    compared = (
        f"; {against.comparisons_touched} of {against.comparisons} comparison people touched it too"
        if against.comparisons
        else ""
    )
    return f"""\
{source.rank}. {source.kind} {source.holder}: {source.grade}, P {chance(source.probability)}, value {source.value:.1f}, \
{source.observed} observed, {source.expected:.1f} expected, explains {source.explained}
   {when}
   stands while the comparison understates its odds by less than {source.tolerance:.1f}×; not told apart from: {rivals}
   against: {against.never_touched} victims never touched it, {against.only_outside} only outside{compared}"""
