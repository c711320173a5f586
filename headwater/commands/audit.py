"""`headwater audit`: who had identities shown or exported, when and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from headwater.options import Json, Workspace
from headwater.output import answer, answer_json, answer_table

if TYPE_CHECKING:
    from graph.ledger import Entry


def audit(workspace: Workspace, json: Json = False) -> None:
    """List every time identities were shown or exported: when, by whom, what, and the reason given.

    Exit 3 where the log is not what was recorded.

    Example: headwater audit -w workspaces/gulou
    """
    from graph.errors import DamagedWorkspace
    from graph.ledger import AUDIT, check, entries, head
    from graph.workspace import Workspace as Opened

    told: list[Entry] = []
    with Opened(workspace).connect() as db:
        found, end = check(db, AUDIT), head(db, AUDIT)
        try:
            told += entries(db, AUDIT)
        finally:
            _print(told, end, whole=not found, json=json)
    if found:
        msg = f"{workspace} is damaged: the end of the audit chain in {found[0].file} is gone. See: headwater verify"
        raise DamagedWorkspace(msg)


def _print(told: list[Entry], end: str, *, whole: bool, json: bool) -> None:
    """Print entries, whether they are all, and the hash of the last."""
    if json:
        listed = [{"entry": e.seq, "at": e.at, "who": e.who, "what": e.what, **e.body, "hash": e.hash} for e in told]
        answer_json({"format": 1, "whole": whole, "entries": listed, "head": end})
        return
    rows = [(e.seq, e.at, e.who, e.what, "; ".join(f"{key}: {value}" for key, value in e.body.items())) for e in told]
    answer_table(("entry", "at", "who", "what", "about"), rows)
    if whole:
        answer(f"完好 / whole: {len(told)}, {end}")
