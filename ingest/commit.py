"""A plan to a workspace: facts to Parquet files, then one transaction of the ledger that makes them count.

All writers work under the ledger's write lock; readers never wait. A crash leaves the old state, with Parquet files that
no run names; the next commit removes them.
"""

from __future__ import annotations

import getpass
import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import polars as pl

from graph.errors import BadInput, DamagedWorkspace, WrongKey
from graph.workspace import Workspace
from ingest.keys import Key, default_key
from ingest.plan import Progress, plan_files
from ingest.planned import Plan, PlannedTable

TEMPORARY = ".writing"


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
    known = known_files(Workspace(root)) if (root / "headwater.sqlite").is_file() else {}
    plan = plan_files([Path(path) for path in paths], key=key, known=known, progress=progress)
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
    run = plan.digest
    with workspace.connect() as db, _transaction(db):
        _check_key(db, plan.fingerprint, workspace.root)
        done = db.execute("SELECT 1 FROM runs WHERE run = ?", (run,)).fetchone()
        _check_reading(db, plan)
        if done or all(table.repeats for table in plan.tables):
            return Receipt(run, added=False, rows={})
        _check_files(db, plan)
        _check_facts(db, workspace)
        _sweep(db, workspace)
        db.execute("INSERT INTO runs VALUES (?, ?, ?, ?)", (run, _now(), who or _user(), version("headwater")))
        rows = {}
        for kind, facts in plan.facts().items():
            digest = _write(facts, workspace.facts_file(kind, run))
            db.execute("INSERT INTO facts VALUES (?, ?, ?, ?)", (kind, run, facts.height, digest))
            rows[kind] = facts.height
        _record(db, plan)
    return Receipt(run, added=True, rows=rows)


def _user() -> str:
    """The name of the user, or the number where the system knows no name for it."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    """The write lock of the ledger: all that is done under it counts at its end, or not at all."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def _check_key(db: sqlite3.Connection, fingerprint: str, root: Path) -> None:
    """Remember the key of the first commit; WrongKey for any other."""
    row = db.execute("SELECT value FROM meta WHERE key = 'token_key'").fetchone()
    if row is None:
        db.execute("INSERT INTO meta VALUES ('token_key', ?)", (fingerprint,))
    elif row["value"] != fingerprint:
        msg = f"{root} was made with another key: the same person would get two tokens. Name its key with HEADWATER_KEY_FILE"
        raise WrongKey(msg)


def _check_reading(db: sqlite3.Connection, plan: Plan) -> None:
    """BadInput where a file imported before would now be read otherwise: its facts stay as they were read then."""
    for table in plan.tables:
        known = db.execute("SELECT sheet, kind, mapping FROM tables WHERE sha256 = ?", (table.sha256,)).fetchall()
        if table.repeats and known and (table.sheet, table.kind, _mapping(table)) not in map(tuple, known):
            kinds = " and ".join(sorted({row["kind"] for row in known}))
            msg = (
                f"{table.file} was imported before as {kinds} with another mapping or kind, which cannot be replaced yet. "
                "Import it into a new workspace"
            )
            raise BadInput(msg)


def _check_files(db: sqlite3.Connection, plan: Plan) -> None:
    """BadInput where a file the plan takes as new has been imported since."""
    known = {row["sha256"] for row in db.execute("SELECT DISTINCT sha256 FROM evidence")}
    late = sorted({table.file for table in plan.tables if not table.repeats and table.sha256 in known})
    if late:
        msg = f"{', '.join(late)} was imported since this plan was made. Plan again"
        raise BadInput(msg)


def _check_facts(db: sqlite3.Connection, workspace: Workspace) -> None:
    """DamagedWorkspace where facts of an earlier run are gone: nothing may be built upon what is left."""
    for row in db.execute("SELECT kind, run FROM facts ORDER BY kind, run"):
        file = workspace.facts_file(row["kind"], row["run"])
        if not file.is_file():
            msg = f"{file} is missing; restore the workspace from a copy, or import its files into a new one"
            raise DamagedWorkspace(msg)


def _sweep(db: sqlite3.Connection, workspace: Workspace) -> None:
    """Remove files of facts that no published run names: a commit was cut short."""
    named = {workspace.facts_file(row["kind"], row["run"]) for row in db.execute("SELECT kind, run FROM facts")}
    for file in sorted((workspace.root / "facts").glob("*/*")):
        if file not in named:
            file.unlink()


def _write(facts: pl.DataFrame, path: Path) -> str:
    """Write a Parquet file whole, on disk before it has its name; its SHA-256."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(TEMPORARY)
    with temporary.open("wb") as file:
        facts.write_parquet(file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    _sync_folder(path.parent)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync_folder(folder: Path) -> None:
    """Put a folder's names on disk, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _record(db: sqlite3.Connection, plan: Plan) -> None:
    """Write down files, tables and refused rows; of these only where they stand, never what they say."""
    run = plan.digest
    db.executemany(
        "INSERT OR IGNORE INTO evidence VALUES (?, ?, ?, ?)", [(f.sha256, run, f.file, f.size) for f in plan.files]
    )
    for table in plan.tables:
        if table.repeats:
            continue
        db.execute(
            "INSERT INTO tables VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (table.sha256, table.sheet, run, table.file, table.kind, table.encoding, _mapping(table), table.taken, table.flagged,
             table.refused, table.repeated),
        )  # fmt: skip
        refused = table.problems.filter("refused").select("row", "column", "code").rows()
        db.executemany(
            "INSERT INTO refusals VALUES (?, ?, ?, ?, ?, ?)",
            [(table.sha256, table.sheet, row, column, code, run) for row, column, code in refused],
        )


def _mapping(table: PlannedTable) -> str:
    """How the headers of a table were read, as the ledger keeps it."""
    return json.dumps({column.header: column.column for column in table.columns}, ensure_ascii=False)


def _now() -> str:
    """The time of publishing, in UTC to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
