"""Headers tell the record kind and the columns, in either language, under titles, and never by luck."""

from __future__ import annotations

import pytest

from graph.schema import RECORDS
from ingest.headers import Layout, best_layout
from ingest.readers.raw import RawTable, row_numbers, text_frame
from ingest.synonyms import headers


def layout(
    *rows: list[str], file: str = "t.csv", kind: str | None = None, mapping: dict[str, str] | None = None
) -> Layout:
    """The best layout of a small table."""
    raw = RawTable(file, "0", "", "utf-8", text_frame(rows), row_numbers(range(1, len(rows) + 1)))
    found = best_layout(raw, kind=kind, mapping=mapping or {})
    assert found is not None
    return found


@pytest.mark.parametrize("kind", list(RECORDS))
def test_canonical_headers_tell_their_kind(kind: str) -> None:
    """Every record kind is known by the names of its own columns."""
    found = layout([column.name for column in RECORDS[kind].columns])

    assert (found.kind, found.fits) == (kind, True)
    assert {header.reason for header in found.headers} == {"canonical"}


@pytest.mark.parametrize(
    ("header", "kind"),
    [("victim_id,city,fraud_call_date", "victims"), ("control_id,city,reference_date", "comparisons"),
     ("order_no,person_id,order_date,item,platform,merchant,erp,warehouse", "orders"),
     ("waybill_no,order_no,courier,pickup,hub,branch,courier_person", "waybills"), ("level,node,share_of_orders", "shares"),
     ("victim_id,call_date,calling_number,line_type,broadband_account,installer,fields_known,named_order_no", "calls"),
     ("序号,案件编号,报案人姓名,年龄,证件号码,联系电话,现住址,城市,案件类别,冒充身份,接通时间,损失金额,诈骗电话,对方掌握信息", "victims"),
     ("姓名,联系电话,城市,参照日期,选取理由", "comparisons"), ("店铺名称,打单软件,仓库名称,启用日期,停用日期", "merchants"),
     ("物流单号,收件人,收件人电话,快递公司,寄件网点,转运中心,应签所属网点,派送员", "waybills"),
     ("运单号,扫描类型,扫描网点,扫描城市,扫描时间,上一站,扫描员", "scans"), ("上游类型,名称,订单份额,来源", "shares"),
     ("主叫号码,被叫号码,通话开始时间,通话时长(秒),呼叫类型", "calls"), ("本方号码,对端号码,呼叫类型,开始时间,通话时长", "calls"),
     ("号码,宽带账号,装机地址,装维工号,光猫SN,安装时间", "lines"), ("交易卡号,交易对手账卡号,交易时间,交易金额,对手开户银行", "transfers"),
     ("手机号,持有者类型,持有者,知悉时间", "exposures"),
     ("订单编号,买家会员名,买家应付货款,买家实际支付金额,收货人姓名,收货地址,联系电话,联系手机,订单创建时间,宝贝标题,物流单号,物流公司,店铺名称", "orders")],
)  # fmt: skip
def test_headers_of_real_exports_tell_their_kind(header: str, kind: str) -> None:
    """As platforms, couriers, police sheets and the cases with known answers write them."""
    found = layout(header.split(","))

    assert (found.kind, found.missing) == (kind, ())


def test_titles_stand_above_headers() -> None:
    """The header row is found below them."""
    found = layout(
        ["某局台账"], ["填报单位：反诈中心"], ["姓名", "联系电话", "接通时间"], ["韩朔澜", "13800138000", "2024-05-01"]
    )

    assert (found.kind, found.first) == ("victims", 3)


def test_sub_order_and_internal_numbers_are_not_the_order_number() -> None:
    """They must never join records."""
    found = layout(["主订单编号", "子订单编号", "内部订单号", "手机号", "下单时间"])

    assert [header.text for header in found.of("order_no")] == ["主订单编号"]


def test_of_two_headers_of_one_column_the_better_is_read_first() -> None:
    """A mobile before a telephone, what was paid before what was due."""
    found = layout(["订单号", "联系电话", "联系手机", "下单时间", "应付金额", "买家实际支付金额"])

    assert [header.text for header in found.of("phone")] == ["联系手机", "联系电话"]
    assert [header.text for header in found.of("price")] == ["买家实际支付金额", "应付金额"]


def test_a_table_that_lacks_something_says_what() -> None:
    """The nearest kind and its missing columns."""
    found = layout(["order_no", "merchant", "platform"])

    assert (found.kind, found.fits, found.missing) == ("orders", False, ("order_time", "person_id"))


def test_a_kind_that_is_given_is_the_only_one() -> None:
    """Even where another fits better."""
    found = layout(["waybill_no", "phone", "order_no", "order_time"], kind="waybills")

    assert (found.kind, found.fits) == ("waybills", True)


def test_a_mapping_goes_before_the_lists() -> None:
    """It names unknown headers, renames known ones, and leaves out what it maps to nothing."""
    found = layout(
        ["编号X", "手机", "时间Y", "备注"],
        kind="victims",
        mapping={"编号X": "person_id", "时间Y": "first_contact", "手机": ""},
    )

    assert found.fits
    assert [(h.column, h.reason) for h in found.headers] == [("person_id", "mapping"), (None, "mapping"), ("first_contact", "mapping"), (None, "unknown")]  # fmt: skip


def test_the_name_of_the_file_decides_between_equals() -> None:
    """Where headers fit two kinds alike."""
    header = ["phone", "first_contact", "reference_time"]

    assert layout(header, file="victims.csv").kind == "victims"
    assert layout(header, file="controls.csv").kind == "comparisons"


@pytest.mark.parametrize("kind", list(RECORDS))
def test_no_header_of_a_kind_means_two_columns_of_it(kind: str) -> None:
    """A list that says otherwise would read one of them by luck."""
    columns = {column.name for column in RECORDS[kind].columns}
    meant = headers(kind)

    assert {one.column for one in meant.values() if not one.column.startswith("_")} <= columns
    assert all(meant[name].column == name for name in columns)


def test_a_cell_longer_than_any_header_is_none() -> None:
    """It is shown cut, so that no page of text becomes a column's name."""
    long = layout(["手机号", "首次接通时间", "订" * 5000]).headers[2]

    assert (long.column, long.reason, len(long.text)) == (None, "unknown", 201)
