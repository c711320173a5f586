"""A row of headers that is somebody's row names nobody where it is kept or shown, and tables under it are read again alike."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import BadInput
from graph.workspace import Workspace
from ingest import ingest_files, known_files, plan_files
from ingest.kept_headers import fits, kept_headers, meant
from ingest.keys import Key
from ingest.mappings import save, saved_mappings
from ingest.saving import savings
from tests.ingest.vault.exposed import found_in, readable

CsvFile = Callable[..., Path]
HEADERLESS = [["诸葛青山", "13800138000", "2024-05-01", "云岫"], ["王芳", "13900139000", "2024-05-02", "云岫"]]
MAPPING = {"诸葛青山": "name", "13800138000": "phone", "2024-05-01": "first_contact", "云岫": ""}
NAMED = [["手机号", "首次联系时间", "诸葛青山的备注"], ["13800138000", "2024-05-01", "无"]]
NAMES = [["姓名", "手机号", "首次联系时间"], ["诸葛青山", "13700137000", "2024-05-01"]]


def test_ordinary_headers_stay() -> None:
    """Days too, in a table that has a column for each."""
    headers = ["姓名", "手机号", "颜色", "20240501", "2024年5月1日", "备注（100字以内）", ""]

    assert kept_headers(headers) == headers


def test_a_row_with_a_number_of_somebody_is_masked_but_for_headers_that_are_known() -> None:
    """Two that look alike differ by their place."""
    assert kept_headers(["诸葛青山", "13800138000", "诸葛青水", "手机号", ""]) == [
        "诸***[1]",
        "138****8000[2]",
        "诸***[3]",
        "手机号",
        "",
    ]


@pytest.mark.parametrize(
    ("kept", "header", "same"),
    [
        ("诸***[1]", "诸葛青山", True), ("138****8000[2]", "13800138000", True), ("138****8000[2]", "13800138001", False),
        ("颜色", "颜色", True), ("颜色", "颜", False), ("诸***的备注", "诸葛青山的备注", True),
    ],
)  # fmt: skip
def test_a_masked_header_is_known_again(kept: str, header: str, same: bool) -> None:
    """As far as it shows."""
    assert fits(kept, header) is same


def test_a_mapping_of_masked_headers_means_those_of_the_table() -> None:
    """In its order, and no header twice."""
    mapping = {"诸***[2]": "name", "诸***[1]": "address", "颜色": "", "李*[9]": ""}

    assert meant(mapping, ["诸葛青山", "诸葛路", "颜色"]) == {
        "诸葛青山": "name",
        "诸葛路": "address",
        "颜色": "",
        "李*[9]": "",
    }


def test_a_table_without_headers_names_nobody_and_is_known_again(csv_file: CsvFile, key: Key, tmp_path: Path) -> None:
    """Neither in the ledger, nor in a mapping that is saved, which then reads the next such table."""
    file = csv_file(HEADERLESS, "a.csv")
    plan = plan_files([file], key=key, mapping=MAPPING, kind="victims")
    ingest_files(
        [csv_file([["手机号", "首次联系时间"], ["13500135000", "2024-05-01"]], "b.csv")],
        tmp_path / "w",
        who="a",
        key=key,
    )
    there = Workspace(tmp_path / "w")
    save(there, "没有表头", savings(plan.tables), who="a")

    (table,) = ingest_files([file], tmp_path / "w", who="a", key=key)[0].tables
    again = plan_files([file], key=key, known=known_files(there), mapping=MAPPING, kind="victims")

    assert [column.header for column in table.columns] == ["诸***[1]", "138****8000[2]", "2***[3]", "云*[4]"]
    assert (table.kind, table.taken, table.recognition.mapping_name) == ("victims", 1, "没有表头")
    assert again.tables[0].repeats is not None
    assert saved_mappings(there)[table.recognition.header_set].saving.mapping["138****8000[2]"] == "phone"
    assert found_in(readable(tmp_path / "w"), ("诸葛青山", "13800138000", "13900139000")) == set()


def test_a_header_that_names_somebody_the_vault_knows_is_masked(csv_file: CsvFile, key: Key, tmp_path: Path) -> None:
    """Whoever comes first; and the file is read as it was when it comes again."""
    ingest_files([csv_file(NAMES, "names.csv")], tmp_path / "w", who="a", key=key)
    file = csv_file(NAMED, "a.csv")

    (table,) = ingest_files([file], tmp_path / "w", who="a", key=key)[0].tables
    known = known_files(Workspace(tmp_path / "w"))

    assert table.columns[2].header == "诸***的备注"
    assert plan_files([file], key=key, known=known, kind="victims").tables[0].repeats is not None
    assert found_in(readable(tmp_path / "w"), ("诸葛青山",)) == set()


def test_an_error_names_nobody(csv_file: CsvFile, key: Key) -> None:
    """That lists the headers there are."""
    with pytest.raises(BadInput) as raised:
        plan_files([csv_file(HEADERLESS)], key=key, mapping=MAPPING | {"李雷": "name"}, kind="victims")

    assert "诸***[1]" in str(raised.value)
    assert not {"诸葛青山", "13800138000"} & {one for one in MAPPING if one in str(raised.value)}
