"""An index on disk says what the one in memory says, or is not believed."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from graph.exposures import Exposures
from graph.index import Index, Shelf, Unreadable, index_of, let_go, read, write
from graph.index.files import COLUMNS
from graph.ranking import rank
from tests.graph.ranking.made_up import exposures, random_case

ROOT = Path(__file__).parents[3]
CASES = [random_case(1), random_case(3, dated=False), exposures([], [])]


def same(a: Index, b: Index) -> bool:
    """Whether two indexes say the same."""
    return all(
        np.array_equal(one, other, equal_nan=field.name == "published")
        if field.name in COLUMNS
        else list(one) == list(other) if field.name in {"people", "records"} else one == other
        for field in fields(Index)
        for one, other in [(getattr(a, field.name), getattr(b, field.name))]
    )  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_is_read_is_what_was_written(case: Exposures, tmp_path: Path) -> None:
    """Columns, labels and counts; and so the verdict, to the byte."""
    built = index_of(case)
    write(built, tmp_path / "index")
    found = read(tmp_path / "index")

    assert same(built, found)
    assert json.dumps(rank(found).to_dict()) == json.dumps(rank(built).to_dict()) == json.dumps(rank(case).to_dict())


def test_columns_that_were_let_go_say_the_same_when_they_are_read_again(tmp_path: Path) -> None:
    """Mapped ones; of an index in memory nothing is let go."""
    built = index_of(CASES[0])
    write(built, tmp_path / "index")
    for index in (read(tmp_path / "index"), built):
        days = index.day.copy()
        let_go(index)
        assert len(days) > 0
        assert np.array_equal(index.day, days)


def test_mapped_columns_cannot_be_written_to(tmp_path: Path) -> None:
    """They are shared by processes."""
    write(index_of(CASES[0]), tmp_path / "index")

    with pytest.raises(ValueError, match="read-only"):
        read(tmp_path / "index").day[0] = 1


@pytest.mark.parametrize("name", ["index.json", "day.npy", "people.arrow", "holders.arrow"])
@pytest.mark.parametrize("harm", ["cut", "flip", "delete"])
def test_a_damaged_index_is_not_believed(name: str, harm: str, tmp_path: Path) -> None:
    """One flipped byte in any file is noticed before anything is answered from it."""
    folder = tmp_path / "index"
    write(index_of(CASES[0]), folder)
    file = folder / name
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 0xFF
    if harm == "delete":
        file.unlink()
    else:
        file.write_bytes(data if harm == "flip" else data[: len(data) // 2])

    with pytest.raises(Unreadable):
        read(folder)


def on_shelf(root: Path, case: Exposures, facts: str = "facts") -> Index:
    """The index of a case, found or built."""
    return Shelf(root, facts).find("all", lambda: index_of(case))


def never() -> Index:
    """Stands for a build that must not be needed."""
    raise AssertionError


def test_it_is_built_once_and_again_when_it_is_damaged_or_gone(tmp_path: Path) -> None:
    """Deleting it loses nothing."""
    root = tmp_path / "index"
    built = on_shelf(root, CASES[0])
    assert same(Shelf(root, "facts").find("all", never), built)

    (root / "facts-all" / "day.npy").unlink()
    (root / "facts-all" / "day.npy").write_bytes(b"no column")
    assert same(on_shelf(root, CASES[0]), built)
    assert same(Shelf(root, "facts").find("all", never), built)
    assert [path.name for path in root.iterdir()] == ["facts-all"]


def test_indexes_of_other_facts_are_cleared_away(tmp_path: Path) -> None:
    """Those of other cases of the same facts stay."""
    root = tmp_path / "index"
    on_shelf(root, CASES[0], "old")
    on_shelf(root, CASES[0], "new")
    Shelf(root, "new").find("a case", lambda: index_of(CASES[1]))

    assert sorted(path.name for path in root.iterdir()) == ["new-a case", "new-all"]


def test_where_nothing_can_be_written_it_stays_in_memory(tmp_path: Path) -> None:
    """A workspace on a read-only medium answers too."""
    root = tmp_path / "index"
    root.write_text("a file where the directory would be")

    assert same(on_shelf(root, CASES[0]), index_of(CASES[0]))


BUILD_AND_TELL = """
import sys
from pathlib import Path
from graph.ranking import rank
from tests.graph.index.test_files import CASES, on_shelf
print(rank(on_shelf(Path(sys.argv[1]), CASES[0])).inputs.digest)
"""


def test_processes_may_build_it_at_once(tmp_path: Path) -> None:
    """All get the same answer, and one index is left."""
    root = tmp_path / "index"
    asked = [sys.executable, "-c", BUILD_AND_TELL, str(root)]
    workers = [subprocess.Popen(asked, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    told = {worker.communicate(timeout=200)[0].strip() for worker in workers}

    assert told == {index_of(CASES[0]).digest}
    assert [path.name for path in root.iterdir()] == ["facts-all"]
