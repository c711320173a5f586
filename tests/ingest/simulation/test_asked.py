"""What can be asked of a simulation, and what it does with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.errors import BadInput
from ingest.simulation import simulate


def test_the_same_seed_writes_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    """A case can be made again from its command line."""
    first, again, other = (simulate(tmp_path / n, family="small", seed=s) for n, s in (("a", 7), ("b", 7), ("c", 8)))

    assert [f.read_bytes() for f in first.files] == [f.read_bytes() for f in again.files]
    assert first.truth.read_bytes() == again.truth.read_bytes()
    assert (tmp_path / "a" / "orders.csv").read_bytes() != (tmp_path / "c" / "orders.csv").read_bytes()
    assert other.truth.read_bytes() != first.truth.read_bytes()


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        ({"family": "nonesuch"}, "there is no family 'nonesuch'.*easy_merchant"),
        ({"victims": 2}, "2 victims cannot be made: ask for 3 to 10000"),
        ({"leaks": 7}, "7 leaks cannot be planted in this case of family mixed: ask for 0 to 6"),
        ({"leaks": 4, "victims": 3}, "ask for 0 to 3"),
        ({"leaks": 1, "family": "null_plain"}, "ask for 0 to 0"),
        ({"seed": -1}, "-1 is no seed"),
        ({"headers": "fr"}, "no headers 'fr': choose one of en, zh"),
    ],
)
def test_what_cannot_be_made_is_refused_before_anything_is_written(
    tmp_path: Path, asked: dict[str, Any], complaint: str
) -> None:
    """The message says what can be asked for."""
    with pytest.raises(BadInput, match=complaint):
        simulate(tmp_path / "case", **asked)

    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    """Nobody's files are mixed with fiction."""
    (tmp_path / "mine.csv").write_text("mine", encoding="utf-8")

    with pytest.raises(BadInput, match="not an empty folder"):
        simulate(tmp_path, victims=10)

    assert [file.name for file in tmp_path.iterdir()] == ["mine.csv"]


def test_a_place_where_nothing_may_be_written_is_said_in_one_line(tmp_path: Path) -> None:
    """A file where the folder's parent should be is the caller's mistake, not a crash."""
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(BadInput, match="cannot be written"):
        simulate(tmp_path / "file" / "case", victims=10)


@pytest.mark.parametrize(("victims", "leaks"), [(3, 3), (6, 6), (10, 0)])
def test_as_many_leaks_are_planted_as_asked_for_in_a_tiny_case(tmp_path: Path, victims: int, leaks: int) -> None:
    """Each explains at least one victim, and there are not more victims than asked for."""
    made = simulate(tmp_path / "case", victims=victims, leaks=leaks)
    told = json.loads(made.truth.read_text("utf-8"))

    assert len(told["sources"]) == leaks
    assert all(source["victims"] >= 1 for source in told["sources"])
    assert len(told["victims_by_source"]) == victims
