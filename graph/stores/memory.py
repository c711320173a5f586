"""Facts in memory as a store: a one-shot trace, and the reference for the others."""

from __future__ import annotations

from graph.stores.base import FactStore


class MemoryStore(FactStore):
    """A store over facts in memory; nothing is left behind."""
