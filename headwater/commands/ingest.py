"""`headwater ingest`: files into a workspace, by a plan that can be looked at first."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from headwater.options import Json, Kind, Paths, Workspace
from headwater.output import answer, answer_json, answer_table, say

if TYPE_CHECKING:
    from graph.verdict import Text
    from graph.workspace import Workspace as Opened
    from ingest import Plan, Receipt
    from ingest.planned import PlannedTable

MOST = 200
"""Refused rows of a table that are printed one by one."""


def ingest(
    paths: Paths,
    workspace: Workspace,
    kind: Kind = None,
    mapping: Annotated[
        Path | None,
        typer.Option("--mapping", help='TOML lines "header" = "column"; "" leaves a column out.', show_default=False),
    ] = None,
    save_mapping: Annotated[
        str | None,
        typer.Option(
            "--save-mapping",
            metavar="NAME",
            help="Read such headers so again: save how these were read.",
            show_default=False,
        ),
    ] = None,
    keep_originals: Annotated[
        bool, typer.Option("--keep-originals", help="Keep the files themselves as well, sealed: headwater original.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the plan and write nothing.")] = False,
    json: Json = False,
) -> None:
    """Read files, folders and zips into a workspace, and say what was taken, flagged and refused.

    Example: headwater ingest case/ -w workspaces/gulou
    """
    from graph.workspace import Workspace as Opened
    from headwater.reading import Shown
    from ingest import commit, key_for, known_files, listing, plan_and_commit, plan_files
    from ingest.known import NEW_WORKSPACE
    from ingest.mappings import saved_mappings

    names = read_mapping(mapping) if mapping else {}
    with closing(Shown()) as shown:

        def planned(there: Opened | None) -> Plan:
            return plan_files(
                paths,
                key=key_for(there),
                known=known_files(there) if there else NEW_WORKSPACE,
                kind=kind,
                mapping=names,
                saved=saved_mappings(there) if there else {},
                progress=shown,
                spool=workspace,
            )

        def committed(plan: Plan, there: Opened) -> Receipt:
            return commit(plan, there, originals=paths if keep_originals else ())

        if dry_run:
            plan, receipt = planned(Opened.find(workspace)), None
        else:
            plan, receipt = plan_and_commit(workspace, planned, committed)
    if save_mapping is not None and not dry_run:
        say(_saved(Opened(workspace), save_mapping, plan))
    if json:
        answer_json(listing(plan))
        return
    print_plan(plan)
    if receipt is None:
        answer("Nothing was written: this was a dry run.")
    else:
        answer(f"Recorded in {workspace}." if receipt.added else f"Nothing new: all of it is in {workspace} already.")


def _saved(workspace: Opened, name: str, plan: Plan) -> str:
    """Save how the tables of a plan were read, and say so."""
    from ingest.mappings import save
    from ingest.saving import savings

    return f"Mapping {name} v{save(workspace, name, savings(plan.tables))} is saved."


def read_mapping(file: Path) -> dict[str, str]:
    """Header to column, from a TOML file; BadInput where it is none."""
    from ingest.faults import fault

    try:
        names = tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise fault(file, "no_mapping", what=type(error).__name__) from error
    return {header: str(column) for header, column in names.items()}


def print_plan(plan: Plan) -> None:
    """Print one line a table, then remarks and every refusal with its reason and remedy, then what is not data."""
    from ingest.remarks import remarks

    rows = [(t.file, t.sheet, t.kind, t.encoding, t.taken, t.flagged, t.refused, t.repeated) for t in plan.tables]
    answer_table(("file", "sheet", "kind", "encoding", "taken", "flagged", "refused", "repeated"), rows)
    for table in plan.tables:
        for text in remarks(table):
            answer(f"{place(table.file, table.sheet)}: {_both(text)}")
        for line in refusals(table):
            answer(line)
    for skipped in plan.skipped:
        answer(f"不是数据 / not data: {place(skipped.file, skipped.sheet)}: {_both(skipped.reason)}")


def refusals(table: PlannedTable) -> Iterator[str]:
    """Each refused row with its reason and remedy; of very many the first, then how many more there are of each reason."""
    where, refused = place(table.file, table.sheet), table.refusals
    for problem in refused[:MOST]:
        cell = f", column {problem.column} {problem.value}".rstrip() if problem.column else ""
        yield f"refused: {where} row {problem.row}{cell}: {_both(problem.reason)} → {_both(problem.remedy)}"
    more = Counter((_both(problem.reason), _both(problem.remedy)) for problem in refused[MOST:])
    for (reason, remedy), count in sorted(more.items()):
        yield f"refused: {where}, {count:,} more: {reason} → {remedy}"
    if more:
        yield f"refused: {where}: --json lists them all; once imported, headwater refused -o FILE.xlsx writes them out to be corrected"


def _both(text: Text) -> str:
    """A sentence in both languages."""
    return f"{text.zh} / {text.en}"


def place(file: str, sheet: str) -> str:
    """A file and its sheet, as one reads them."""
    return f"{file} [{sheet}]" if sheet else file
