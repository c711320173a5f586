"""Stores: where facts are, and the exposures they yield."""

from __future__ import annotations

from graph.stores.base import Store
from graph.stores.embedded import EmbeddedStore
from graph.stores.memory import MemoryStore
from graph.stores.opening import open_store

__all__ = ["EmbeddedStore", "MemoryStore", "Store", "open_store"]
