"""Facts in memory as a store: a one-shot trace, and the reference for the others."""

from __future__ import annotations

from collections.abc import Mapping

from graph.facts import Facts
from graph.judgements import NOTHING, Judged
from graph.stores.base import FactStore


class MemoryStore(FactStore):
    """A store over facts in memory; nothing is left behind. `names`: of the files they come from, by SHA-256."""

    def __init__(self, facts: Facts, names: Mapping[str, str] | None = None, judged: Judged = NOTHING) -> None:
        super().__init__(facts, judged)
        self._names = dict(names or {})

    def file_names(self) -> dict[str, str]:
        """Names of the files facts come from, by SHA-256, where they are known."""
        return self._names
