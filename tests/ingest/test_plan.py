"""A plan says of every row what would become of it, and writes nothing."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import BadInput
from graph.facts import fact_schema
from graph.schema import RECORDS
from ingest import facts_in_memory
from ingest.faults import MOST
from ingest.keys import Key
from ingest.known import Known, KnownFile, KnownTable
from ingest.plan import plan_files
from ingest.planned import PlannedTable
from ingest.progress import Step
from ingest.tokens import token

Planned = Callable[..., PlannedTable]
ORDERS = ["订单号", "手机", "下单时间", "店铺名称", "平台", "下单帐号", "运单号"]
GOOD = ["836499727232", "13800138000", "2024-05-01 10:00", "某店", "某平台", "yh_1", ""]


def changed(**cells: str) -> list[str]:
    """A good order with some cells changed."""
    return [cells.get(header, cell) for header, cell in zip(ORDERS, GOOD, strict=True)]


def test_a_good_row_becomes_a_fact_with_tokens_and_its_source(planned: Planned, key: Key) -> None:
    """In the columns of the schema, with file, sheet and row."""
    table = planned([ORDERS, GOOD])

    assert table.facts.schema == fact_schema("orders")
    fact = table.facts.row(0, named=True)
    assert (fact["order_no"], fact["order_time"]) == ("836499727232", "2024-05-01T10:00:00")
    assert fact["phone"] == token(key, "phone", "13800138000")
    assert fact["account"] == token(key, "account", "某平台\0yh_1")
    assert (fact["source_file"], fact["source_sheet"], fact["source_row"], fact["flags"]) == (table.sha256, "", 2, "")


def test_the_same_account_on_another_platform_is_another_token(planned: Planned) -> None:
    """Names are given out by each platform for itself."""
    table = planned([ORDERS, GOOD, changed(平台="别的平台")])

    assert table.facts["account"].n_unique() == 2


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [({"订单号": ""}, "order_no", "missing"), ({"下单时间": "春节前后"}, "order_time", "unreadable_time"),
     ({"下单时间": "2024-02-30 25:61:00"}, "order_time", "no_such_time"), ({"订单号": "2.3E+17"}, "order_no", "digits_lost"),
     ({"运单号": "2.30718123456789e+17"}, "waybill_no", "digits_lost"), ({"手机": "138****8000", "下单帐号": ""}, "phone", "masked_phone"),
     ({"手机": "18412345678-1234", "下单帐号": "无"}, "phone", "virtual_phone"),
     ({"手机": "无", "下单帐号": ""}, "phone", "nobody_named")],
)  # fmt: skip
def test_a_row_that_cannot_be_taken_says_where_why_and_what_to_do(
    planned: Planned, cells: dict[str, str], column: str, code: str
) -> None:
    """And the rows around it are taken."""
    table = planned([ORDERS, GOOD, changed(**cells), GOOD])

    assert [(one.row, one.column, one.code) for one in table.refusals] == [(3, column, code)]
    assert (table.taken, table.refused) == (2, 1)
    problem = table.refusals[0]
    assert problem.reason.en
    assert problem.reason.zh
    assert problem.remedy.en


def test_a_row_that_names_nobody_points_at_the_cell_that_is_wrong(planned: Planned) -> None:
    """Not at a column that is empty in it, however strong; where all are empty, at the strongest."""
    header = ["姓名", "联系电话", "证件号码", "接通时间"]
    two, none = ["韩朔澜", "13800138000/13900139000", "", "2024-05-01"], ["尤玥蓁", "", "", "2024-05-02"]
    table = planned([header, two, none, ["何", "138****8000", "1101**********1234", "2024-05-03"]])

    assert [(one.row, one.column, one.code) for one in table.refusals] == [
        (2, "phone", "several_phones"), (3, "id_number", "nobody_named"), (4, "id_number", "masked_id_number"),
    ]  # fmt: skip


def test_a_masked_number_beside_an_account_is_a_flag(planned: Planned) -> None:
    """Somebody is named, so the row is taken; the phone gives no token."""
    table = planned([ORDERS, changed(手机="138****8000")])

    assert table.facts["phone"].to_list() == [None]
    assert table.facts["flags"].to_list() == ["masked_phone"]
    assert [(one.row, one.column, one.code, one.value) for one in table.flags] == [
        (2, "phone", "masked_phone", "138****8000")
    ]


def test_flags_of_a_row_are_sorted_and_said_once(planned: Planned) -> None:
    """Two columns with the same fault are one code, several codes are joined."""
    header = ["手机", "接通时间", "损失金额", "止付金额", "年龄"]
    table = planned([header, ["13800138000", "2024-05-01", "很多", "不少", "三十"]])

    assert table.facts["flags"].to_list() == ["unreadable_amount;unreadable_count"]
    assert [one.column for one in table.flags] == ["age", "intercepted", "loss"]


def test_long_numbers_in_cells_of_a_workbook_are_refused_and_as_text_are_not(
    xlsx_file: Callable[..., Path], key: Key
) -> None:
    """Excel keeps fifteen digits."""
    header = ["订单号", "手机", "下单时间"]
    rows = [
        header,
        [230718123456789012, "13800138000", "2024-05-01"],
        ["230718123456789012", 13800138000, "2024-05-01"],
    ]
    table = plan_files([xlsx_file({"订单": rows})], key=key).tables[0]

    assert [(one.row, one.column, one.code) for one in table.refusals] == [(2, "order_no", "digits_lost")]
    assert table.facts["order_no"].to_list() == ["230718123456789012"]
    assert table.facts["phone"].to_list() == [token(key, "phone", "13800138000")]


def test_waybills_and_calls_may_name_nobody(planned: Planned) -> None:
    """A parcel belongs to its order's person."""
    table = planned([["运单号", "订单号", "快递公司"], ["XM1", "836499727232", "某快递"]])

    assert (table.kind, table.taken) == ("waybills", 1)


