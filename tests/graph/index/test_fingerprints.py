"""Fingerprints that last."""

from __future__ import annotations

import numpy as np

from graph.index.fingerprints import mixed, of_rows, of_texts, summed


def test_they_are_the_same_in_every_version() -> None:
    """Written down once: an order that changes with a library would change answers."""
    got = [*of_texts(["快递", ""]), *of_rows(np.array([1, -1], np.int32), np.array([0, 3]))]

    assert [f"{int(x):016x}" for x in got] == [
        "7a3e3fe7da4d6715",
        "b04ce42aae9db51c",
        "e220a8397b1dcdaf",
        "2d8f43ecb1ccf696",
    ]


def test_the_order_of_parts_counts_and_that_of_rows_does_not() -> None:
    """A row is a tuple, a record is a bag of rows."""
    a, b = np.array([1, 2, 1]), np.array([2, 1, 3])
    hashes = of_rows(a, b)
    group = np.zeros(3, np.int64)

    assert len(set(hashes.tolist())) == 3
    assert summed(hashes, group, 1) == summed(hashes[::-1], group, 1)
    assert summed(hashes, group, 1) != summed(hashes[:2], group[:2], 1)


def test_mixing_loses_nothing() -> None:
    """Different numbers stay different."""
    numbers = np.arange(100_000, dtype=np.uint64)

    assert len(np.unique(mixed(numbers))) == len(numbers)
