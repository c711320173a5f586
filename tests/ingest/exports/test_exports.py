"""Exports as platforms, couriers, operators and banks make them, under their full headers; all people are invented."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ingest.keys import Key
from ingest.plan import plan_files
from ingest.planned import PlannedTable
from ingest.remarks import remarks
from ingest.tokens import token

FILES = Path(__file__).parent / "files"
KEY = Key(b"k" * 32)
BUYER = token(KEY, "phone", "13800138000")


@cache
def export(name: str) -> PlannedTable:
    """The plan of one of the files."""
    (table,) = plan_files([FILES / f"{name}.csv"], key=KEY).tables
    return table


def facts(name: str, *columns: str) -> list[tuple[Any, ...]]:
    """Columns of what is taken, row by row."""
    return export(name).facts.select(columns).rows()


def refused(name: str) -> set[tuple[int, str]]:
    """Rows refused, each with why."""
    return {(one.row, one.code) for one in export(name).refusals}


@pytest.mark.parametrize(
    ("name", "order_no", "time", "platform", "item", "price", "waybill_no"),
    [
        ("taobao", "1928374650192837465", "2024-05-01T09:03:11", "淘宝", "岩茶礼盒", 189.0, "JT0000000000001"),
        ("pinduoduo-with-receiver", "240302-233935330465537", "2024-03-02", "拼多多", "抽纸", 27.9, "JT0000000000003"),
        ("douyin", "6917283746501928374", "2024-05-01T09:03:00", "抖音", "岩茶", 19.9, None),
        ("jd", "291827364501", "2024-05-01T09:03:11", "京东", "水壶", 89.0, None),
        ("1688", "1928374650192837467", "2024-05-01T09:03:11", "1688", "茶罐", 512.0, "JT0000000000004"),
    ],
)
def test_an_order_export_is_known_and_its_platform_is_told(
    name: str, order_no: str, time: str, platform: str, item: str, price: float, waybill_no: str | None
) -> None:
    """What no column says, the format does, and every row carries the flag."""
    columns = ("order_no", "order_time", "platform", "item", "price", "waybill_no")

    assert export(name).kind == "orders"
    assert facts(name, *columns)[0] == (order_no, time, platform, item, price, waybill_no)
    assert all("platform_from_format" in flags for (flags,) in facts(name, "flags"))


def test_an_export_without_receivers_is_known_and_its_rows_are_refused_one_by_one() -> None:
    """Pinduoduo has one; the rows name nobody, and say what to ask for."""
    table = export("pinduoduo")

    assert (table.kind, table.taken) == ("orders", 0)
    assert [(one.row, one.code) for one in table.refusals] == [(2, "nobody_named")]
    assert "手机号" in table.refusals[0].remedy.zh


def test_the_platforms_number_is_taken_and_never_the_erps() -> None:
    """聚水潭 has both; whose export it is, had the orders too. A virtual number names nobody."""
    columns = ("order_no", "platform", "erp", "warehouse", "flags")

    assert facts("jushuitan", *columns) == [("6917283746501928378", "抖音", "聚水潭", "青石云仓", "erp_from_format")]
    assert refused("jushuitan") == {(2, "virtual_phone")}
    assert "内部订单号" in {column.header for column in export("jushuitan").columns if column.column is None}


def test_sub_orders_are_rows_of_one_order() -> None:
    """The number of the sub-order joins nothing; the credit product stands in the way of payment."""
    assert facts("douyin", "order_no", "item", "credit_product") == [
        ("6917283746501928374", "岩茶", "花呗"),
        ("6917283746501928374", "茶杯", None),
    ]


def test_what_an_export_calls_otherwise_is_left_to_it() -> None:
    """JD's 订单来源 is a device, not a platform."""
    reasons = {column.header: column.reason for column in export("jd").columns}

    assert reasons["订单来源"] == reasons["订单渠道"] == "format"
    assert facts("jd", "phone", "flags") == [(None, "masked_phone;platform_from_format")]


def test_a_second_telephone_is_told() -> None:
    """The mobile is taken; the landline beside it is not silently dropped."""
    assert facts("taobao", "phone", "flags") == [
        (BUYER, "platform_from_format"),
        (BUYER, "platform_from_format;second_differs"),
    ]