def test_no_identity_stands_in_a_plan(planned: Planned) -> None:
    """Not in facts, not in samples, not in problems."""
    header = ["报案人姓名", "联系电话", "证件号码", "现住址", "接通时间", "办案民警", "说明"]
    row = [
        "韩朔澜",
        "13750117380",
        "110101190701309368",
        "云岫市松陵区听雨巷一号",
        "2024-05-01",
        "某警官",
        "联系人韩朔澜",
    ]
    table = planned([header, row, [*row[:4], "不详", *row[5:]]])

    shown = f"{table.facts.rows()}{table.columns}{table.refusals}{table.flags}"
    assert [value for value in row if value != "2024-05-01" and value in shown] == []
    assert [column.sample for column in table.columns][:2] == ["韩**", "137****7380"]


def test_a_persons_own_calls_are_refused(csv_file: Callable[..., Path], key: Key) -> None:
    """Their number would stand as a calling number in plain text."""
    victims = csv_file([["手机", "接通时间"], ["13800138000", "2024-05-01"]], "victims.csv")
    header = ["本方号码", "对方号码", "呼叫类型", "开始时间"]
    calls = csv_file(
        [
            header,
            ["13800138000", "059183212345", "被叫", "2024-05-01"],
            ["13800138000", "059183212345", "主叫", "2024-05-02"],
        ],
        "calls.csv",
    )

    table = plan_files([victims, calls], key=key).tables[1]

    assert [(one.row, one.code, one.value) for one in table.refusals] == [(3, "own_call", "138****8000")]
    assert (table.taken, table.refused, table.facts["calling_number"].to_list()) == (1, 1, ["059183212345"])


def test_the_same_file_twice_counts_once(csv_file: Callable[..., Path], key: Key, tmp_path: Path) -> None:
    """Under another name, in the same batch."""
    first = csv_file([ORDERS, GOOD], "a.csv")
    second = tmp_path / "b.csv"
    second.write_bytes(first.read_bytes())

    plan = plan_files([first, second], key=key)

    assert [(t.taken, t.repeated, t.repeats) for t in plan.tables] == [(1, 0, None), (0, 1, "a.csv")]


