"""`headwater judge list`, `person` and `suggest`: what was judged, what is one person, who may be; nothing is decided."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from headwater.commands.judge_workspace import reading_of, store_of
from headwater.options import Json, MaybeWorkspace, Person
from headwater.output import answer_json, answer_table


def list_(
    context: typer.Context,
    conflicts: Annotated[
        bool, typer.Option("--conflicts", help="Also where rows join several identity cards.")
    ] = False,
    workspace: MaybeWorkspace = None,
    json: Json = False,
) -> None:
    """List all judgements: number, when, who, what, why, and whether it is in force.

    Example: headwater judge list -w workspaces/gulou --conflicts
    """
    from headwater.commands.judged import print_judgements

    print_judgements(store_of(context, workspace), conflicts=conflicts, json=json)


def person(context: typer.Context, who: Person, workspace: MaybeWorkspace = None, json: Json = False) -> None:
    """List the tokens that are one person, with what is shown of each: what a judgement can name.

    Example: headwater judge person -w workspaces/gulou p:0f3a5c7e9b1d2f40
    """
    from ingest.showing import tokens_of

    tokens = tokens_of(store_of(context, workspace), who)
    if json:
        answer_json([asdict(one) for one in tokens])
    else:
        answer_table(("token", "column", "shown"), [(one.token, one.column, one.masked) for one in tokens])


def suggest(context: typer.Context, workspace: MaybeWorkspace = None, json: Json = False) -> None:
    """List who may be one person with a victim or comparison person, by name, address and masked numbers.

    Nothing is decided by it: accept with headwater judge same A B, reject with headwater judge not-same A B.

    Example: headwater judge suggest -w workspaces/gulou
    """
    from headwater.commands.judged import print_suggestions

    print_suggestions(reading_of(store_of(context, workspace)), json=json)
