"""The domain: schema, stores, exposures, ranking and queries. `open_store` and `trace` are what most callers need."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.stores import open_store
    from graph.tracing import trace

__all__ = ["open_store", "trace"]


def __getattr__(name: str) -> object:
    """`open_store` and `trace`, loaded when they are first asked for, so that the rest is quick to import."""
    if name == "open_store":
        from graph.stores import open_store  # noqa: PLC0415

        return open_store
    if name == "trace":
        from graph.tracing import trace  # noqa: PLC0415

        return trace
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
