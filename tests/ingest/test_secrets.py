"""What the vault is given: every plain value behind a token, hints apart from facts, refused rows as they stood."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.keys import Key
from ingest.plan import plan_files
from ingest.planned import PlannedTable
from ingest.readers import RawTable
from ingest.secrets import refused_rows
from ingest.tokens import token

KEY = Key(b"k" * 32)
ORDERS = """订单编号,买家会员名,联系手机,收货人姓名,省,市,详细地址,下单时间,平台
A1,wang88,13900000001,王芳,福建省,莆田市,荔城路1号,2024-05-01 10:00,某宝
A2,wang88,139****0001,王*,,,荔城路1号,2024-05-02 10:00,某宝
A3,,,李雷,,,,2024-05-03 10:00,某宝
"""


def planned(tmp_path: Path) -> PlannedTable:
    """The plan of three orders."""
    file = tmp_path / "订单.csv"
    file.write_text(ORDERS, "utf-8")
    (table,) = plan_files([file], key=KEY).tables
    return table


def test_each_token_of_the_facts_and_of_the_hints_has_its_plain_value(tmp_path: Path) -> None:
    """Nothing that a token stands for is lost."""
    table = planned(tmp_path)
    told = dict(zip(table.secrets["token"], table.secrets["value"], strict=True))
    tokens = {*table.facts["phone"].drop_nulls(), *table.facts["account"].drop_nulls(), *table.hints["token"]}
    assert set(told) == tokens
    assert told[token(KEY, "phone", "13900000001")] == "13900000001"


def test_names_addresses_and_masked_numbers_are_hints_of_the_rows_person(tmp_path: Path) -> None:
    """Hints stand apart from facts."""
    table = planned(tmp_path)
    plain = dict(zip(table.secrets["token"], table.secrets["value"], strict=True))
    said = {(row["column"], plain[row["token"]], row["source_row"]) for row in table.hints.iter_rows(named=True)}
    assert said == {
        ("name", "王芳", 2), ("name", "王*", 3), ("masked_phone", "139****0001", 3),
        ("address", "福建省莆田市荔城路1号", 2), ("address", "荔城路1号", 3),
    }  # fmt: skip


def test_a_refused_row_is_kept_as_it_stood(tmp_path: Path) -> None:
    """For the vault, so that it can be repaired."""
    table = planned(tmp_path)
    assert table.refused_rows["row"].to_list() == [4]
    assert json.loads(table.refused_rows["cells"][0]) == [
        "A3",
        None,
        None,
        "李雷",
        None,
        None,
        None,
        "2024-05-03 10:00",
        "某宝",
    ]


def test_hints_of_pieces_in_which_other_columns_name_people_are_all_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a column has in one piece and not in the next mixes nobody up."""
    monkeypatch.setattr("ingest.table.ROWS", 2)
    lines = [
        f"A{n},{'w' * n if n > 3 else ''},1390000000{n},{'王芳' if n % 2 else '李雷'},2024-05-01,某宝"
        for n in range(1, 8)
    ]
    file = tmp_path / "订单.csv"
    file.write_text("\n".join(["订单编号,买家会员名,联系手机,收货人姓名,下单时间,平台", *lines]), "utf-8")

    (table,) = plan_files([file], key=KEY).tables

    assert table.hints["source_row"].sort().to_list() == list(range(2, 9))


@given(
    st.lists(
        st.tuples(*[st.none() | st.text(max_size=4) | st.sampled_from(['"', "\\", "\n", "\x7f", "王,芳"])] * 2),
        max_size=5,
    )
)
def test_refused_rows_are_written_as_the_standard_library_does(rows: list[tuple[str | None, str | None]]) -> None:
    """Whatever stands in them."""
    cells = pl.DataFrame(rows, schema={"0": pl.String, "1": pl.String}, orient="row")
    numbers = pl.int_range(1, len(rows) + 1, dtype=pl.Int64, eager=True)

    kept = refused_rows(RawTable("a.csv", "", "", "utf-8", cells, numbers), numbers)

    assert kept["cells"].to_list() == [json.dumps(row, ensure_ascii=False) for row in rows]
