"""The vault under a new secret: every value sealed anew, the old ones overwritten, in one transaction.

The new secret lies in the key file before anything is sealed with it, and the old one stays there: wherever the deed is
cut short, the vault opens as it is, and doing it again completes it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.ledger import LEDGER, append, check_whole, user
from graph.workspace import Workspace
from ingest.keys import Key, add_vault_secret, present_key, vault_fingerprint
from ingest.vault.cipher import Sealer, bound_identity, bound_row
from ingest.vault.digests import digests
from ingest.vault.file import opened
from ingest.vault.opening import Opener
from ingest.vault.sweeping import sweep
from ingest.vault.together import remember

PIECE = 20_000


@dataclass(frozen=True, slots=True)
class Rotated:
    """How many values were sealed anew, and under which secret (its fingerprint)."""

    values: int
    secret: str


@dataclass(frozen=True, slots=True)
class _Table:
    """How sealed rows of a table are read in order of its key, and put back; `bound` makes what they are bound to."""

    read: str
    first: tuple[Any, ...]
    key: int
    bound: Callable[..., bytes]
    write: str


_TABLES = (
    _Table(
        'SELECT batch, number, sealed, token, "column" FROM identities WHERE token > ? ORDER BY token LIMIT ?',
        ("",), 1, bound_identity, "UPDATE identities SET batch = ?, number = ?, sealed = ? WHERE token = ?",
    ),
    _Table(
        "SELECT batch, number, sealed, sha256, sheet, row FROM refused WHERE (sha256, sheet, row) > (?, ?, ?) "
        "ORDER BY sha256, sheet, row LIMIT ?",
        ("", "", 0), 3, bound_row,
        "UPDATE refused SET batch = ?, number = ?, sealed = ? WHERE (sha256, sheet, row) = (?, ?, ?)",
    ),
)  # fmt: skip


def rotate(workspace: Workspace, key_file: Path, *, who: str | None = None) -> Rotated:
    """Seal a vault anew under the newest secret of a key file, and a newer one where it is sealed with that already.

    The ledger is told first. BadInput: no vault there; WrongKey: no key, or it opens it not; DamagedWorkspace: a chain of the
    ledger is not whole, or ledger and vault are of different times. Nothing is sealed then, and no secret made.
    """
    with workspace.connect() as ledger, opened(workspace.root) as db:
        with _both(ledger, db):
            check_whole(ledger)
            sweep(workspace, db, ledger)
            key = _newer(db, key_file)
            count = _seal_anew(db, key)
            secret = vault_fingerprint(key.vault_secrets[-1])
            append(ledger, LEDGER, who or user(), "vault sealed anew", {"secret": secret, "vault": digests(db)})
            remember(db, ledger)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # nothing sealed with the old secret stays in the log
    return Rotated(count, secret)


@contextmanager
def _both(ledger: sqlite3.Connection, vault: sqlite3.Connection) -> Iterator[None]:
    """The write locks of ledger and vault, in the order every writer takes them; the ledger's state counts first."""
    ledger.execute("BEGIN IMMEDIATE")
    try:
        vault.execute("BEGIN IMMEDIATE")
        yield
        ledger.execute("COMMIT")
        vault.execute("COMMIT")
    finally:
        for db in (ledger, vault):
            if db.in_transaction:
                db.execute("ROLLBACK")


def _newer(db: sqlite3.Connection, key_file: Path) -> Key:
    """The key of a file with a secret as its newest that this vault is not sealed with; it is on disk."""
    key = present_key(key_file)
    Opener.of(db, key)
    used = {secret for (secret,) in db.execute("SELECT secret FROM batches")}
    return add_vault_secret(key_file) if vault_fingerprint(key.vault_secrets[-1]) in used else key


def _seal_anew(db: sqlite3.Connection, key: Key) -> int:
    """Seal all there is anew, a new batch for each run; the number of values."""
    opener, secret = Opener.of(db, key), key.vault_secrets[-1]
    batches = db.execute("SELECT batch, run FROM batches ORDER BY batch").fetchall()
    last = max((batch for batch, _ in batches), default=0)
    sealers = {run: (last + k, Sealer(secret)) for k, run in enumerate(dict.fromkeys(run for _, run in batches), 1)}
    count = sum(_seal_table(db, table, opener, dict(batches), sealers) for table in _TABLES)
    db.executemany("UPDATE headers SET batch = ? WHERE batch = ?", [(sealers[run][0], batch) for batch, run in batches])
    db.execute("DELETE FROM batches")
    db.executemany(
        "INSERT INTO batches (batch, run, secret, salt) VALUES (?, ?, ?, ?)",
        [(batch, run, vault_fingerprint(secret), sealer.salt) for run, (batch, sealer) in sealers.items()],
    )
    return count


def _seal_table(
    db: sqlite3.Connection,
    table: _Table,
    opener: Opener,
    run_of: dict[int, str],
    sealers: dict[str, tuple[int, Sealer]],
) -> int:
    """Seal the values of a table anew, piece by piece in order of its key; their number."""
    count, after = 0, table.first
    while rows := db.execute(table.read, (*after, PIECE)).fetchall():
        by_run: dict[str, list[tuple[tuple[Any, ...], bytes, bytes]]] = {}
        for batch, number, sealed, *place in rows:
            bound = table.bound(*place)
            text = opener.open(batch, number, sealed, bound).encode()
            by_run.setdefault(run_of[batch], []).append((tuple(place[: table.key]), bound, text))
        for run, found in by_run.items():
            keys, to, texts = zip(*found, strict=True)
            batch, sealer = sealers[run]
            numbers, anew = sealer.seal(texts, to)
            db.executemany(table.write, [(batch, n, s, *key) for n, s, key in zip(numbers, anew, keys, strict=True)])
        count, after = count + len(rows), tuple(rows[-1][3 : 3 + table.key])
    return count
