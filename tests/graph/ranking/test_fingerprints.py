"""Fingerprints that last."""

from __future__ import annotations

import numpy as np
import polars as pl

from graph.ranking.fingerprints import of_rows, of_texts, summed


def test_they_are_the_same_in_every_version() -> None:
    """Written down once: an order that changes with a library would change answers."""
    got = of_rows(pl.DataFrame({"a": ["快递", None], "b": ["1", ""]}))

    assert [[f"{int(x):016x}" for x in row] for row in got] == [
        ["f657c3b0198c7369", "543b62307d9137fb"],
        ["6438ba512a451677", "0926576dfa1688b8"],
    ]


def test_nothing_and_the_empty_text_differ() -> None:
    """A null is no text."""
    a, b = of_texts(pl.Series(["", None], dtype=pl.String)).T

    assert (a != b).all()


def test_the_order_of_columns_counts_and_that_of_rows_does_not() -> None:
    """A row is a tuple, a record is a bag of rows."""
    rows = pl.DataFrame({"a": ["x", "y", "x"], "b": ["y", "x", "z"]})
    hashes = of_rows(rows)
    group = np.zeros(3, np.int64)

    assert (hashes[:, 0] != hashes[:, 1]).all()
    assert np.array_equal(summed(hashes, group, 1), summed(hashes[:, ::-1], group, 1))
    assert not np.array_equal(summed(hashes, group, 1), summed(hashes[:, :2], group[:2], 1))
