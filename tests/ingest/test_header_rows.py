"""Headers over two rows, groups without merged cells, and rows of units: what stands over a column is all that says of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.keys import Key
from ingest.plan import plan_files
from ingest.planned import PlannedTable

KEY = Key(b"k" * 32)
Table = Callable[..., PlannedTable]


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """The one table of a file of these lines."""

    def planned(name: str, *lines: str, kind: str | None = None) -> PlannedTable:
        file = tmp_path / f"{name}.csv"
        file.write_text("\n".join(lines) + "\n", "utf-8")
        (found,) = plan_files([file], key=KEY, kind=kind).tables
        return found

    return planned


def column(found: PlannedTable, name: str) -> list[object]:
    """What is taken of a column, with the plain values of tokens."""
    plain = dict(found.secrets.select("token", "value").rows())
    return [plain.get(value, value) for value in found.facts[name]]


def test_names_that_stand_twice_are_told_apart_by_the_groups_above(table: Table) -> None:
    """Merged or not: the sender's telephone is never taken for the receiver's."""
    found = table(
        "运单", ",寄件信息,,收件信息,,,", "运单号,姓名,电话,姓名,电话,快递公司,揽收网点",
        "SF1,甲,13800138000,乙,13900139000,顺丰,一部",
    )  # fmt: skip

    assert column(found, "phone") == ["13900139000"]
    assert [one.header for one in found.columns if one.column is None] == ["寄件信息姓名", "寄件信息电话"]
    assert found.facts["courier"].to_list() == ["顺丰"]
    assert found.rows == found.taken == 1


def test_a_name_that_says_little_is_read_with_its_group(table: Table) -> None:
    """Where a list knows the two together: the name of a shop is no name of goods."""
    found = table(
        "订单", "订单信息,,收件人,,店铺", "订单号,下单时间,姓名,电话,名称", "A1,2024-05-01 10:00,乙,13900139000,某书店"
    )

    assert found.facts.select("merchant", "item").row(0) == ("某书店", None)
    assert found.columns[-1].header == "店铺名称"


def test_what_stands_once_below_the_sender_is_not_read_for_the_receiver(table: Table) -> None:
    """Nor in its place: a telephone beside a mobile, one that the receiver has none of."""
    found = table(
        "运单", "运单号,快递公司,寄件人,,,收件人,", ",,姓名,电话,地址,姓名,手机",
        "SF1,顺丰,甲,13800138000,福州,乙,13900139000", "SF2,顺丰,甲,13800138000,福州,丙,",
    )  # fmt: skip

    assert column(found, "phone") == ["13900139000", None]
    assert [one.header for one in found.columns if one.column is None] == ["寄件人姓名", "寄件人电话", "寄件人地址"]


def test_headers_that_stand_in_two_rows_are_read_together(table: Table) -> None:
    """Each row has some where the other has none."""
    found = table(
        "运单", "运单号,寄件人,,收件人,,快递公司", ",姓名,电话,姓名,电话,", "SF1,甲,13800138000,乙,13900139000,顺丰"
    )

    assert (found.rows, found.taken) == (1, 1)
    assert (column(found, "phone"), column(found, "courier")) == (["13900139000"], ["顺丰"])


@pytest.mark.parametrize(
    "title", ["某店订单导出,,,,", "填报单位：鼓楼分局,,,日期：2024年5月,", ",,,,", "订单,第1页,,,"]
)
def test_a_title_is_no_group(table: Table, title: str) -> None:
    """What stands twice below it is read as ever: the first goes before the second."""
    found = table("订单", title, "订单号,手机号,下单时间,备注,备注", "1,13800138000,2024-05-01,a,b")

    assert (found.taken, found.flagged) == (1, 0)
    assert [one.header for one in found.columns] == ["订单号", "手机号", "下单时间", "备注", "备注"]


@pytest.mark.parametrize("below", [",,,元,", ",11位,年月日,（元）,件", "文本,数字,YYYY-MM-DD,单位：元,必填"])
def test_a_row_of_units_is_no_data(table: Table, below: str) -> None:
    """Nor is one that says how to fill in what."""
    found = table("订单", "订单号,手机号,下单时间,实付金额,数量", below, "1,13800138000,2024-05-01,12.5,1")

    assert (found.rows, found.taken, found.refused) == (1, 1, 0)
    assert column(found, "price") == [12.5]


@pytest.mark.parametrize(
    ("header", "below", "cell", "loss"),
    [("涉案金额（万元）", "", "1.2", 12_000.0), ("涉案金额", "万元", "1.2", 12_000.0), ("涉案金额（单位：万元）", "", "1.2", 12_000.0),
     ("涉案金额（万元）", "", "1.2万元", 12_000.0), ("涉案金额（元）", "", "12,000.00", 12_000.0), ("涉案金额(人民币)", "", "12000", 12_000.0),
     ("涉案金额（万元）", "", "-0.5", -5_000.0), ("涉案金额", "", "12000", 12_000.0)],
)  # fmt: skip
def test_amounts_are_read_in_the_unit_that_stands_over_them(
    table: Table, header: str, below: str, cell: str, loss: float
) -> None:
    """A figure that has a unit of its own has that."""
    rows = [f",,{below}"] if below else []
    found = table("受害人", f"联系电话,接通时间,{header}", *rows, f'13800138000,2024-05-01,"{cell}"')

    assert column(found, "loss") == [loss]


@pytest.mark.parametrize(("title", "loss"), [("单位：万元", 12_000.0), ("（金额单位：万元）", 12_000.0), ("单位：元", 1.2),
                                            ("填报单位：鼓楼分局", 1.2), ("单位：千元", None), ("单位：鼓楼分局,单位：万元", 12_000.0),
                                            ("损失统计表 单位：万元", 12_000.0), ("统计表（金额：万元）", 12_000.0), ("表 单位：千元", None)])  # fmt: skip
def test_a_title_tells_the_unit_of_all_amounts_that_have_none_of_their_own(
    table: Table, title: str, loss: float | None
) -> None:
    """Counts are none of them."""
    found = table(
        "受害人", f",,,,{title}", "联系电话,接通时间,涉案金额,止付金额（元）,年龄", "13800138000,2024-05-01,1.2,500,30"
    )

    assert (column(found, "loss"), column(found, "intercepted"), column(found, "age")) == ([loss], [500.0], [30])


@pytest.mark.parametrize("unit", ["千元", "角", "分", "美元", "USDT", "单位:百万元"])
def test_amounts_in_units_that_are_not_read_are_left_out_and_told(table: Table, unit: str) -> None:
    """Not taken for yuan."""
    found = table("受害人", f"联系电话,接通时间,涉案金额（{unit}）", "13800138000,2024-05-01,12")

    assert column(found, "loss") == [None]
    assert [(one.column, one.reason) for one in found.columns][-1] == (None, "unit")
    assert "单位" in found.columns[-1].why.zh


def test_durations_and_shares_are_read_in_their_units(table: Table) -> None:
    """Minutes are not taken for seconds, percent not for ones."""
    calls = table("话单", "主叫号码,被叫号码,开始时间,通话时长（分钟）", "059183210000,13800138000,2024-05-01,3")
    shares = table("份额", "上游类型,名称,份额（%）", "courier,顺丰,0.5")

    assert column(calls, "duration") == [180]
    assert column(shares, "share") == [0.005]


def test_a_telephone_of_somebody_else_is_not_taken_by_its_brackets(table: Table) -> None:
    """What stands in them says whose it is."""
    found = table("运单", "运单号,联系电话（寄件人）,联系电话（收件人）,快递公司", "SF1,13800138000,13900139000,顺丰")

    assert column(found, "phone") == ["13900139000"]
    assert found.flagged == 0


def test_headers_below_two_dozen_lines_of_titles_are_found(table: Table) -> None:
    """As statements have them; where some row above would do, it is that."""
    titles = [f"说明{'一二三四五六七八九十'[n % 10]},,," for n in range(24)]
    found = table("订单", *titles, "订单号,手机号,下单时间,备注", "1,13800138000,2024-05-01,a")

    assert (found.taken, found.refused) == (1, 0)


def test_rows_of_another_table_below_are_refused_and_none_is_read_by_the_headers_above(table: Table) -> None:
    """Here a sender's telephone would be the receiver's."""
    found = table(
        "运单", "运单号,收件人电话,发货时间,快递公司", "SF1,13800138000,2024-05-01,顺丰", "", "退回运单,,,",
        "运单号,寄件人电话,发货时间,快递公司", "SF2,13900139000,2024-05-02,顺丰", "SF3,13900139001,2024-05-02,顺丰",
    )  # fmt: skip

    assert (column(found, "phone"), found.taken) == (["13800138000"], 1)
    assert {(one.row, one.code) for one in found.refusals} == {(row, "another_table") for row in (5, 6, 7)}


def test_the_headers_once_more_are_no_other_table(table: Table) -> None:
    """On a new page, or with words of theirs as data."""
    found = table("份额", "类型,名称,份额", "快递公司,平台,0.3", "类型,名称,份额", "平台,店铺,0.2")

    assert (found.taken, found.refused, found.dropped) == (2, 0, 1)


def test_a_group_of_buyers_beside_one_of_sellers_is_the_person(table: Table) -> None:
    """Whatever word stands between group and name."""
    found = table(
        "订单", "订单信息,,,买家信息,,卖家信息,", "订单编号,下单时间,实付金额,姓名,手机,姓名,手机",
        "240501,2024-05-01,10,张三,13800138000,店主,13700137000",
    )  # fmt: skip

    assert column(found, "phone") == ["13800138000"]
    assert [one.header for one in found.columns if one.column is None] == ["卖家信息姓名", "卖家信息手机"]
