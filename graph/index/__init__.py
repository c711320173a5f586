"""The index: exposures as integers in canonical order, built once and read by everything."""

from __future__ import annotations

from graph.index.build import index_of
from graph.index.files import Unreadable, let_go, read, write
from graph.index.index import Index
from graph.index.labels import Labels
from graph.index.shelf import Shelf

__all__ = ["Index", "Labels", "Shelf", "Unreadable", "index_of", "let_go", "read", "write"]
