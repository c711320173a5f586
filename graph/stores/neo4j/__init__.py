"""Neo4j: the facts as a property graph on a server that a bureau shares."""

from __future__ import annotations

from graph.stores.neo4j.projection import SyncReport, sync
from graph.stores.neo4j.store import Neo4jStore

__all__ = ["Neo4jStore", "SyncReport", "sync"]
