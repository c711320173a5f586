"""The rows of one file out of files of facts that hold several, group by group."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from graph.errors import DamagedWorkspace
from graph.facts import fact_schema
from graph.ledger import FactsFile
from graph.workspace import Workspace
from ingest.frames import frames_of
from ingest.landing import land
from ingest.withdrawing.stored import Stored

SCHEMA = fact_schema("orders")
RUN = "f" * 64


def orders(file: str, *numbers: int) -> pl.DataFrame:
    """Invented orders of a file."""
    return pl.DataFrame({"order_no": [f"A{n}" for n in numbers], "source_file": file}).select(
        *(pl.col(name) if name in {"order_no", "source_file"} else pl.lit(None, dtype).alias(name) for name, dtype in SCHEMA.items())
    )  # fmt: skip


@pytest.fixture
def stored(tmp_path: Path) -> Stored:
    """Three groups of rows of two files, and another group that were there already."""
    workspace = Workspace.create(tmp_path / "w")
    taken = [orders("a", 1, 2), pl.concat([orders("a", 3), orders("b", 4)]), orders("b", 5)]
    files = {}
    for kind, pieces in (("orders", taken), ("orders.repeated", [orders("b", 6)])):
        rows, sha256 = land([frames_of(*pieces, schema=SCHEMA)], SCHEMA, workspace.facts_file(kind, RUN))
        files[kind, RUN] = FactsFile(kind, RUN, rows, sha256, 2, own=True)
    return Stored(workspace, "orders", files)


def test_the_rows_of_a_file_come_group_by_group_those_that_were_there_last(stored: Stored) -> None:
    """And can be read again; of a run or a file that is not there none come."""
    for _ in range(2):
        assert [frame["order_no"].to_list() for frame in stored.of_file(RUN, "b")] == [["A4"], ["A5"], ["A6"]]
    assert [frame["order_no"].to_list() for frame in stored.of_file(RUN, "a")] == [["A1", "A2"], ["A3"]]
    assert [*stored.of_file(RUN, "c"), *stored.of_file("e" * 64, "a")] == []
    assert (stored.counts(RUN), stored.counts("e" * 64)) == ({"a": 3, "b": 2}, {})


def test_a_file_that_is_not_what_was_recorded_is_not_read(stored: Stored) -> None:
    """What would be made of it would count."""
    file = stored.workspace.facts_file("orders", RUN)
    file.write_bytes(file.read_bytes()[:-1] + b"x")

    with pytest.raises(DamagedWorkspace, match="is not what was imported"):
        stored.counts(RUN)
