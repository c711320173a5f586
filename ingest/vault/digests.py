"""What the ledger remembers of the vault: for each run a digest of all rows stored for it, as they lie there, sealed."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from itertools import chain, groupby
from operator import itemgetter
from struct import Struct
from typing import cast

ROWS = {
    "batches": "SELECT batch, run, secret, salt FROM batches ORDER BY batch",
    "identities": 'SELECT batch, number, token, "column", masked, sealed FROM identities ORDER BY batch, number',
    "refused": "SELECT batch, number, sha256, sheet, row, sealed FROM refused ORDER BY batch, number",
    "headers": "SELECT batch, sha256, sheet, cells FROM headers ORDER BY batch, sha256, sheet",
}
"""All there is, by table, each row with the batch it belongs to first."""
PIECE = 10_000
_SIZE = Struct(">Q").pack


class Digest:
    """Gathers the rows of one run, table by table in the order of `ROWS`: a hash a column, so that much is done at once."""

    def __init__(self) -> None:
        self._columns: defaultdict[tuple[str, int], hashlib._Hash] = defaultdict(hashlib.sha256)

    def add(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Take rows, columns as `ROWS` selects them."""
        for place, column in enumerate(zip(*rows, strict=True)):
            self._columns[table, place].update(_bytes(column))

    def hex(self) -> str:
        """SHA-256 over all, in hex."""
        return hashlib.sha256(
            "".join(self._columns[one].hexdigest() for one in sorted(self._columns)).encode()
        ).hexdigest()


def digests(db: sqlite3.Connection) -> dict[str, str]:
    """The digest of each run in a vault; needs no key."""
    run_of = {batch: str(run) for batch, run in db.execute("SELECT batch, run FROM batches")}
    found: defaultdict[str, Digest] = defaultdict(Digest)
    for table, query in ROWS.items():
        cursor = db.execute(query)
        while rows := cursor.fetchmany(PIECE):
            for batch, piece in groupby(rows, key=itemgetter(0)):
                found[run_of.get(batch, "")].add(table, piece)
    return {run: digest.hex() for run, digest in sorted(found.items())}


def _bytes(column: tuple[object, ...]) -> bytes:
    """The cells of a column, each with its end; before sealed bytes, which may hold any end, stands how long they are."""
    if set(map(type, column)) == {bytes}:
        blobs = cast("tuple[bytes, ...]", column)
        return b"".join(chain.from_iterable(zip(map(_SIZE, map(len, blobs)), blobs, strict=True)))
    return ("\0".join(map(str, column)) + "\0").encode("utf-8", "surrogateescape")
