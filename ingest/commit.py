"""A plan to a workspace: facts to Parquet files, identities to the vault, then one transaction of the ledger.

All writers work under the ledger's write lock; readers never wait. What is written before the ledger counts for nothing
without it: a crash leaves the old state, and the next commit removes what was left.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import Overtaken, WrongKey
from graph.facts import HINTS, fact_schema
from graph.ledger import LEDGER, REPEATED, append, next_seq, transaction, user
from graph.ledger.writing import now
from graph.workspace import KEPT_HINTS, Workspace
from ingest.keys import Key
from ingest.known import NEW_WORKSPACE, known_files
from ingest.landing import check_facts, land
from ingest.made_with import key_for, token_key
from ingest.mappings import NO_MAPPINGS, saved_mappings
from ingest.plan import plan_files
from ingest.planned import Plan
from ingest.progress import Progress, silent
from ingest.readers import sources
from ingest.recording import check_files, check_reading, record
from ingest.spool import sweep_spools
from ingest.vault import keep, remember_heads


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a commit did. `rows` are the facts added by kind; `added` is false where all was there already."""

    run: str
    added: bool
    rows: dict[str, int]


def ingest_files(
    paths: Sequence[str | Path],
    workspace_dir: str | Path,
    *,
    who: str | None = None,
    key: Key | None = None,
    progress: Progress = silent,
) -> tuple[Plan, Receipt]:
    """Plan and commit in one go, with the user's key unless another is given; the workspace is made where there is none."""
    root = Path(workspace_dir)
    files = [Path(path) for path in paths]

    def planned(there: Workspace | None) -> Plan:
        known, saved = (known_files(there), saved_mappings(there)) if there else (NEW_WORKSPACE, NO_MAPPINGS)
        return plan_files(files, key=key or key_for(there), known=known, saved=saved, progress=progress, spool=root)

    return plan_and_commit(root, planned, lambda plan, workspace: commit(plan, workspace, who=who))


def plan_and_commit(
    root: Path, planned: Callable[[Workspace | None], Plan], committed: Callable[[Plan, Workspace], Receipt]
) -> tuple[Plan, Receipt]:
    """A plan on what is in the workspace, if there is one, carried out; anew whenever somebody else imported meanwhile."""
    while True:
        plan = planned(Workspace.find(root))
        try:
            return plan, committed(plan, Workspace.create(root))
        except Overtaken:
            continue


def commit(plan: Plan, workspace: Workspace, *, who: str | None = None, originals: Sequence[Path] = ()) -> Receipt:
    """Carry out a plan; `who` answers for it, the user of this computer unless told. Carried out again, or with nothing new in it, it adds nothing.

    Of `originals`, the paths that were planned, those files that are new are kept as they are, sealed.

    WrongKey where the workspace was made with another key; Overtaken where somebody imported since it was planned;
    BadInput where a file was imported before with another mapping or kind;
    DamagedWorkspace where facts of an earlier run are gone, or ledger and vault are of different times.
    """
    with workspace.connect() as db, transaction(db):
        entry, who = next_seq(db), who or user()
        _check_key(db, plan.fingerprint, workspace.root)
        done = db.execute("SELECT 1 FROM runs WHERE run = ?", (plan.digest,)).fetchone()
        check_reading(db, plan)
        if done or all(table.repeats for table in plan.tables):
            return Receipt(plan.digest, added=False, rows={})
        check_files(db, plan)
        check_facts(db, workspace)
        sweep_spools(workspace.root)
        kept = keep(workspace, plan, sources(originals) if originals else ())
        record(db, plan, who, now(), entry)
        rows = _land_all(db, workspace, plan, entry)
        append(db, LEDGER, who, "imported", {"run": plan.digest, **kept})
    remember_heads(workspace)
    return Receipt(plan.digest, added=True, rows=rows)


def _land_all(db: sqlite3.Connection, workspace: Workspace, plan: Plan, entry: int) -> dict[str, int]:
    """Write the facts of each kind, those that were there already, and what suggests who is who; record the files.

    The numbers of facts by kind.
    """
    rows = {}
    taken, repeated = plan.fact_frames(), plan.repeated_frames()
    files = (
        taken | {f"{kind}{REPEATED}": frames for kind, frames in repeated.items()} | {KEPT_HINTS: plan.hint_frames()}
    )
    for kind, facts in files.items():
        schema = HINTS if kind == KEPT_HINTS else fact_schema(kind.removesuffix(REPEATED))
        rows[kind], digest = land(facts, schema, workspace.facts_file(kind, plan.digest))
        db.execute("INSERT INTO facts VALUES (?, ?, ?, ?, ?)", (kind, plan.digest, entry, rows[kind], digest))
    return {kind: rows[kind] for kind in taken}


def _check_key(db: sqlite3.Connection, fingerprint: str, root: Path) -> None:
    """WrongKey for any other key than that of the first commit."""
    if token_key(db) not in {None, fingerprint}:
        msg = f"{root} was made with another key: the same person would get two tokens. Name its key with HEADWATER_KEY_FILE"
        raise WrongKey(msg)
