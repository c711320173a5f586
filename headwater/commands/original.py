"""`headwater original`: a file as it was imported, where originals were kept."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from headwater.options import Json, Reason, Workspace
from headwater.output import answer, answer_json


def original(
    sha256: Annotated[str, typer.Argument(help="Its SHA-256, or the first digits of it.", show_default=False)],
    workspace: Workspace,
    output: Annotated[Path, typer.Option("-o", "--output", help="A new file.", show_default=False)],
    reason: Reason,
    json: Json = False,
) -> None:
    """Write a file as it was imported, where --keep-originals kept it. The audit chain is told first.

    Example: headwater original -w workspaces/gulou 3f2a -o orders.csv --reason "移送证据"
    """
    from graph.workspace import Workspace as Opened
    from ingest.vault import export_original

    found = export_original(Opened(workspace), sha256, output, reason=reason)
    if json:
        answer_json({"format": 1, "sha256": found, "file": str(output)})
    else:
        answer(f"{found} → {output}")
