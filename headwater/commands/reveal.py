"""`headwater reveal`: the one door to identities."""

from __future__ import annotations

from typing import Annotated

import typer

from headwater.options import Json, Reason, Workspace
from headwater.output import answer_json, answer_table, say


def reveal(
    token: Annotated[
        str,
        typer.Argument(
            help="A person (p:…) of an answer, one token (h:…), or a row that names nobody (scans.csv:7).",
            show_default=False,
        ),
    ],
    workspace: Workspace,
    reason: Reason,
    json: Json = False,
) -> None:
    """Show who a pseudonym is: identities, names and addresses as the files have them.

    Who, when, whom and the reason are written into the audit chain before anything is shown: headwater audit.

    Example: headwater reveal -w workspaces/gulou p:0123456789abcdef --reason "回访询问"
    """
    from ingest.vault import reveal as ask

    shown = ask(workspace, token, reason=reason)
    if json:
        listed = [
            {
                "column": one.column,
                "value": one.value,
                "platform": one.platform,
                "masked": one.masked,
                "token": one.token,
            }
            for one in shown
        ]
        answer_json({"format": 1, "asked": token, "identities": listed})
        return
    answer_table(
        ("column", "value", "platform", "token"), [(one.column, one.value, one.platform, one.token) for one in shown]
    )
    say("已记入审计链 / written into the audit chain")