def test_a_file_imported_before_is_repeated(csv_file: Callable[..., Path], key: Key) -> None:
    """With the time it was, and as the ledger says it was read; nobody reads it again."""
    path = csv_file([ORDERS, GOOD])
    sha256 = plan_files([path], key=key).tables[0].sha256
    table = KnownTable("", "orders", "utf-8", {"订单号": "order_no"}, 1)

    again = plan_files([path], key=key, known=Known({sha256: KnownFile("2026-01-01", (table,))}))

    assert [(t.taken, t.repeated, t.repeats) for t in again.tables] == [(0, 1, "2026-01-01")]
    assert [(c.header, c.column, c.sample) for c in again.tables[0].columns] == [("订单号", "order_no", "")]


def test_headers_without_rows_are_said_to_be(csv_file: Callable[..., Path], key: Key) -> None:
    """The table is there, and a remark beside it."""
    plan = plan_files([csv_file([ORDERS]), csv_file([ORDERS, GOOD], "full.csv")], key=key)

    assert [(one.file, one.code) for one in plan.skipped] == [("orders.csv", "no_rows")]
    assert [table.taken for table in plan.tables] == [0, 1]


def test_a_row_with_more_cells_than_headers_is_refused(planned: Planned) -> None:
    """Something in it holds a comma without quotes, so its cells are not where they belong; empty cells are nothing."""
    table = planned([ORDERS, GOOD, [*GOOD[:3], "某", *GOOD[3:]], [*GOOD[:6], "W1", "x"], [*GOOD, "", ""]])

    assert [(one.row, one.column, one.code) for one in table.refusals] == [(4, "", "extra_cells")]
    assert table.facts["source_row"].to_list() == [2, 3, 5]


def test_remarks_beside_a_sheet_move_nothing(xlsx_file: Callable[..., Path], key: Key) -> None:
    """In a workbook a cell stands where it was put."""
    plan = plan_files([xlsx_file({"订单": [ORDERS, [*GOOD, None, "看这里"]]})], key=key)

    assert plan.tables[0].taken == 1


def test_the_second_of_two_columns_that_mean_the_same_is_said_to_be(planned: Planned) -> None:
    """It is read only where the first is empty."""
    table = planned([[*ORDERS, "联系电话"], [*GOOD, "13900139000"], [*changed(手机=""), "13900139000"]])

    assert [(c.header, c.column, c.reason) for c in table.columns if c.column == "phone"] == [
        ("手机", "phone", "synonym"),
        ("联系电话", "phone", "second"),
    ]
    assert table.facts["phone"].n_unique() == 2


def test_a_notes_sheet_is_left_out_and_said_to_be(xlsx_file: Callable[..., Path], key: Key) -> None:
    """It is no error beside a table."""
    plan = plan_files(
        [xlsx_file({"填表说明": [["填表说明"], ["一、本表由办案单位填写。"]], "订单": [ORDERS, GOOD], "空": []})],
        key=key,
    )

    assert [(one.sheet, one.code) for one in plan.skipped] == [("填表说明", "not_data"), ("空", "empty_sheet")]
    assert [table.sheet for table in plan.tables] == ["订单"]


def test_a_file_in_which_nothing_is_recognised_names_the_nearest_kind(csv_file: Callable[..., Path], key: Key) -> None:
    """And its missing columns, and the way out."""
    path = csv_file([["order_no", "merchant", "platform"], ["1", "2", "3"]])

    with pytest.raises(BadInput, match=r"orders\.csv.*Nearest is orders.*order_time, person_id.*--kind"):
        plan_files([path], key=key)


def test_headers_of_which_none_is_known_have_no_nearest_kind(csv_file: Callable[..., Path], key: Key) -> None:
    """Naming one would be a guess."""
    with pytest.raises(BadInput, match="None of its headers is known") as error:
        plan_files([csv_file([["foo", "bar"], ["1", "2"]])], key=key)
    assert "Nearest" not in str(error.value)


