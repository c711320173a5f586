"""A workspace: the layout of its directory and the SQLite ledger that says which facts count.

    headwater.sqlite              the ledger (WAL): evidence files, runs, tables read, refused rows, judgements, two chains
    facts/<kind>/<run>.parquet    immutable facts, one file a kind and run; they count once the run is published and until
                                  it is withdrawn, and so do those that stand in for them, <run>-<entry>.parquet

A reader never waits for a writer, and a crash leaves the old state or the new one: a run's files are written first and
one commit of the ledger publishes them all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from graph.errors import BadInput, NoWorkspace
from graph.facts import HINTS, ParquetFacts, read_checked
from graph.ledger import Withdrawals, counting, withdrawals
from graph.ledger.file import check_format, emptied, lay_out, opened, tables
from graph.schema import RECORDS

Published = tuple[tuple[str, str, str], ...]
KEPT_HINTS = "hints"
"""The kind under which hints lie beside the facts: what suggests that two persons are one, and links nobody."""


def _none(root: Path) -> NoWorkspace:
    msg = f"{root} is not a workspace: it has no headwater.sqlite. Import files with: headwater ingest FILES -w {root}"
    return NoWorkspace(msg)


class Workspace:
    """A workspace directory that exists."""

    def __init__(self, root: Path) -> None:
        self.root = root
        if not self.ledger.is_file():
            raise _none(root)

    @classmethod
    def find(cls, root: Path) -> Workspace | None:
        """The workspace at `root`; None where there is none, or its making was cut short."""
        try:
            found = cls(root)
            with found.connect():
                return found
        except NoWorkspace:
            return None

    @classmethod
    def create(cls, root: Path) -> Workspace:
        """Open the workspace at `root`, made anew where there is none.

        BadInput: it cannot be made there, or another version made it. DamagedWorkspace: facts lie there whose ledger is empty.
        """
        try:
            root.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            msg = f"{root} cannot be made a workspace: {error.strerror}. Name a folder you may write to"
            raise BadInput(msg) from error
        ledger = root / "headwater.sqlite"
        with opened(ledger) as db:
            if not tables(db):
                if (root / "facts").exists():
                    raise emptied(ledger)
                lay_out(db)
            check_format(db, ledger)
        return cls(root)

    @property
    def ledger(self) -> Path:
        """The ledger's file."""
        return self.root / "headwater.sqlite"

    @contextmanager
    def connect(self) -> Iterator[sqlite3.Connection]:
        """Open the ledger; rows by name, transactions by hand (BEGIN IMMEDIATE … COMMIT).

        NoWorkspace: it was never finished. DamagedWorkspace: it is empty. BadInput: another version made it.
        """
        with opened(self.ledger) as db:
            if not tables(db):
                raise emptied(self.ledger) if (self.root / "facts").exists() else _none(self.root)
            check_format(db, self.ledger)
            db.row_factory = sqlite3.Row
            db.execute("PRAGMA synchronous=FULL")
            db.execute("PRAGMA foreign_keys=ON")
            db.execute("PRAGMA recursive_triggers=ON")  # so that REPLACE is refused as well
            yield db

    def facts_file(self, kind: str, name: str) -> Path:
        """Where the facts of one kind and run lie; `name` is the run, or that of the `FactsFile` that stands in for it."""
        return self.root / "facts" / kind / f"{name}.parquet"

    def published(self) -> Published:
        """What is read: the (kind, file, SHA-256) of all files of facts that count, sorted. Nothing else reaches an answer.

        DamagedWorkspace: the ledger is not what was recorded.
        """
        with self.connect() as db:
            return tuple((one.kind, one.name, one.sha256) for one in counting(db))

    def withdrawals(self) -> Withdrawals:
        """The imports that were taken back."""
        with self.connect() as db:
            return withdrawals(db)

    def facts(self, published: Published | None = None) -> ParquetFacts:
        """The facts of all runs that count, or of those given; each file is checked against the ledger when it is read."""
        rows = self.published() if published is None else published
        return ParquetFacts(
            {kind: {self.facts_file(kind, run): sha256 for k, run, sha256 in rows if k == kind} for kind in RECORDS}
        )

    def hints(self) -> pl.DataFrame:
        """What suggests that two persons are one, of all runs that count (columns `graph.facts.HINTS`); DamagedWorkspace."""
        files = [
            (self.facts_file(KEPT_HINTS, run), sha256) for kind, run, sha256 in self.published() if kind == KEPT_HINTS
        ]
        return pl.concat([HINTS.to_frame(), *(read_checked(file, sha256, HINTS, KEPT_HINTS) for file, sha256 in files)])
