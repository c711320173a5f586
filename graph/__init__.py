"""The domain: schema, stores, exposures, index, ranking and queries. What most callers need has its name here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.stores import open_store
    from graph.tracing import open_index, trace
    from graph.what_if import WhatIf

__all__ = ["WhatIf", "open_index", "open_store", "trace"]

_HOMES = {
    "WhatIf": "graph.what_if",
    "open_index": "graph.tracing",
    "open_store": "graph.stores",
    "trace": "graph.tracing",
}


def __getattr__(name: str) -> object:
    """The names above, loaded when they are first asked for, so that the rest is quick to import."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