@pytest.mark.parametrize("mark", ["|", "；"])
def test_a_file_parted_by_another_mark_says_which_are_understood(tmp_path: Path, key: Key, mark: str) -> None:
    """The headers may all be right."""
    (tmp_path / "a.csv").write_text("\n".join(mark.join(row) for row in [ORDERS, GOOD]), "utf-8")

    with pytest.raises(BadInput, match=rf"parted by [{mark}]; understood are comma, tab and semicolon"):
        plan_files([tmp_path / "a.csv"], key=key)


@pytest.mark.parametrize("kind", [None, "orders"])
def test_a_mapping_to_no_column_is_refused_with_the_columns_there_are(
    csv_file: Callable[..., Path], key: Key, kind: str | None
) -> None:
    """A slip of the pen is told before anything is read."""
    with pytest.raises(BadInput, match=r"'orderno'.*Columns: .*order_no"):
        plan_files([csv_file([ORDERS, GOOD])], key=key, kind=kind, mapping={"订单号": "orderno"})


def test_a_mapping_says_nothing_of_kinds_without_its_column(csv_file: Callable[..., Path], key: Key) -> None:
    """One mapping serves a batch of several kinds: `备注` is the item of an order, and nothing of a victim."""
    victims = csv_file([["手机号", "首次接通时间", "备注"], ["13800138000", "2024-05-01", "x"]], "victims.csv")
    orders = csv_file([[*ORDERS, "备注"], [*GOOD, "伞"]], "orders.csv")

    plan = plan_files([victims, orders], key=key, mapping={"备注": "item"})

    assert [table.kind for table in plan.tables] == ["victims", "orders"]
    assert plan.tables[0].columns[2].column is None
    assert plan.tables[1].facts["item"].to_list() == ["伞"]


def test_a_batch_without_any_table_is_refused(tmp_path: Path, key: Key) -> None:
    """Each file with its reason."""
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr("truth.json", "{}")
        archive.writestr("说明.txt", "本案说明\n")

    with pytest.raises(BadInput, match=r"truth\.json: not a table format; 说明\.txt: no data"):
        plan_files([tmp_path / "z.zip"], key=key)


def test_an_unknown_kind_is_refused_with_the_kinds_there_are(csv_file: Callable[..., Path], key: Key) -> None:
    """A slip of the pen is told."""
    with pytest.raises(BadInput, match=r"order'.*orders"):
        plan_files([csv_file([ORDERS, GOOD])], key=key, kind="order")


@pytest.mark.parametrize("word", ["订单", "orders", " Orders "])
def test_kinds_have_chinese_names_too(csv_file: Callable[..., Path], key: Key, word: str) -> None:
    """As the files' own headers have."""
    assert plan_files([csv_file([ORDERS, GOOD])], key=key, kind=word).tables[0].kind == "orders"


def test_a_header_mapped_in_vain_is_told_with_the_headers_there_are(csv_file: Callable[..., Path], key: Key) -> None:
    """A slip of the pen in a mapping would otherwise leave a column out in silence."""
    file = csv_file([[*ORDERS, "电话2"], [*GOOD, "x"]])

    with pytest.raises(BadInput, match=r"“电话三”.*a header that no table has.*电话2"):
        plan_files([file], key=key, mapping={"电话三": "phone", "电话2": ""})


def test_every_file_that_cannot_be_read_is_told(tmp_path: Path, csv_file: Callable[..., Path], key: Key) -> None:
    """Not one after the other; a line each, in both languages."""
    (tmp_path / "b.csv").write_bytes(b"")
    (tmp_path / "c.xlsx").write_bytes(b"PK\x03\x04")

    with pytest.raises(BadInput) as caught:
        plan_files([tmp_path / "b.csv", csv_file([ORDERS, GOOD]), tmp_path / "c.xlsx"], key=key)

    empty, cut = caught.value.lines
    assert "b.csv 是空文件" in empty
    assert "b.csv is empty" in empty
    assert "c.xlsx" in cut
    assert "cut short" in cut


