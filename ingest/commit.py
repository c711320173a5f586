"""A plan to a workspace: facts to Parquet files, identities to the vault, then one transaction of the ledger.

All writers work under the ledger's write lock; readers never wait. What is written before the ledger counts for nothing
without it: a crash leaves the old state, and the next commit removes what was left.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import WrongKey
from graph.ledger import LEDGER, append, next_seq, transaction, user
from graph.ledger.writing import now
from graph.workspace import KEPT_HINTS, Workspace
from ingest.keys import Key, default_key
from ingest.landing import check_facts, land, sweep
from ingest.mappings import saved_mappings
from ingest.plan import Progress, plan_files
from ingest.planned import Plan
from ingest.recording import check_files, check_reading, record
from ingest.vault import keep


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
    progress: Progress | None = None,
) -> tuple[Plan, Receipt]:
    """Plan and commit in one go, with the user's key unless another is given; the workspace is made where there is none."""
    root, key = Path(workspace_dir), key or default_key()
    there = Workspace.find(root)
    known, saved = (known_files(there), saved_mappings(there)) if there else ({}, {})
    plan = plan_files([Path(path) for path in paths], key=key, known=known, saved=saved, progress=progress)
    return plan, commit(plan, Workspace.create(root), who=who)


def known_files(workspace: Workspace) -> dict[str, str]:
    """SHA-256 of each file imported so far → when, in ISO time, and under which name: `2026-11-23T01:50:00+00:00 a.csv`."""
    with workspace.connect() as db:
        rows = db.execute(
            "SELECT sha256, min(published_at || ' ' || file) AS since FROM evidence JOIN runs USING (run) GROUP BY sha256"
        )
        return {row["sha256"]: row["since"] for row in rows}


def commit(plan: Plan, workspace: Workspace, *, who: str | None = None) -> Receipt:
    """Carry out a plan; `who` answers for it, the user of this computer unless told. Carried out again, or with nothing new in it, it adds nothing.

    WrongKey where the workspace was made with another key; BadInput where somebody imported one of the files meanwhile,
    or one was imported before with another mapping or kind;
    DamagedWorkspace where facts of an earlier run are gone.
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
        sweep(db, workspace)
        kept = keep(workspace, plan)
        record(db, plan, who, now(), entry)
        rows = _land_all(db, workspace, plan, entry)
        append(db, LEDGER, who, "imported", {"run": plan.digest, **kept})
    return Receipt(plan.digest, added=True, rows=rows)


def _land_all(db: sqlite3.Connection, workspace: Workspace, plan: Plan, entry: int) -> dict[str, int]:
    """Write the facts of each kind and what suggests who is who, and record the files; the numbers of facts by kind."""
    rows = {}
    for kind, facts in (plan.facts() | {KEPT_HINTS: plan.hints()}).items():
        rows[kind], digest = land(facts, workspace.facts_file(kind, plan.digest))
        db.execute("INSERT INTO facts VALUES (?, ?, ?, ?, ?)", (kind, plan.digest, rows[kind], digest, entry))
    return {kind: count for kind, count in rows.items() if kind != KEPT_HINTS}


def _check_key(db: sqlite3.Connection, fingerprint: str, root: Path) -> None:
    """WrongKey for any other key than that of the first commit."""
    row = db.execute("SELECT value FROM meta WHERE key = 'token_key'").fetchone()
    if row is not None and row["value"] != fingerprint:
        msg = f"{root} was made with another key: the same person would get two tokens. Name its key with HEADWATER_KEY_FILE"
        raise WrongKey(msg)
