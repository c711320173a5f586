"""Of the indexes of the same facts only those last used stay on disk."""

from __future__ import annotations

import os
from pathlib import Path

import polars as pl

from graph.exposures import HOLDINGS, PEOPLE, SHARES, Exposures
from graph.index import Index, Shelf, index_of
from graph.index.shelf import KEPT


def _index() -> Index:
    people, holdings, shares = (pl.DataFrame(schema=schema) for schema in (PEOPLE, HOLDINGS, SHARES))
    return index_of(Exposures(people, holdings, shares))


def _kept(root: Path) -> set[str]:
    return {place.name for place in root.iterdir()}


def test_the_case_longest_unused_gives_way_to_a_new_one(tmp_path: Path) -> None:
    """One more than are kept: the second goes, for the first has been asked for again."""
    shelf = Shelf(tmp_path, "facts")
    for case in range(KEPT):
        shelf.find(str(case), _index)
        os.utime(tmp_path / f"facts-{case}", (case, case))
    shelf.find("0", _index)
    shelf.find("new", _index)
    assert _kept(tmp_path) == {f"facts-{case}" for case in ["new", 0, *range(2, KEPT)]}


def test_a_case_that_gave_way_is_built_again(tmp_path: Path) -> None:
    """Nothing is lost with it."""
    shelf = Shelf(tmp_path, "facts")
    for case in range(KEPT + 1):
        shelf.find(str(case), _index)
    assert "facts-0" not in _kept(tmp_path)
    assert shelf.find("0", _index).digest == _index().digest
    assert "facts-0" in _kept(tmp_path)
    assert len(_kept(tmp_path)) == KEPT
