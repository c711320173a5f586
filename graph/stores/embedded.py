"""A workspace directory as a store: the default."""

from __future__ import annotations

from pathlib import Path

from graph.stores.base import FactStore
from graph.workspace import Workspace


class EmbeddedStore(FactStore):
    """The runs that were published when the store was opened. NoWorkspace: there is none at `path`."""

    def __init__(self, path: Path) -> None:
        self.workspace = Workspace(path)
        super().__init__(self.workspace.facts())

    def file_names(self) -> dict[str, str]:
        """Names of the imported files by SHA-256; of a file that came under several, the first by text."""
        with self.workspace.connect() as db:
            rows = db.execute("SELECT sha256, min(file) AS file FROM evidence GROUP BY sha256").fetchall()
        return {row["sha256"]: row["file"] for row in rows}
