"""Nothing is lost: what facts do not have of a row, because it would name somebody or is no number, the vault has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph import open_store
from graph.errors import NotFound
from graph.stores import EmbeddedStore
from graph.workspace import Workspace
from ingest import ingest_files
from ingest.keys import Key, read_key
from ingest.vault import reveal

CsvFile = Callable[..., Path]
SCRIPT = "对方让13900139000加微信 abc_12345，邮件发到li.si@example.com"
ROW = {
    "person_id": "V1", "phone": "13800138000", "second": "13700137000", "id_number": "110101199003070012",
    "first_contact": "2024-05-01", "script": SCRIPT,
}  # fmt: skip


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Key:
    """The user's key, in a file of its own."""
    monkeypatch.setenv("HEADWATER_KEY_FILE", str(tmp_path / "keys" / "token.key"))
    return read_key(tmp_path / "keys" / "token.key")


def revealed(root: Path, person: str | None = None) -> dict[str, str]:
    """What the vault tells of the only person."""
    store = open_store(root)
    assert isinstance(store, EmbeddedStore)
    (found,) = [person] if person else store.persons.of["person"].unique().to_list()
    return {one.column: one.value for one in reveal(root, found, reason="核对")}


def imported(csv_file: CsvFile, key: Key, root: Path, row: dict[str, str]) -> Workspace:
    """A workspace with one row of victims, which is taken."""
    headers = ["手机号" if name == "second" else name for name in row]
    plan, _ = ingest_files([csv_file([headers, list(row.values())], "victims.csv")], root, who="a", key=key)
    assert plan.taken == 1
    return Workspace(root)


def test_a_text_that_was_masked_is_shown_whole_by_reveal(csv_file: CsvFile, key: Key, tmp_path: Path) -> None:
    """With the person whose row it stands in."""
    there = imported(csv_file, key, tmp_path / "w", ROW)

    (kept,) = there.facts().table("victims")["script"]
    assert kept == "对方让139****9000加微信 a***,邮件发到l***@example.com"
    assert revealed(tmp_path / "w")["text_script"] == SCRIPT.replace("，", ",")


def test_a_number_with_a_wrong_check_digit_is_kept_for_reveal(csv_file: CsvFile, key: Key, tmp_path: Path) -> None:
    """It links nobody, and is what was written."""
    there = imported(csv_file, key, tmp_path / "w", ROW)

    assert there.facts().table("victims")["id_number"].to_list() == [None]
    assert revealed(tmp_path / "w")["withheld_id_number"] == ROW["id_number"]


@pytest.mark.parametrize("written", ["13800138000转123", "1380013800O", "05911234"])
def test_a_telephone_that_names_nobody_is_kept_for_reveal(
    csv_file: CsvFile, key: Key, tmp_path: Path, written: str
) -> None:
    """Virtual numbers, letters, numbers too short."""
    imported(csv_file, key, tmp_path / "w", ROW | {"phone": written, "second": ""})

    assert revealed(tmp_path / "w")["withheld_phone"] == written


def test_what_a_second_column_says_is_kept_for_reveal(csv_file: CsvFile, key: Key, tmp_path: Path) -> None:
    """Only the first is the row's."""
    imported(csv_file, key, tmp_path / "w", ROW)

    told = revealed(tmp_path / "w")
    assert (told["phone"], told["second_phone"]) == (ROW["phone"], ROW["second"])


def test_a_type_of_scan_that_is_a_sentence_names_nobody(csv_file: CsvFile, key: Key, tmp_path: Path) -> None:
    """Nor does a region, or an installer, by a number beside the name."""
    scans = [
        ["运单号", "扫描类型", "扫描网点", "扫描时间", "城市"],
        ["Y1", "诸葛青山拒收 13800138000", "甲", "2024-05-01", "云岫市 13800138000"],
    ]
    people = [["姓名", "手机号", "首次联系时间"], ["诸葛青山", "13800138000", "2024-05-01"]]
    ingest_files([csv_file(scans, "scans.csv"), csv_file(people, "v.csv")], tmp_path / "w", who="a", key=key)

    (told,) = Workspace(tmp_path / "w").facts().table("scans").select("scan_type", "city").rows()
    assert told == ("诸***拒收 138****8000", "云岫市 138****8000")


def test_a_text_of_a_row_that_names_nobody_is_kept_with_its_row(csv_file: CsvFile, key: Key, tmp_path: Path) -> None:
    """Its token stands in the hints, beside file, sheet and row."""
    scans = [
        ["运单号", "扫描类型", "扫描网点", "扫描时间", "操作人"],
        ["Y1", "签收", "甲", "2024-05-01", "小哥13800138000"],
    ]
    ingest_files([csv_file(scans, "scans.csv")], tmp_path / "w", who="a", key=key)

    (hint,) = Workspace(tmp_path / "w").hints().iter_rows(named=True)
    assert (hint["who"], hint["column"], hint["source_row"]) == (None, "text_operator", 2)
    assert revealed(tmp_path / "w", hint["token"]) == {"text_operator": "小哥13800138000"}


def test_such_a_row_is_asked_for_by_its_file_and_number(csv_file: CsvFile, key: Key, tmp_path: Path) -> None:
    """Rows that say the same too; of a row that hides nothing nothing is found."""
    scans = [["运单号", "扫描类型", "扫描网点", "扫描时间", "操作人"]]
    scans += [[f"Y{n}", "签收", "甲", "2024-05-01", "小哥13800138000" if n else "小哥"] for n in range(3)]
    ingest_files([csv_file(scans, "scans.csv")], tmp_path / "w", who="a", key=key)

    assert (
        revealed(tmp_path / "w", "scans.csv:3")
        == revealed(tmp_path / "w", "scans.csv:4")
        == {"text_operator": "小哥13800138000"}
    )
    for nothing in ("scans.csv:2", "other.csv:3"):
        with pytest.raises(NotFound):
            revealed(tmp_path / "w", nothing)
