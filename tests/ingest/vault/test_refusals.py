"""Refused rows: where and why for everybody, what they say only in a workbook that the audit knows of."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from graph.errors import BadInput, NotFound
from graph.workspace import Workspace
from ingest import ingest_files
from ingest.keys import Key
from ingest.repairs import TOLD
from ingest.vault.refusals import export_refused, refusals
from ingest.verifying import verify
from ingest.withdrawing import bring_back, imports, withdraw
from tests.ingest.vault.people import PEOPLE, VICTIMS
from tests.ingest.vault.test_revealing import audited

WHY = "补正后重新导入"


def test_the_list_says_where_and_why_and_names_nobody(workspace: Workspace) -> None:
    """Of all imports or of one."""
    (one,) = refusals(workspace)

    assert (one.file, one.sheet, one.row, one.column, one.code) == (
        "受害人.csv",
        "",
        4,
        "first_contact",
        "unreadable_time",
    )
    assert refusals(workspace, one.run[:6]) == [one]
    with pytest.raises(NotFound, match="0 imports"):
        refusals(workspace, "no such run")


def test_the_workbook_has_the_rows_as_they_stood(workspace: Workspace, key: Key, tmp_path: Path) -> None:
    """Under their own headers, with why, what to do, and the place; the file is its owner's, the audit knows of it."""
    to = tmp_path / "repair.xlsx"
    assert export_refused(workspace, to, reason=WHY, who="侦查员甲") == 1
    (sheet,) = openpyxl.load_workbook(to).worksheets
    headers, row = list(sheet.iter_rows(values_only=True))

    assert headers == (*VICTIMS, *TOLD)
    assert row == (
        *(cell or None for cell in PEOPLE[2]),
        "first_contact：时间无法识别",
        "按 2024-05-01 13:30 的格式填写",
        "受害人.csv",
        None,
        "4",
        refusals(workspace)[0].sha256[:16],
    )
    assert stat.S_IMODE(to.stat().st_mode) == 0o600
    assert audited(workspace) == [
        {"who": "侦查员甲", "what": "refused rows exported", "rows": 1, "to": "repair.xlsx", "reason": WHY}
    ]


def test_a_row_corrected_in_the_workbook_is_taken(workspace: Workspace, key: Key, tmp_path: Path) -> None:
    """Whatever else stands in it."""
    to = tmp_path / "repair.xlsx"
    export_refused(workspace, to, reason=WHY)
    book = openpyxl.load_workbook(to)
    book.active.cell(2, 1 + VICTIMS.index("首次联系时间"), "2024-05-03 10:00")
    book.save(to)
    plan, _ = ingest_files([to], workspace.root)

    assert (plan.tables[0].kind, plan.tables[0].taken, plan.tables[0].refused) == ("victims", 1, 0)


@pytest.mark.parametrize("text", ["=1+1", "+8613800138000", "@SUM(A1)", "-2", "0123456789012345678", "x" * 40_000])
def test_no_cell_of_it_is_a_formula_or_a_number(
    tmp_path: Path, key: Key, csv_file: Callable[..., Path], text: str
) -> None:
    """It stands as it stood, as text; what no cell can hold is said."""
    headers = ("order_no", "phone", "order_time", "备注")
    ingest_files(
        [csv_file([headers, ("1", "13800138000", "2024-05-01", ""), ("2", "13800138000", "?", text)])], tmp_path / "w"
    )
    export_refused(Workspace(tmp_path / "w"), tmp_path / "repair.xlsx", reason=WHY)
    cell = openpyxl.load_workbook(tmp_path / "repair.xlsx").active.cell(2, 4)

    assert cell.data_type == "s"
    assert cell.value == text or (len(text) > 32_767 and "too long" in cell.value)
    assert cell.quotePrefix == text.startswith(("=", "+", "@", "-"))