def test_after_sales_are_left_out_beside_their_orders(xlsx_file: Callable[..., Path]) -> None:
    """抖店 workbooks have both; left out is said."""
    header, row = (
        ["主订单编号", "子订单编号", "选购商品", "收件人手机号", "订单提交时间"],
        ["1", "2", "茶", "13800138000", "2024-05-01"],
    )
    book = xlsx_file({"5月销售订单明细": [header, row], "5月售后订单明细": [header, row], "说明": [["导出说明"]]})

    plan = plan_files([book], key=KEY)

    assert [table.sheet for table in plan.tables] == ["5月销售订单明细"]
    assert ("5月售后订单明细", "after_sales_sheet") in {(one.sheet, one.code) for one in plan.skipped}


def test_cancelled_and_refunded_orders_count_and_none_is_two(xlsx_file: Callable[..., Path]) -> None:
    """The platform held them as well. What only they list is taken; what the orders list too is told to be the same."""
    header = ["订单号", "手机", "下单时间", "订单状态"]
    orders, sold, gone, back = (
        [number, f"1380013800{number}", "2024-05-01", status]
        for number, status in (("1", "交易成功"), ("2", "交易成功"), ("3", "已取消"), ("2", "已退款"))
    )
    sheets = {
        "退款": [header, back],
        "订单": [header, orders, sold],
        "取消订单": [header, gone, back],
        "关闭": [header, gone],
    }

    plan = plan_files([xlsx_file(sheets)], key=KEY)

    assert [(table.sheet, table.taken, table.same_orders) for table in plan.tables] == [
        ("订单", 2, 0),
        ("取消订单", 2, 1),
    ]
    assert {(one.sheet, one.code) for one in plan.skipped} == {
        ("退款", "after_sales_sheet"), ("关闭", "after_sales_sheet"),
    }  # fmt: skip
    said = next(text for text in remarks(plan.tables[1]) if "同一工作簿" in text.zh)
    assert said.zh.startswith("1 行的订单在同一工作簿的其他工作表中也有")
    assert said.en.startswith("1 rows are about orders that another sheet of the workbook has too")


def test_a_sheet_that_sums_up_others_is_taken_and_told(xlsx_file: Callable[..., Path]) -> None:
    """Nothing in its name says what became of the orders, so it is not left out; they are no more orders by it."""
    header = ["订单号", "手机", "下单时间"]
    months = [[f"{month}", "13800138001", f"2024-0{month}-01"] for month in (1, 2)]
    sheets = {"1月": [header, months[0]], "2月": [header, months[1]], "1-2月": [header, *months]}

    plan = plan_files([xlsx_file(sheets)], key=KEY)

    assert [(table.taken, table.same_orders) for table in plan.tables] == [(1, 0), (1, 0), (2, 2)]


def test_a_sheet_of_after_sales_by_itself_is_one_of_orders(xlsx_file: Callable[..., Path]) -> None:
    """There is nothing beside it that would have them; refused rows are never left out with a sheet."""
    header = ["订单号", "手机", "下单时间"]
    alone = plan_files([xlsx_file({"售后": [header, ["1", "13800138001", "2024-05-01"]]})], key=KEY)
    both = {"订单": [header, ["1", "13800138001", "2024-05-01"]], "售后": [header, ["2", "138****8001", "无"]]}
    refused = plan_files([xlsx_file(both)], key=KEY)

    assert [(table.sheet, table.taken) for table in alone.tables] == [("售后", 1)]
    assert [(table.sheet, table.refused) for table in refused.tables] == [("订单", 0), ("售后", 1)]


def test_a_route_of_sentences_becomes_scans() -> None:
    """Newest first or not: type, site, city, where next and who, from code and sentence; a telephone in it is masked."""
    columns = ("scan_type", "site", "city", "next_site", "operator", "scanned_at")

    assert facts("kuaidi100", *columns) == [
        ("sign", "鼓楼一部", "福州市", None, None, "2024-05-04T10:12:00"),
        ("deliver", "鼓楼一部", "福州市", None, "李渡(139****9000)", "2024-05-04T08:01:00"),
        ("arrive", "福州转运中心", None, "临川分拨", None, "2024-05-03T23:40:00"),
        ("depart", "临川分拨", None, "福州转运中心", None, "2024-05-02T20:15:00"),
        ("pickup", "青石网点", "临川市", None, "赵亭(1001)", "2024-05-01T18:30:00"),
    ]
    assert {flags for (flags,) in facts("kuaidi100", "flags")} == {"scan_read_from_text"}
    assert refused("kuaidi100") == {(7, "scan_not_read")}


