"""Chains of entries: each holds the hash of the one before, so that none can be changed, removed or put in between.

Two chains use it: `ledger` (imports, judgements, mappings, keys) and `audit` (what was revealed and exported). The hash
is SHA-256 over the previous hash and the entry as canonical JSON; the first entry follows a fixed text with the name of
the workspace. Whoever can write the file can make a whole new chain: against that only a head written down elsewhere helps
(`known`), and against a chain cut short by accident the table `heads`.
After Haber and Stornetta (1991), How to time-stamp a digital document.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.errors import DamagedWorkspace
from graph.ledger.difference import Difference
from graph.ledger.rows import Digests, added, canonical
from graph.ledger.writing import now

LEDGER, AUDIT = "ledger", "audit"
CHAINS = (LEDGER, AUDIT)
FILE = "headwater.sqlite"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: when (UTC), who, what was done and what belongs to it; `rows` are digests of rows it added to tables."""

    seq: int
    at: str
    who: str
    what: str
    body: dict[str, Any]
    rows: Digests
    hash: str


def append(db: sqlite3.Connection, chain: str, who: str, what: str, body: Mapping[str, Any]) -> Entry:
    """Add an entry to a chain, within the transaction of the caller. `body` is JSON, and holds no plain identity.

    Rows of guarded tables belong to an entry of the chain `ledger`: insert them first, in the same transaction, with
    `next_seq(db)` in their column `entry`; their digests are taken here. The audit chain guards no rows.
    DamagedWorkspace where the end of the chain is gone: a new entry would hide that.
    """
    seq, previous = next_seq(db, chain), head(db, chain)
    if _cut(db, chain, seq - 1, previous):
        msg = f"{FILE} is damaged: the end of the chain {chain} is gone, and nothing is added to it. See: headwater verify"
        raise DamagedWorkspace(msg)
    rows = added(db, seq) if chain == LEDGER else {}
    told = (chain, seq, now(), who, what, canonical(body), canonical(rows))
    hash_ = _hash(previous, told)
    db.execute("INSERT INTO chains VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*told, previous, hash_))
    db.execute(
        "INSERT INTO heads VALUES (?, ?, ?) ON CONFLICT (chain) DO UPDATE SET seq = excluded.seq, hash = excluded.hash",
        (chain, seq, hash_),
    )
    return Entry(seq, told[2], who, what, dict(body), rows, hash_)


def next_seq(db: sqlite3.Connection, chain: str = LEDGER) -> int:
    """The number the next entry of a chain will have; the first is 1."""
    return int(db.execute("SELECT coalesce(max(seq), 0) FROM chains WHERE chain = ?", (chain,)).fetchone()[0]) + 1


def head(db: sqlite3.Connection, chain: str) -> str:
    """The hash of the last entry of a chain, in hex: what to write down elsewhere. Of an empty chain where it begins."""
    row = db.execute("SELECT hash FROM chains WHERE chain = ? ORDER BY seq DESC LIMIT 1", (chain,)).fetchone()
    return str(row[0]) if row else _genesis(db, chain)


def entries(db: sqlite3.Connection, chain: str) -> Iterator[Entry]:
    """The entries of a chain from the first. DamagedWorkspace where one is not what its hash says."""
    before = _genesis(db, chain)
    for seq, at, who, what, body, rows, previous, hash_ in _stored(db, chain):
        if previous != before or hash_ != _hash(previous, (chain, seq, at, who, what, body, rows)):
            msg = f"{FILE} is damaged: entry {seq} of the chain {chain} is not what was recorded. See: headwater verify"
            raise DamagedWorkspace(msg)
        before = hash_
        yield Entry(seq, at, who, what, json.loads(body), json.loads(rows), hash_)


def check(db: sqlite3.Connection, chain: str) -> list[Difference]:
    """Where a chain is not whole: entries missing, changed, out of place, or cut off at its end."""
    out, previous, seq = [], _genesis(db, chain), 0
    for number, *rest, claimed, hash_ in _stored(db, chain):
        seq += 1
        if number != seq:
            out.append(Difference(FILE, f"chain {chain}", seq, "entry_missing"))
            seq = number if isinstance(number, int) else seq
        if claimed != previous or hash_ != _hash(claimed, (chain, number, *rest)):
            out.append(Difference(FILE, f"chain {chain}", seq, "entry_changed"))
        previous = hash_
    if _cut(db, chain, seq, previous):
        out.append(Difference(FILE, f"chain {chain}", seq, "chain_cut"))
    return out


def check_whole(db: sqlite3.Connection) -> None:
    """DamagedWorkspace where one of the chains is not whole: what is to be built on all of them must not hide that."""
    for one in (one for chain in CHAINS for one in check(db, chain)):
        msg = f"{FILE} is damaged at entry {one.seq} of the {one.table}: nothing was changed. See: headwater verify"
        raise DamagedWorkspace(msg)


def known(db: sqlite3.Connection, hash_: str) -> bool:
    """Whether a hash written down earlier is still that of an entry of one of the chains."""
    return db.execute("SELECT 1 FROM chains WHERE hash = ?", (hash_,)).fetchone() is not None


def _cut(db: sqlite3.Connection, chain: str, seq: int, hash_: str) -> bool:
    """Whether the last entry of a chain is not the one that was added last."""
    last = db.execute("SELECT seq, hash FROM heads WHERE chain = ?", (chain,)).fetchone()
    return (tuple(last) if last else (0, _genesis(db, chain))) != (seq, hash_)


def _stored(db: sqlite3.Connection, chain: str) -> Iterator[tuple[Any, ...]]:
    query = "SELECT seq, at, who, what, body, rows, previous, hash FROM chains WHERE chain = ? ORDER BY seq"
    return map(tuple, db.execute(query, (chain,)))


def _genesis(db: sqlite3.Connection, chain: str) -> str:
    """What the first entry of a chain follows."""
    row = db.execute("SELECT value FROM meta WHERE key = 'workspace'").fetchone()
    return hashlib.sha256(f"headwater {chain} of workspace {row[0] if row else ''}".encode()).hexdigest()


def _hash(previous: str, told: tuple[Any, ...]) -> str:
    return hashlib.sha256(f"{previous}\n{canonical(told)}".encode("utf-8", "surrogateescape")).hexdigest()
