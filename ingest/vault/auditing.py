"""What is written into the audit chain before an identity leaves the vault: on disk when this returns."""

from __future__ import annotations

from typing import Any

from graph.errors import BadInput, HeadwaterError, NotLogged
from graph.ledger import AUDIT, append, transaction, user
from graph.workspace import Workspace
from ingest.vault.together import remember_heads
from ingest.vault.typed import typed

SHORTEST, LONGEST = 2, 500


def given(workspace: Workspace, reason: str) -> str:
    """A reason on one line, numbers and names of people in it masked. BadInput: none is given, or it is no reason or a whole report."""
    line = typed(workspace, reason)
    if not SHORTEST <= len(line) <= LONGEST:
        msg = (
            f"identities are shown only for a reason, which the audit keeps: give one of {SHORTEST} to {LONGEST} characters "
            'with --reason "…"'
        )
        raise BadInput(msg)
    return line


def audit(workspace: Workspace, who: str | None, what: str, body: dict[str, Any]) -> None:
    """Add to the audit chain who does what; `body` names nobody but by token. NotLogged where it cannot be written."""
    try:
        with workspace.connect() as db, transaction(db):
            append(db, AUDIT, who or user(), what, body)
        remember_heads(workspace)
    except HeadwaterError as error:
        msg = f"the audit entry could not be written, so nothing leaves the vault: {error}"
        raise NotLogged(msg, error.exit_code) from error
