"""The domain: schema, stores, exposures, ranking and queries. `open_store` and `trace` are what most callers need."""

from __future__ import annotations

__all__ = ["open_store", "trace"]
