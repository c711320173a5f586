"""Every hash of a workspace computed again: the ledger and its chains, and each file of facts."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from graph.errors import DamagedWorkspace
from graph.ledger import Difference, FactsFile, facts_files, head, next_seq
from graph.ledger.chain import CHAINS, FILE
from graph.ledger.soundness import sound_ledger
from graph.workspace import Workspace

Progress = Callable[[str], None]
Heads = dict[str, tuple[int, str]]
"""Of each chain the number of its entries and the hash of the last."""


def verify_ledger(workspace: Workspace) -> list[Difference]:
    """Where the ledger is not what was recorded. NoWorkspace; BadInput where another version made it."""
    found: list[Difference] = []
    try:
        with workspace.connect() as db:
            db.text_factory = _text
            with _writers_out(db):
                for one in sound_ledger(db, workspace.ledger):
                    found.append(one)  # noqa: PERF402 - what is found stays found where the file cannot be read on
    except DamagedWorkspace as error:
        found.append(Difference(FILE, "", 0, "unreadable", str(error.__cause__ or error)))
    return found


def verify_facts(workspace: Workspace, progress: Progress) -> Iterator[Difference]:
    """Files of facts that are gone or are not what was imported."""
    for one in _files(workspace):
        file = workspace.facts_file(one.kind, one.name)
        name = file.relative_to(workspace.root).as_posix()
        progress(name)
        code = file_differs(file, one.sha256)
        if code:
            yield Difference(name, "", 0, code)


def heads(workspace: Workspace) -> Heads:
    """What to write down elsewhere: a chain made anew has other hashes."""
    with workspace.connect() as db:
        return {chain: (next_seq(db, chain) - 1, head(db, chain)) for chain in CHAINS}


def spare_files(workspace: Workspace) -> list[str]:
    """Files of facts no run names, which count for nothing: left by an import cut short, or known to another ledger."""
    named = {workspace.facts_file(one.kind, one.name) for one in _files(workspace)}
    found = sorted(path for path in (workspace.root / "facts").rglob("*") if path.is_file() and path not in named)
    return [path.relative_to(workspace.root).as_posix() for path in found]


def _files(workspace: Workspace) -> tuple[FactsFile, ...]:
    with workspace.connect() as db:
        return facts_files(db)


def file_differs(file: Path, sha256: str) -> str | None:
    """The code of what is wrong with a file whose SHA-256 was recorded; None where it is what it was."""
    try:
        with file.open("rb") as content:
            same = hashlib.file_digest(content, "sha256").hexdigest() == sha256
    except FileNotFoundError:
        return "file_missing"
    except OSError:
        return "file_unreadable"
    return None if same else "file_changed"


@contextmanager
def _writers_out(db: sqlite3.Connection) -> Iterator[None]:
    """One state of the ledger, with nobody writing its log meanwhile; nobody can where it cannot be written."""
    with suppress(sqlite3.OperationalError):
        db.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


def _text(raw: bytes) -> str:
    """Text as it stands, also where it is none any more."""
    return raw.decode("utf-8", "surrogateescape")
