"""What is a fact already is not taken again: files, rows of other files, calls of people who are known."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from graph.workspace import Workspace
from ingest import Plan, ingest_files, known_files, plan_files
from ingest.keys import Key
from ingest.remarks import remarks

CsvFile = Callable[..., Path]
HEADER = ["订单号", "手机", "下单时间", "店铺名称", "收货人"]
ROWS = [[f"A{n}", f"1380013800{n}", "2024-05-01 10:00", "某店", "王芳"] for n in range(5)]
VICTIM = [["手机", "接通时间"], ["13800138000", "2024-05-01"]]
CALLS = [
    ["主叫号码", "被叫号码", "开始时间"],
    ["059183212345", "13800138000", "2024-05-01 10:00"],
    ["13800138000", "059183212345", "2024-05-02 10:00"],
]


def fates(plan: Plan) -> list[tuple[int, int]]:
    """Rows taken and repeated, table by table."""
    return [(table.taken, table.repeated) for table in plan.tables]


def test_an_overlapping_file_adds_only_what_is_new_and_says_whence_it_knows_the_rest(
    csv_file: CsvFile, key: Key, tmp_path: Path
) -> None:
    """In the next import as in the same one."""
    first, second = csv_file([HEADER, *ROWS[:3]], "a.csv"), csv_file([HEADER, *ROWS[1:]], "b.csv")
    ingest_files([first], tmp_path / "w", who="a", key=key)

    later, _ = ingest_files([second], tmp_path / "w", who="a", key=key)
    at_once = plan_files([first, second], key=key)

    assert fates(later) == [(2, 2)]
    assert fates(at_once) == [(3, 0), (2, 2)]
    sha256 = at_once.tables[0].sha256
    assert [(one.sha256, one.rows) for one in later.tables[0].overlaps] == [(sha256, 2)]
    assert at_once.tables[1].overlaps == later.tables[0].overlaps
    assert Workspace(tmp_path / "w").facts().table("orders")["order_no"].to_list() == ["A0", "A1", "A2", "A3", "A4"]


def test_rows_that_are_equal_within_a_file_stay(csv_file: CsvFile, key: Key) -> None:
    """Sub-orders look alike, and so do two calls of a minute."""
    plan = plan_files([csv_file([HEADER, ROWS[0], ROWS[0]])], key=key)

    assert fates(plan) == [(2, 0)]


@pytest.mark.parametrize(("column", "value"), [(3, "别的店"), (1, "13900139000"), (2, "2024-05-01 10:01")])
def test_a_row_that_differs_in_one_column_is_new(csv_file: CsvFile, key: Key, column: int, value: str) -> None:
    """A change is never dropped."""
    other = [value if place == column else cell for place, cell in enumerate(ROWS[0])]
    plan = plan_files([csv_file([HEADER, ROWS[0]], "a.csv"), csv_file([HEADER, other], "b.csv")], key=key)

    assert fates(plan) == [(1, 0), (1, 0)]


def test_another_name_for_a_known_row_is_kept_as_a_hint(csv_file: CsvFile, key: Key) -> None:
    """The row adds no fact; what it says of the person is not lost."""
    other = [*ROWS[0][:4], "王方"]
    plan = plan_files([csv_file([HEADER, ROWS[0]], "a.csv"), csv_file([HEADER, other], "b.csv")], key=key)

    assert fates(plan) == [(1, 0), (0, 1)]
    assert pl.concat([table.hints for table in plan.tables])["token"].n_unique() == 2


def test_flags_and_refusals_of_repeated_rows_are_told_once(csv_file: CsvFile, key: Key) -> None:
    """A refused row stays refused each time: it is no fact; a flag belongs to the row that was taken."""
    odd = [["A8", "138****8000", "2024-05-01", "某店", "王芳"], ["A9", "13800138009", "2024-05-01", "无", "王芳"]]
    plan = plan_files([csv_file([HEADER, *odd], "a.csv"), csv_file([HEADER, *odd, ROWS[0]], "b.csv")], key=key)

    assert [(t.taken, t.flagged, t.refused, t.repeated) for t in plan.tables] == [(1, 1, 1, 0), (1, 0, 1, 1)]
    assert [one.row for one in plan.tables[1].flags] == []


def test_own_calls_are_refused_and_kept_whoever_comes_first(csv_file: CsvFile, key: Key) -> None:
    """The victim's list may stand behind the calls in the batch; the row is there to be repaired."""
    calls, victims = csv_file(CALLS, "calls.csv"), csv_file(VICTIM, "victims.csv")

    for paths in ([calls, victims], [victims, calls]):
        (table,) = (table for table in plan_files(paths, key=key).tables if table.kind == "calls")
        assert [(one.row, one.code, one.value) for one in table.refusals] == [(3, "own_call", "138****8000")]
        assert table.refused_rows["row"].to_list() == [3]


def test_own_calls_of_people_imported_before_are_refused(csv_file: CsvFile, key: Key, tmp_path: Path) -> None:
    """A call record that comes a week later."""
    ingest_files([csv_file(VICTIM, "victims.csv")], tmp_path / "w", who="a", key=key)

    plan, _ = ingest_files([csv_file(CALLS, "calls.csv")], tmp_path / "w", who="a", key=key)

    assert [one.code for one in plan.tables[0].refusals] == ["own_call"]


def test_people_whose_number_stands_in_calls_imported_before_are_flagged(
    csv_file: CsvFile, key: Key, tmp_path: Path
) -> None:
    """Facts are never rewritten, so it can only be said."""
    ingest_files([csv_file(CALLS, "calls.csv")], tmp_path / "w", who="a", key=key)

    plan, _ = ingest_files([csv_file(VICTIM, "victims.csv")], tmp_path / "w", who="a", key=key)

    assert [(one.row, one.code, one.value) for one in plan.tables[0].flags] == [(2, "number_in_plain", "138****8000")]


def test_a_known_file_is_not_parsed_again(
    csv_file: CsvFile, key: Key, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its digest is enough."""
    path = csv_file([HEADER, *ROWS])
    ingest_files([path], tmp_path / "w", who="a", key=key)
    monkeypatch.setattr("ingest.gathering.read_pieces", lambda _: pytest.fail("it was parsed"))

    plan = plan_files([path], key=key, known=known_files(Workspace(tmp_path / "w")))

    assert fates(plan) == [(0, 5)]
    assert plan.tables[0].repeats is not None


def test_rows_that_say_otherwise_of_an_order_another_file_has_are_kept_and_told(
    csv_file: CsvFile, key: Key, tmp_path: Path
) -> None:
    """A corrected export adds facts beside the wrong ones: by name, so that the earlier import can be taken back."""
    other = [[cell.replace("某店", "别的店") for cell in row] for row in ROWS[:2]]
    first, second = csv_file([HEADER, *ROWS[:3]], "a.csv"), csv_file([HEADER, *other, *ROWS[2:]], "b.csv")
    ingest_files([first], tmp_path / "w", who="a", key=key)

    later, _ = ingest_files([second], tmp_path / "w", who="a", key=key)
    at_once = plan_files([first, second], key=key)

    assert fates(later) == [(4, 1)]
    assert [(one.file, one.rows) for one in later.tables[0].otherwise] == [("a.csv", 2)]
    assert at_once.tables[1].otherwise == later.tables[0].otherwise
    assert at_once.tables[0].otherwise == ()
    (_, said) = remarks(later.tables[0])
    assert said.en.startswith("2 rows are about orders or parcels of which a.csv says something else: both are kept.")