def test_no_telephone_of_a_sentence_is_shown() -> None:
    """Neither as a sample nor as a problem."""
    table = export("kuaidi100")

    assert "13900139000" not in str(table.columns) + str(table.problems.rows()) + table.facts.write_csv()


def test_another_route_service_is_read_from_its_sentences_alone() -> None:
    """Its codes mean other things, so they are left out."""
    assert facts("kdniao", "scan_type", "site", "city", "operator") == [
        ("pickup", "青石网点", "临川市", "赵亭"),
        ("station", "云岫驿站", None, None),
    ]


def test_a_couriers_own_scans_need_no_sentence() -> None:
    """Its columns go before the description."""
    assert facts("courier-scans", "scan_type", "site", "next_site", "operator", "flags") == [
        ("pickup", "青石网点", "临川分拨", "赵亭", "")
    ]


def test_a_label_plans_hub_and_branch() -> None:
    """By its code where no column names the branch; the company stands before it, as codes are its own."""
    assert facts("waybill-label", "hub", "branch", "flags") == [("福州转运中心", "甲速递 510-26", "branch_from_code")]


def test_an_operators_record_tells_by_its_direction() -> None:
    """A withheld number is a call; a call passed on tells nobody who called."""
    assert facts("cdr-operator", "calling_number", "phone", "duration") == [
        ("059183212345", BUYER, 83),
        ("13800138000", None, 0),
        ("unknown", BUYER, 61),
    ]
    assert refused("cdr-operator") == {(4, "unclear_direction")}


def test_a_landline_record_keeps_day_and_clock_apart() -> None:
    """In either form they are one time."""
    assert facts("cdr-landline", "call_time", "duration") == [("2024-05-10T09:12:03", 83), ("2024-05-10T09:13:40", 7)]


def test_a_voip_record_tells_account_and_gateway() -> None:
    """The far end's address where no gateway is named; durations in milliseconds."""
    columns = ("calling_number", "broadband_account", "gateway", "duration")

    assert facts("cdr-voip", *columns) == [
        ("059183212345", "sip-0007", "GW-3", 83),
        ("059183212345", "sip-0007", "203.0.113.9", 0),
    ]


def test_a_bank_reply_tells_by_its_sign_who_paid() -> None:
    """进 and 贷 came in, 出 and D went out; a row without a sign is refused. Cards have one form however grouped."""
    suspect, victim, third, fourth = (token(KEY, "from_account", f"622202000000000000{n}") for n in range(1, 5))
    rows = facts("bank-reply", "from_account", "to_account", "id_number", "paid_at")

    assert [(payer, to) for payer, to, _, _ in rows] == [
        (victim, suspect),
        (suspect, third),
        (suspect, fourth),
        (victim, suspect),
    ]
    assert [who is not None for _, _, who, _ in rows] == [False, True, True, False]
    assert rows[0][3] == "2024-05-10T10:15:00"
    assert (6, "unclear_payment_direction") in refused("bank-reply")


def test_a_case_sheet_gives_victims() -> None:
    """The first call where it is written, else the incident, and that is told."""
    assert facts("case-sheet", "case_no", "first_contact", "region", "loss", "age", "fields_known", "flags") == [
        ("A2024-001", "2024-05-10T09:12:00", "鼓楼", 228000.0, 37, "name;order_no;phone", ""),
        ("A2024-002", "2024-05-11", None, 140000.0, None, None, "first_contact_assumed"),
    ]


@pytest.mark.parametrize("file", sorted(FILES.glob("*.csv")), ids=lambda file: file.stem)
def test_every_row_of_every_export_has_one_fate(file: Path) -> None:
    """Taken, refused or dropped, and nothing else."""
    table = export(file.stem)

    assert table.rows == table.taken + table.refused + table.repeated + table.dropped
