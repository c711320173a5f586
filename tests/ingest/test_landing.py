"""Facts come to lie in their file whole, or not at all."""

from __future__ import annotations

import hashlib
import resource
from pathlib import Path

import polars as pl
import pytest

from graph.errors import BadInput
from ingest.frames import frames_of
from ingest.landing import land

FACTS = pl.DataFrame({"a": range(100_000)})


def test_facts_in_one_piece_or_several_make_a_file_of_all(tmp_path: Path) -> None:
    """Whose rows and digest are told."""
    whole = land([frames_of(FACTS, schema=FACTS.schema)], FACTS.schema, tmp_path / "facts" / "orders" / "a.parquet")
    pieces = [frames_of(FACTS[:10], FACTS[10:50], schema=FACTS.schema), frames_of(FACTS[50:], schema=FACTS.schema)]
    several = land(pieces, FACTS.schema, tmp_path / "facts" / "orders" / "b.parquet")

    assert pl.read_parquet(tmp_path / "facts" / "orders" / "b.parquet").equals(FACTS)
    assert whole == (100_000, hashlib.sha256((tmp_path / "facts" / "orders" / "a.parquet").read_bytes()).hexdigest())
    assert several[0] == 100_000


def test_a_full_disk_is_told_in_one_line_and_leaves_nothing(tmp_path: Path) -> None:
    """Here: no file may be longer than 2,000 bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, before[1]))
    try:
        with pytest.raises(BadInput, match=r"a\.parquet cannot be written: .*room on its disk"):
            land([frames_of(FACTS, schema=FACTS.schema)], FACTS.schema, tmp_path / "orders" / "a.parquet")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list((tmp_path / "orders").iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A file stands in its place."""
    (tmp_path / "facts").write_bytes(b"")

    with pytest.raises(BadInput, match="cannot be written"):
        land([frames_of(FACTS, schema=FACTS.schema)], FACTS.schema, tmp_path / "facts" / "orders" / "a.parquet")
