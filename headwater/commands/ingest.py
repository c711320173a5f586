"""`headwater ingest`: files into a workspace, by a plan that can be looked at first."""

from __future__ import annotations

import tomllib
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from headwater.options import Json, Kind, Paths, Workspace
from headwater.output import answer, answer_json, say
from headwater.plan_lines import both, print_plan

if TYPE_CHECKING:
    from graph.workspace import Workspace as Opened
    from ingest import Plan, Receipt


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
    from graph.wording.importing import done
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
    refused = sum(table.refused for table in plan.tables)
    answer(both(done(workspace, added=None if receipt is None else bool(receipt.added), refused=refused)))


def _saved(workspace: Opened, name: str, plan: Plan) -> str:
    """Save how the tables of a plan were read, and say so."""
    from graph.wording.importing import mapping_saved
    from ingest.mappings import save
    from ingest.saving import savings
    from ingest.vault.typed import typed

    kept = typed(workspace, name)
    return both(mapping_saved(kept, save(workspace, kept, savings(plan.tables))))


def read_mapping(file: Path) -> dict[str, str]:
    """Header to column, from a TOML file; BadInput where it is none."""
    from ingest.faults import fault

    try:
        names = tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise fault(file, "no_mapping", what=type(error).__name__) from error
    return {header: str(column) for header, column in names.items()}
