"""Sources made on the spot."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from ingest.readers import Source


@pytest.fixture
def source_of() -> Callable[..., Source]:
    """A source of these bytes."""

    def make(data: bytes, file: str = "a.csv", *, named: bool = True) -> Source:
        return Source(file, named, lambda: io.BytesIO(data))

    return make
