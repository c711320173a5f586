"""`verify`: every hash of a workspace computed again, and where it is not what was recorded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph.errors import DamagedWorkspace
from graph.ledger import Difference
from graph.ledger.chain import FILE, known
from graph.verifying import Heads, Progress, heads, spare_files, verify_facts, verify_ledger
from graph.workspace import Workspace
from ingest import vault


@dataclass(frozen=True, slots=True)
class Verification:
    """What differs, sorted; facts and originals that no run names, which count for nothing; the heads of the chains.

    There are no heads where the ledger cannot be read.
    """

    differences: tuple[Difference, ...]
    spare: tuple[str, ...]
    heads: Heads


def verify(root: Path, *, expect: str | None = None, progress: Progress = lambda _: None) -> Verification:
    """Check ledger, chains, facts and vault. `expect` is a head written down earlier: it must still be in a chain.

    Not checked is `index/`, which is made anew wherever it is not what was written. `progress` hears the name of each
    file. NoWorkspace; BadInput where another version made it.
    """
    workspace = Workspace(root)
    progress(FILE)
    found = verify_ledger(workspace)
    try:
        found += verify_facts(workspace, progress)
        progress("vault.sqlite")
        found += vault.verify(workspace)
        if expect is not None:
            found += _expected(workspace, expect)
        spare = (*spare_files(workspace), *vault.spare_originals(workspace))
        return Verification(tuple(sorted(found)), spare, heads(workspace))
    except DamagedWorkspace:  # the ledger: which has been told
        return Verification(tuple(sorted(found)), (), {})


def _expected(workspace: Workspace, expect: str) -> list[Difference]:
    with workspace.connect() as db:
        return [] if known(db, expect) else [Difference(FILE, "chains", 0, "not_known", expect)]
