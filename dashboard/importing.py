"""Importing on the screen: the part of the door to `ingest` that plans, records and takes back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath

import streamlit as st

from dashboard.models import PastImport
from dashboard.queries import Access, in_beijing
from graph.errors import BadInput
from graph.ledger import user
from graph.workspace import Workspace
from ingest import Plan, Receipt, commit, key_for, known_files, plan_files
from ingest.mappings import Saving, save, saved_mappings
from ingest.spool import Spool
from ingest.vault.typed import typed
from ingest.withdrawing import Import, bring_back, imports, withdraw


def plan(access: Access, files: Sequence[tuple[str, bytes]]) -> Plan:
    """What would be taken of uploaded files (name, content); BadInput where one cannot be read.

    The bytes lie in a private folder while they are read, and nowhere afterwards; where the process is killed meanwhile,
    whoever started it removes them, else the next start of the dashboard or the next plan.
    """
    workspace = Workspace(Path(access.workspace))
    with Spool(workspace.root) as private:
        return plan_files(
            [_lay_down(private.folder() / str(place), name, content) for place, (name, content) in enumerate(files)],
            key=key_for(workspace),
            known=known_files(workspace),
            saved=saved_mappings(workspace),
            spool=workspace.root,
        )


def _lay_down(folder: Path, name: str, content: bytes) -> Path:
    """Write one upload under its own name, without the folders in it; BadInput where nothing of it can name a file."""
    bare = PurePath(name.replace("\\", "/")).name
    if bare in {"", ".", ".."} or "\0" in bare:
        msg = f"the name {name!r} cannot name a file; rename it and choose it again"
        raise BadInput(msg)
    folder.mkdir(mode=0o700)
    path = folder / bare
    path.write_bytes(content)
    return path


def save_mapping(access: Access, name: str, saving: Saving) -> int:
    """Save how a table is to be read under a name, in the name of whoever is logged in to this machine; the version."""
    workspace = Workspace(Path(access.workspace))
    return save(workspace, typed(workspace, name), [saving], who=user())


def record(access: Access, planned: Plan) -> Receipt:
    """Carry out exactly this plan, in the name of whoever is logged in to this machine."""
    return commit(planned, Workspace(Path(access.workspace)), who=user())


@st.cache_data(show_spinner=False, max_entries=8)
def past_imports(access: Access) -> list[PastImport]:
    """Earlier imports, the latest first."""
    return [_past(one) for one in reversed(imports(Workspace(Path(access.workspace))))]


def _past(one: Import) -> PastImport:
    gone, tables = one.withdrawal, one.tables
    return PastImport(
        one.run,
        in_beijing(one.at),
        one.who,
        tuple(dict.fromkeys(table.file for table in tables)),
        sum(table.taken for table in tables),
        sum(table.flagged for table in tables),
        sum(table.refused for table in tables),
        "" if gone is None else " · ".join(filter(None, (in_beijing(gone.at), gone.who, gone.reason))),
    )


def change(access: Access, one: PastImport, reason: str) -> None:
    """Take an import back, or bring one back that was, in the name of whoever is logged in to this machine."""
    deed = bring_back if one.withdrawn else withdraw
    deed(Workspace(Path(access.workspace)), one.run, reason=reason, who=user())
