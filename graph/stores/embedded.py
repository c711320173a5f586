"""A workspace directory as a store: the default."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from graph.index import Index, Shelf
from graph.judgements import Judged, judged_by
from graph.judgements.ledger import judgements
from graph.stores.base import FactStore
from graph.workspace import Published, Workspace

RULES = 1
"""Raise it when the same facts yield other exposures or another index: what lies on disk is then built anew."""


class EmbeddedStore(FactStore):
    """The runs published and the judgements in force when the store was opened. NoWorkspace: there is none at `path`."""

    def __init__(self, path: Path) -> None:
        self.workspace = Workspace(path)
        self._published = self.workspace.published()
        self._files = self.workspace.facts(self._published)
        super().__init__(self._files, judged_by(judgements(self.workspace)))

    def index(self, case: str | None = None) -> Index:
        """The waist as integers, from `index/` in the workspace; built there where it is missing. NotFound: no such case.

        DamagedWorkspace: facts are not what was imported, though an index of what they were may still be there.
        """
        self._files.check()
        shelf = Shelf(self.workspace.root / "index", _read(self._published, self.judged))
        of_case = "all" if case is None else hashlib.sha256(case.encode()).hexdigest()[:16]
        found = shelf.find(of_case, lambda: super(EmbeddedStore, self).index(case))
        return replace(found, judged=self.judged)

    def file_names(self) -> dict[str, str]:
        """Names of the imported files by SHA-256; of a file that came under several, the first by text."""
        with self.workspace.connect() as db:
            rows = db.execute("SELECT sha256, min(file) AS file FROM evidence GROUP BY sha256").fetchall()
        return {row["sha256"]: row["file"] for row in rows}


def _read(published: Published, judged: Judged) -> str:
    """A digest of all that is read, and of how it is read; who is cleared changes no index."""
    what = [RULES, version("headwater"), *published, *(judged.reading if any(judged.reading) else ())]
    return hashlib.sha256(json.dumps(what).encode()).hexdigest()[:32]
