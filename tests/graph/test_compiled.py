"""Compiling where nothing can be written."""

from __future__ import annotations

import pytest
from numba.core import caching

from graph.compiled import kernel


def test_without_a_place_to_keep_it_a_kernel_is_compiled_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """A read-only installation and no home: slower to start, not broken."""
    monkeypatch.setattr(caching.CacheImpl, "_locator_classes", [])

    @kernel
    def twice(x: float) -> float:
        return 2 * x

    assert twice(21.0) == 42
