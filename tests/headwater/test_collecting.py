"""A process that answers once looks for rings of objects seldom."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from headwater.collecting import MANY, seldom


@pytest.fixture(autouse=True)
def taken_back() -> Iterator[None]:
    """How often this process looks is as before, afterwards."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_it_looks_after_many_objects_and_still_looks() -> None:
    """Memory of a long trace stays bounded."""
    seldom()
    assert gc.get_threshold()[0] == MANY
    assert gc.isenabled()