def test_what_cannot_be_exported_is_told(
    workspace: Workspace, key: Key, tmp_path: Path, csv_file: Callable[..., Path]
) -> None:
    """No reason, a file that is there, no workbook, nothing refused: nothing is written, not into the audit either."""
    (tmp_path / "there.xlsx").write_bytes(b"")
    ingest_files([csv_file([VICTIMS, PEOPLE[0]], "ganz.csv")], tmp_path / "clean")
    for to, reason in ((tmp_path / "a.xlsx", ""), (tmp_path / "there.xlsx", WHY), (tmp_path / "a.csv", WHY)):
        with pytest.raises(BadInput):
            export_refused(workspace, to, reason=reason)
    with pytest.raises(NotFound, match="refused"):
        export_refused(Workspace(tmp_path / "clean"), tmp_path / "a.xlsx", reason=WHY)

    assert audited(workspace) == []
    assert not (tmp_path / "a.xlsx").exists()


def test_rows_that_came_back_are_open_no_more_until_that_import_is_withdrawn(
    workspace: Workspace, key: Key, tmp_path: Path
) -> None:
    """Corrected, they are done; refused again, they are open in the file they came back in."""
    (first,) = refusals(workspace)
    export_refused(workspace, tmp_path / "repair.xlsx", reason=WHY)
    ingest_files([tmp_path / "repair.xlsx"], workspace.root)
    (again,) = refusals(workspace)
    assert (again.sha256 != first.sha256, again.code) == (True, first.code)

    export_refused(workspace, tmp_path / "second.xlsx", reason=WHY)
    book = openpyxl.load_workbook(tmp_path / "second.xlsx")
    book.active.cell(2, 1 + VICTIMS.index("首次联系时间"), "2024-05-03 10:00")
    book.save(tmp_path / "second.xlsx")
    plan, _ = ingest_files([tmp_path / "second.xlsx"], workspace.root)
    assert refusals(workspace) == []
    assert {one.answered for one in refusals(workspace, every=True)} == {again.run, plan.digest}

    withdraw(workspace, plan.digest)
    assert refusals(workspace) == [again]
    assert verify(workspace.root).differences == ()


def test_a_file_imported_anew_after_it_was_withdrawn_is_refused_as_before(
    workspace: Workspace, key: Key, tmp_path: Path
) -> None:
    """While it is withdrawn nothing of it is open; its rows are in the vault once."""
    (first,) = refusals(workspace)
    withdraw(workspace, first.run)
    assert refusals(workspace) == []
    _, receipt = ingest_files([next(tmp_path.rglob("受害人.csv"))], workspace.root)

    assert receipt is not None
    assert receipt.added
    (anew,) = refusals(workspace)
    assert (anew.row, anew.code, anew.run != first.run) == (first.row, first.code, True)
    assert export_refused(workspace, tmp_path / "repair.xlsx", reason=WHY) == 1
    assert verify(workspace.root).differences == ()


def test_a_row_refused_in_two_overlapping_files_is_one_fact_once_corrected(
    tmp_path: Path, key: Key, csv_file: Callable[..., Path]
) -> None:
    """Its workbook has it twice, in two sheets; what is equal within one sheet stays, as sub-orders look alike."""
    headers = ("order_no", "phone", "order_time", "merchant")
    bad, twin = ("1", "13800138000", "坏日期", "甲店"), ("2", "13900139000", "?", "乙店")
    workspace = Workspace.create(tmp_path / "w")
    for name, rows in (("a.csv", [bad, twin, twin]), ("b.csv", [bad, ("3", "13700137000", "2024-05-01", "丙店")])):
        ingest_files([csv_file([headers, *rows], name)], workspace.root)
    assert export_refused(workspace, tmp_path / "repair.xlsx", reason=WHY) == 4
    book = openpyxl.load_workbook(tmp_path / "repair.xlsx")
    for sheet in book.worksheets:
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, 3, "2024-05-02 10:00")
    book.save(tmp_path / "repair.xlsx")
    plan, _ = ingest_files([tmp_path / "repair.xlsx"], workspace.root)

    assert [(table.taken, table.repeated) for table in plan.tables] == [(3, 0), (0, 1)]
    assert workspace.facts().table("orders")["order_no"].sort().to_list() == ["1", "2", "2", "3"]
    first = imports(workspace)[0].run
    withdraw(workspace, first)
    bring_back(workspace, first)
    assert workspace.facts().table("orders")["order_no"].sort().to_list() == ["1", "2", "2", "3"]
