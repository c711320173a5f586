"""Each quirk that files come with has files of its own, and beside them what is to come of any of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.keys import Key
from ingest.plan import plan_files
from ingest.planned import Plan, PlannedTable

HERE = Path(__file__).parent
EXPECTED = ".expected.json"
FILES = sorted(path for path in HERE.iterdir() if path.is_file() and path.suffix not in {".py", ".json", ".pyc"})


def expected_of(file: Path) -> dict[str, Any]:
    """What is to come of a file; its name up to the first point names the quirk."""
    told = json.loads((HERE / f"{file.name.partition('.')[0]}{EXPECTED}").read_text("utf-8"))
    del told["why"]
    return told  # type: ignore[no-any-return]


def found_in(plan: Plan) -> dict[str, Any]:
    """What came of a file, in the same form."""
    (table,) = plan.tables
    return {
        "kind": table.kind,
        "taken": table.taken,
        "flagged": table.flagged,
        "refused": table.refused,
        "dropped": table.dropped,
        "refusals": [[one.row, one.column, one.code] for one in table.refusals],
        "flags": [[one.row, one.column, one.code] for one in table.flags],
        "skipped": sorted([one.sheet, one.code] for one in plan.skipped),
    }


def values(table: PlannedTable, column: str) -> list[object]:
    """A column of what is taken, with the plain values of tokens."""
    plain = dict(table.secrets.select("token", "value").rows())
    return [plain.get(value, value) for value in table.facts[column]]


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_it_is_read_as_a_person_would_read_it(file: Path, key: Key) -> None:
    """The fate of each row, why, and what was understood; the same whatever the format."""
    plan = plan_files([file], key=key)
    expected = expected_of(file)
    said = expected.pop("values")

    assert found_in(plan) == expected
    assert {column: values(plan.tables[0], column) for column in said} == said


def test_every_expectation_has_files() -> None:
    """And the other way round, which the test above sees."""
    quirks = {path.name.removesuffix(EXPECTED) for path in HERE.glob(f"*{EXPECTED}")}

    assert quirks == {file.name.partition(".")[0] for file in FILES}
