"""The index: exposures as integers in canonical order, built once and read by everything."""

from __future__ import annotations

from graph.index.build import index_of
from graph.index.index import Index
from graph.index.labels import Labels

__all__ = ["Index", "Labels", "index_of"]
