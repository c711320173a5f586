"""What a plan knows in plain text into the vault: identities by token, refused rows by place, all of it sealed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any

import polars as pl

from graph.ledger import transaction
from graph.workspace import Workspace
from ingest.keys import vault_fingerprint
from ingest.masking import masked
from ingest.planned import Plan, PlannedTable
from ingest.readers import Source
from ingest.vault.cipher import BOUND_IDENTITY, Sealer, bound_identity, bound_row
from ingest.vault.digests import Digest
from ingest.vault.file import opened_or_made
from ingest.vault.originals import (
    FOLDER,
    KEY,
    Original,
    name_originals,
    original_token,
    seal_originals,
    sealing,
)
from ingest.vault.sweeping import sweep
from ingest.vault.together import check_there

PIECE = 50_000
ASKED = 500
"""Tokens asked for at once: few enough for any SQLite."""


def keep(workspace: Workspace, plan: Plan, originals: Iterable[Source] = ()) -> dict[str, Any]:
    """Store what a plan is to leave in the vault, on disk when this returns; what the ledger is to remember of it.

    Of `originals` those files that are new are kept sealed beside it. It counts once the ledger names the run. What a run
    that never came about has left is removed first. DamagedWorkspace where ledger and vault are of different times.
    """
    check_there(workspace)
    with workspace.connect() as ledger, opened_or_made(workspace.root) as db, sealing(workspace):
        with transaction(db):
            sweep(workspace, db, ledger)
            new = {table.sha256 for table in plan.tables if not table.repeats}
            kept = seal_originals(workspace, originals, new)
            digest = _store(db, plan, kept)
        name_originals(workspace, kept)
    told = {FOLDER: {one.sha256: one.sealed_sha256 for one in kept}} if kept else {}
    return {"vault": {plan.digest: digest}} | told


def _store(db: sqlite3.Connection, plan: Plan, kept: Sequence[Original]) -> str:
    """Seal and insert all of a plan, and the keys of kept originals; the digest of the rows."""
    secret = plan.key.vault_secrets[-1]
    sealer, digest = Sealer(secret), Digest()
    batch = db.execute("SELECT coalesce(max(batch), 0) + 1 FROM batches").fetchone()[0]
    _insert(db, digest, "batches", [(batch, plan.digest, vault_fingerprint(secret), sealer.salt)])
    for table in plan.tables:
        for frame in table.secret_frames:
            for secrets in frame.unique("token").sort("token").iter_slices(PIECE):
                _insert(db, digest, "identities", _identities(_new(db, secrets), batch, sealer))
    _insert(db, digest, "identities", _keys(kept, batch, sealer))
    for table in plan.tables:
        for frame in table.refused_frames:
            for refused in frame.iter_slices(PIECE):
                _insert(db, digest, "refused", _refused(table, _open(db, table, refused), batch, sealer))
    _insert(db, digest, "headers", _headers(db, plan, batch))
    return digest.hex()


_INSERT = {
    "batches": "INSERT INTO batches (batch, run, secret, salt) VALUES (?, ?, ?, ?)",
    "identities": 'INSERT INTO identities (batch, number, token, "column", masked, sealed) VALUES (?, ?, ?, ?, ?, ?)',
    "refused": "INSERT INTO refused (batch, number, sha256, sheet, row, sealed) VALUES (?, ?, ?, ?, ?, ?)",
    "headers": "INSERT INTO headers (batch, sha256, sheet, cells) VALUES (?, ?, ?, ?)",
}


def _insert(db: sqlite3.Connection, digest: Digest, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert rows, and take them into the digest."""
    told = list(rows)
    db.executemany(_INSERT[table], told)
    digest.add(table, told)


def _new(db: sqlite3.Connection, secrets: pl.DataFrame) -> pl.DataFrame:
    """The values whose tokens the vault does not know yet: a token stands for one value, always."""
    if not db.execute("SELECT 1 FROM identities").fetchone():
        return secrets
    known: list[str] = []
    for piece in secrets["token"].to_frame().iter_slices(ASKED):
        tokens = piece["token"].to_list()
        marks = ", ".join("?" * len(tokens))
        known += [token for (token,) in db.execute(f"SELECT token FROM identities WHERE token IN ({marks})", tokens)]  # noqa: S608 - marks only
    return secrets.filter(~pl.col("token").is_in(pl.Series(known, dtype=pl.String).implode())) if known else secrets


def _identities(secrets: pl.DataFrame, batch: int, sealer: Sealer) -> Iterator[tuple[Any, ...]]:
    """The rows of values that are new (columns `ingest.secrets.SECRETS`)."""
    numbers, sealed = sealer.seal(_bytes(secrets["value"]), _bytes(secrets.select(BOUND_IDENTITY).to_series()))
    return zip(repeat(batch), numbers, secrets["token"].to_list(), secrets["column"].to_list(), masked(secrets).to_list(), sealed)  # fmt: skip


def _keys(kept: Sequence[Original], batch: int, sealer: Sealer) -> Iterator[tuple[Any, ...]]:
    """The rows of the keys of kept originals, of which nothing is shown."""
    tokens = [original_token(one.sha256) for one in kept]
    bound = [bound_identity(token, KEY) for token in tokens]
    numbers, sealed = sealer.seal([one.key.hex().encode() for one in kept], bound)
    return zip(repeat(batch), numbers, tokens, repeat(KEY), repeat(""), sealed)


def _bytes(texts: pl.Series) -> list[bytes]:
    return texts.cast(pl.Binary).to_list()


def _refused(table: PlannedTable, refused: pl.DataFrame, batch: int, sealer: Sealer) -> Iterator[tuple[Any, ...]]:
    """The rows of refused rows (columns `ingest.secrets.REFUSED`)."""
    rows = refused["row"].to_list()
    bound = [bound_row(table.sha256, table.sheet, row) for row in rows]
    numbers, sealed = sealer.seal(_bytes(refused["cells"]), bound)
    return zip(repeat(batch), numbers, repeat(table.sha256), repeat(table.sheet), rows, sealed)


def _open(db: sqlite3.Connection, table: PlannedTable, refused: pl.DataFrame) -> pl.DataFrame:
    """The refused rows that are not kept yet: a file imported again after it was withdrawn says the same."""
    kept = db.execute("SELECT row FROM refused WHERE sha256 = ? AND sheet = ?", (table.sha256, table.sheet)).fetchall()
    return refused.filter(~pl.col("row").is_in([row for (row,) in kept])) if kept else refused


def _headers(db: sqlite3.Connection, plan: Plan, batch: int) -> list[tuple[Any, ...]]:
    """The rows of the headers of tables with refused rows, each header at its place, that are not kept yet."""
    found = {}
    for table in plan.tables:
        if table.refused and table.columns:
            cells: list[str | None] = [None] * (1 + max(column.place for column in table.columns))
            for column in table.columns:
                cells[column.place] = column.header
            found[table.sha256, table.sheet] = json.dumps(cells, ensure_ascii=False)
    kept = set(map(tuple, db.execute("SELECT sha256, sheet FROM headers")))
    return [(batch, *place, cells) for place, cells in sorted(found.items()) if place not in kept]
