"""The files that facts come from, as the ledger has them: what they were, how they were read, by whom and when."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Any

from graph.ledger import withdrawals
from graph.workspace import Workspace

SHORT = 12
"""Hex digits by which a digest is shown to people."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One table of a file that was imported. `archive`: the zip it came in, if any; `mapping`: header to column.

    `mapping_name` and `mapping_version` are of a saved mapping it was read by, else "" and 0; `at` is UTC in ISO form,
    `version` that of Headwater.
    """

    file: str
    sha256: str
    size: int
    archive: str
    archive_sha256: str
    sheet: str
    kind: str
    encoding: str
    mapping: dict[str, str | None]
    mapping_name: str
    mapping_version: int
    who: str
    at: str
    version: str

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)


def evidence_of(workspace: Workspace, sha256s: Collection[str]) -> tuple[Evidence, ...]:
    """The tables of files with these digests, by file and sheet, as the first import that counts brought them.

    A file that came under two names is told under both.
    """
    with workspace.connect() as db:
        gone = withdrawals(db).of
        rows = [dict(row) for row in db.execute(_QUERY) if row["sha256"] in sha256s and row["run"] not in gone]
    first: dict[tuple[str, ...], Evidence] = {}
    for row in rows:
        del row["run"]
        one = Evidence(**{**row, "mapping": json.loads(row["mapping"])})
        first.setdefault((one.file, one.sha256, one.sheet, one.kind), one)
    return tuple(first.values())


_QUERY = """
SELECT e.file, e.sha256, e.size, e.archive, e.archive_sha256, t.sheet, t.kind, t.encoding, t.mapping, t.mapping_name,
       t.mapping_version, r.who, r.published_at AS at, r.version, r.run
FROM evidence e JOIN tables t USING (sha256, run) JOIN runs r USING (run)
ORDER BY e.file, e.sha256, t.sheet, t.kind, r.entry
"""