def test_of_very_many_files_that_cannot_be_read_the_first_are_told_and_the_rest_counted(
    tmp_path: Path, key: Key
) -> None:
    """A screen of thousands of lines says no more."""
    for number in range(MOST + 2):
        (tmp_path / f"{number:02}.csv").write_bytes(b"")

    with pytest.raises(BadInput) as caught:
        plan_files([tmp_path], key=key)

    assert len(caught.value.lines) == MOST + 1
    assert "2 more files" in caught.value.lines[-1]


def test_progress_hears_of_every_file(csv_file: Callable[..., Path], key: Key) -> None:
    """In order."""
    heard: list[Step] = []
    files = [csv_file([ORDERS, GOOD], "a.csv"), csv_file([ORDERS, GOOD, GOOD], "b.csv")]
    plan_files(files, key=key, progress=heard.append)

    assert [step.file for step in heard if not step.rows] == ["a.csv", "b.csv"]
    assert [(step.file, step.rows) for step in heard if step.rows] == [("a.csv", 1), ("b.csv", 2)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_changes_no_fact(csv_file: Callable[..., Path], key: Key, encoding: str) -> None:
    """Only the digest of the file differs."""
    facts = plan_files([csv_file([ORDERS, GOOD], "x.csv", encoding)], key=key).tables[0].facts
    plain = plan_files([csv_file([ORDERS, GOOD], "y.csv")], key=key).tables[0].facts

    assert facts.drop("source_file").equals(plain.drop("source_file"))


def test_a_folder_a_zip_and_files_by_name_give_the_same_facts(
    csv_file: Callable[..., Path], key: Key, tmp_path: Path
) -> None:
    """However the evidence arrives."""
    paths = [csv_file([ORDERS, GOOD], "in/a.csv"), csv_file([ORDERS, changed(手机="13900139000")], "in/b.csv")]
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        for path in paths:
            archive.write(path, path.name)

    wanted = facts_in_memory(plan_files(paths, key=key)).table("orders")

    assert wanted.height == 2
    for given_paths in ([tmp_path / "in"], [tmp_path / "z.zip"]):
        assert facts_in_memory(plan_files(given_paths, key=key)).table("orders").equals(wanted)


CELLS = st.sampled_from(
    [
        "",
        "合计",
        "13800138000",
        "138****8000",
        "2024-05-01",
        "2024-02-30",
        "XM1",
        "无",
        "某店",
        "1.5",
        "２",
        "\u200b",
        "P1",
        "5E+17",
        "被叫",
    ]
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(sorted(RECORDS)), data=st.data())
def test_every_row_of_any_table_has_one_fate(planned: Planned, key: Key, kind: str, data: st.DataObject) -> None:
    """Taken, refused, repeated or furniture; the same again on a second reading; nothing raised."""
    header = [column.name for column in RECORDS[kind].columns]
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(header), max_size=len(header)), max_size=6))

    table, again = (planned([header, *rows]) for _ in range(2))

    assert table.rows == table.taken + table.refused + table.repeated + table.dropped
    assert {one.row for one in table.refusals} | set(table.facts["source_row"]) <= set(range(2, len(rows) + 2))
    assert len({one.row for one in table.refusals}) == table.refused
    assert table.facts.height == table.taken == table.facts["source_row"].n_unique()
    assert table.facts.schema == fact_schema(kind)
    required: Any = pl.all_horizontal(
        [pl.col(name).is_not_null() for name in RECORDS[kind].required] or [pl.lit(value=True)]
    )
    assert table.facts.filter(~required).is_empty()
    assert table.facts.equals(again.facts)
    assert table.problems.equals(again.problems)


def test_the_digest_is_of_files_reading_and_outcome(csv_file: Callable[..., Path], key: Key) -> None:
    """The same again is the same; another key, mapping or file is not."""
    path = csv_file([ORDERS, GOOD])
    digest = plan_files([path], key=key).digest

    assert plan_files([path], key=key).digest == digest
    assert plan_files([path], key=Key(b"x" * 32)).digest != digest
    assert plan_files([path], key=key, mapping={"店铺名称": ""}).digest != digest
    assert plan_files([csv_file([ORDERS, GOOD, GOOD])], key=key).digest != digest
