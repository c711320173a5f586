"""The only place that chooses a store."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from graph.errors import BadInput
from graph.stores.base import Store
from graph.stores.embedded import EmbeddedStore


def open_store(url: str | Path) -> Store:
    """The store at a url: a workspace directory, or a Neo4j server (neo4j://…, bolt://…).

    NoWorkspace: the directory is none. BadInput: no store has such a url.
    """
    if isinstance(url, Path) or "://" not in url:
        return EmbeddedStore(Path(url))
    scheme = urlsplit(url).scheme
    if scheme.partition("+")[0] in {"neo4j", "bolt"}:
        from graph.stores.neo4j import Neo4jStore  # noqa: PLC0415 the driver takes a while to load

        return Neo4jStore(url)
    msg = f"no store opens {url!r}: give a workspace directory, or neo4j://… or bolt://… of a Neo4j server"
    raise BadInput(msg)
