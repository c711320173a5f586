"""`headwater ingest`: files into a workspace, by a plan that can be looked at first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from headwater.options import Json, Kind, Paths, Workspace
from headwater.output import answer, answer_json, answer_table, say

if TYPE_CHECKING:
    from ingest import Plan


def ingest(
    paths: Paths,
    workspace: Workspace,
    kind: Kind = None,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", help="A saved mapping of headers (TOML).", show_default=False)
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the plan and write nothing.")] = False,
    json: Json = False,
) -> None:
    """Read files, folders and zips into a workspace, and say what was taken, flagged and refused.

    Example: headwater ingest case/ -w workspaces/gulou
    """
    from ingest import commit, default_key, known_files, plan_files

    say(f"Reading {', '.join(map(str, paths))} …")
    plan = plan_files(paths, key=default_key(), known=known_files(workspace), kind=kind, mapping=mapping)
    if not dry_run:
        commit(plan, workspace)
    if json:
        answer_json(plan.to_dict())
        return
    print_plan(plan)
    answer("Nothing was written: this was a dry run." if dry_run else f"Recorded in {workspace}.")


def print_plan(plan: Plan) -> None:
    """Print one line a table, then every refusal with its reason and remedy."""
    rows = [(t.file, t.sheet, t.kind, t.encoding, t.taken, t.flagged, t.refused, t.repeated) for t in plan.tables]
    answer_table("", ("file", "sheet", "kind", "encoding", "taken", "flagged", "refused", "repeated"), rows)
    for table in plan.tables:
        for problem in table.refusals:
            where = f"{table.file}{f' [{table.sheet}]' if table.sheet else ''} row {problem.row}"
            column = f", column {problem.column}" if problem.column else ""
            answer(f"refused: {where}{column}: {problem.reason.en}. {problem.remedy.en}")
    for skipped in plan.skipped:
        answer(f"not data: {skipped.file}{f' [{skipped.sheet}]' if skipped.sheet else ''}: {skipped.reason.en}")
