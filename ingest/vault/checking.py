"""Whether the vault is still what the ledger remembers of it; needs no key."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from graph.errors import HeadwaterError
from graph.ledger import LEDGER, Difference, entries, sound_file
from graph.ledger.chain import CHAINS
from graph.verifying import file_differs
from graph.workspace import Workspace
from ingest.vault.digests import digests
from ingest.vault.file import NAME, TABLES, laid_out, opened, out_of_reach
from ingest.vault.originals import kept_originals, original_file
from ingest.vault.together import lost

Remembered = dict[str, dict[str, int]]


def verify(workspace: Workspace) -> list[Difference]:
    """Where the vault or a kept original is not what was stored; what an import cut short has left in it counts for nothing."""
    return [*_vault(workspace), *_originals(workspace)]


def _originals(workspace: Workspace) -> Iterator[Difference]:
    """Kept originals that are gone or are not what was sealed."""
    for sha256, sealed in sorted(kept_originals(workspace).items()):
        file = original_file(workspace.root, sha256)
        code = file_differs(file, sealed)
        if code:
            yield Difference(file.relative_to(workspace.root).as_posix(), "", 0, code)


def _vault(workspace: Workspace) -> list[Difference]:
    """Where the vault itself is not what was stored. BadInput where it cannot be reached: a full disk is no damage."""
    told = remembered(workspace)
    if not (workspace.root / NAME).is_file():
        return [Difference(NAME, "", 0, "file_missing")] if told else []
    found: list[Difference] = []
    try:
        if not told and not laid_out(workspace.root):
            return []
        with opened(workspace.root) as db:
            db.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
            for one in _differences(db, workspace, told):
                found.append(one)  # noqa: PERF402 - what is found stays found where the file cannot be read on
    except HeadwaterError as error:
        if out_of_reach(error):
            raise
        found.append(Difference(NAME, "", 0, "unreadable", str(error.__cause__ or error)))
    return found


def remembered(workspace: Workspace) -> Remembered:
    """The digests the ledger remembers of each run, as it was stored and as it was sealed anew, and the entries that say so.

    One that was sealed anew may lie there as before: the ledger is told first, and the deed may have been cut short.
    """
    found: Remembered = {}
    with workspace.connect() as db:
        for entry in entries(db, LEDGER):
            for run, digest in entry.body.get("vault", {}).items():
                found.setdefault(run, {}).setdefault(digest, entry.seq)
    return found


def _differences(db: sqlite3.Connection, workspace: Workspace, told: Remembered) -> Iterator[Difference]:
    """What is wrong with the file itself, what it and the ledger miss of each other, then runs that are not what was stored."""
    yield from sound_file(db, workspace.root / NAME, TABLES.split(";\n")[:-1])
    with workspace.connect() as ledger:
        missed = lost(db, ledger)
    for chain, hash_ in missed.entries.items():
        yield Difference(NAME, "meta", 0, "ledger_older", f"chain {chain}: {hash_}")
    if db.execute("SELECT 1 FROM meta WHERE key NOT IN ('format', ?, ?)", CHAINS).fetchone():
        yield Difference(NAME, "meta", 0, "rows_unrecorded")
    lying = digests(db)
    for run, known in told.items():
        if run in missed.runs:
            yield Difference(NAME, "batches", missed.runs[run], "vault_older")
        elif lying.get(run) not in known:
            yield Difference(NAME, "", max(known.values()), "rows_changed")
