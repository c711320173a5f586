"""Makes the fixtures beside it, one quirk of files a name; every person in them is invented.

`python -m tests.ingest.quirks.make` from the folder above `tests`, with the writers that `books.py` names at hand.
What is to come of each stands in `<quirk>.expected.json`: what the importer said, reviewed.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from tests.ingest.quirks.books import Rows, write

HERE = Path(__file__).parent
HEAD = ["订单号", "手机", "下单时间", "实付金额", "店铺名称"]
EVERYWHERE = ["utf8.csv", "bom.csv", "gbk.csv", "semicolon.csv", "tab.tsv", "utf16.txt", "xlsx", "xlsm", "xls", "xlsb",
              "ods", "html.xls", "2003.xls"]  # fmt: skip
BOOKS = ["xlsx", "xls", "xlsb", "ods", "2003.xls"]


def order(number: object = "240501-1", *, phone: object = "13800138000", time: object = "2024-05-01 08:20:00",
          price: object = "199", shop: object = "云岫书店") -> list[object]:  # fmt: skip
    """An order with nothing odd about it but what is said."""
    return [number, phone, time, price, shop]


def texts(*values: str, column: str) -> Rows:
    """Orders that differ in one column."""
    return [HEAD, *(order(f"240501-{i}", **{column: value}) for i, value in enumerate(values, start=1))]  # type: ignore[arg-type]


QUIRKS: dict[str, tuple[Rows, list[str]]] = {
    "formats": ([HEAD, order("240501-1"), order("240501-2", phone="0591-83212345", shop="归鹤、沈氏 & <店>"),
                 order("240501-3", phone=None)], EVERYWHERE),
    "wrapped_texts": ([HEAD, order('="240501000000000001"', phone="'13800138000"), order("=240501000000000002"),
                       order("\t240501000000000003", phone="\t13800138000\t"), order('"240501-4"')], ["csv", "xlsx"]),
    "digits_lost": ([HEAD, order(2405010000000000000), order("2405010000000000001"), order(240501000000000)], BOOKS),
    "digits_lost_in_text": ([HEAD, order("2.40501E+18"), order("240501000000000001.0"), order("240501.0")], ["csv"]),
    "numbers_as_floats": (texts("13800138000.0", "1.3800138E+10", "1.3800138000e10", "1.38E+10", column="phone"), ["csv"]),
    "phones_as_numbers": ([HEAD, order(phone=13800138000), order("240501-2", phone=13800138001.0), order("240501-3", phone=59183212345)], BOOKS),
    "leading_zero_lost": (texts("59183212345", "2083212345", "0591-83212345", column="phone"), ["csv"]),
    "excel_serials": ([HEAD, order(time=45000.5), order("240501-2", time=45000)], [*BOOKS, "csv"]),
    "dates_of_all_forms": (texts("2023/1/5 9:03", "2023-01-05 09:03:00", "2023年1月5日", "2023年1月5日 9时3分", "20230105090300",
                                 "20230105", "1672880580", "1672880580000", "2023.1.5", "2023-01-05T09:03:00", "2023/1/5 下午9:03",
                                 "44931.377083333", "2023-02-30", "5/1/2023", column="time"), ["csv"]),
    "titles_totals_sections": ([["云岫书店订单导出"], ["导出时间:2024-05-02", None, None, None, "第1页"], HEAD, order("240501-1"),
                                ["五月二日"], order("240501-2"), [], HEAD, order("240501-3"), ["小计", None, None, "597"],
                                ["合计:", None, None, "597"]], ["csv", "xlsx", "xls"]),
    "amounts": (texts("199.00元", "￥199", "¥199.00", "1,299.00", "１９９", "RMB 199", "199万", "免费", "-5", column="price"), ["csv", "xlsx"]),
    "masked_values": ([[*HEAD, "收货人"], [*order(phone="138****8000"), "张*"], [*order("240501-2"), "张**"],
                       [*order("240501-3", phone="1380013****"), "李*明"]], ["csv"]),
    "virtual_numbers": (texts("18400138000-1234", "18400138000转1234", "18400138000,1234", "0591-83212345-801", "95013123456", column="phone"), ["csv"]),
    "full_width_and_invisible": ([["\ufeff订单号", "手机\u202c", "下单\u200b时间", "实付金额（元）", "店铺名称\u3000"],
                                  order("２４０５０１－１", phone="１３８００１３８０００"), order("240501-2", phone="13800138000\u202c"),
                                  order("240501-3\u00a0", phone="\u00a0138\u20010013\u20018000")], ["csv", "bom.csv", "xlsx"]),
    "sub_orders": ([["主订单编号", "子订单编号", "收件人手机号", "订单提交时间", "选购商品"], ["6001", "6001-1", "13800138000", "2024-05-01 08:20:00", "书"],
                    ["6001", "6001-2", "13800138000", "2024-05-01 08:20:00", "笔"]], ["csv"]),
    "time_from_order_number": ([["订单号", "手机号", "订单成交时间", "商品", "快递单号"], ["240501-123456789012345", "13800138000", None, "书", "YT1"],
                                ["不明", "13800138000", None, "书", "YT2"]], ["csv", "xlsx"]),
    "formulas": (texts("=HYPERLINK(\"http://x\",\"店\")", "+cmd|' /C calc'!A0", "@SUM(1+1)", "-2+3", column="shop"), ["csv"]),
    "cells_of_several_lines": ([HEAD, order(shop="云岫\n书店"), order("240501-2", shop='归"鹤"店'), order("240501-3")], ["csv", "xlsx"]),
    "comma_without_quotes": ([HEAD, order("240501-1"), [*order("240501-2", price="1"), "299.00"], order("240501-3")], ["csv"]),
    "headers_in_two_rows": ([["退货运单", None, None, None, None, None, None], ["", "寄件信息", "", "收件信息", "", "承运", ""],
                             ["运单号", "姓名", "电话", "姓名", "电话", "快递公司", "揽收网点"],
                             ["SF10010001", "韩朔澜", "13700137000", "沈鹤归", "13800138000", "枳风速递", "一部"]], ["csv", "xlsx", "ods"]),
    "units": ([["某分局台账", None, None, None, "单位：万元"], ["联系电话", "接通时间", "涉案金额", "止付金额（元）", "年龄"], ["11位", "年月日", None, None, "岁"],
               ["13800138000", "2024-05-01", "1.2", "5,000", "35"], ["13800138001", "2024-05-02", "0.35万", "0", "40岁"]], ["csv", "xlsx"]),
    "several_in_one_cell": ([["订单号", "手机", "下单时间", "快递单号"], ["240501-1", "13800138000/13900139000", "2024-05-01", "SF10010001"],
                             ["240501-2", "13800138001、0591-83212345", "2024-05-01", "SF10010002"],
                             ["240501-3", "138 0013 8002", "2024-05-01", "SF10010003、SF10010004"],
                             ["240501-4,240501-5", "13800138003", "2024-05-01", None],
                             ["240501-6", "+86-138-0013-8004", "2024-05-01", "SF10010005\nSF10010006"]], ["csv", "xlsx"]),
    "times_in_words": ([["联系电话", "接通时间"], *([f"1380013800{n}", text] for n, text in enumerate([
        "二〇二四年四月二十九日", "二○二四年五月一日上午十时", "2024年5月2日14时30分许", "2024-05-02 约9时", "2024.4.29", "２０２４－０５－０６　０９：１０",
        "2024-05-06 24:00", "2024-05-06 晚上12:00", "5月3日", "2024年5月4日至5日"]))], ["csv"]),
    "clock_in_a_column_of_its_own": ([["主叫号码", "被叫号码", "通话日期", "通话时间", "通话时长（分钟）"], ["059183210000", "13800138000", "2024-05-01", "08:20:15", "2"],
                                      ["059183210000", "13800138001", 45413, 0.347395833, 3], ["059183210000", "13800138002", "20240501", "8时20分", "1"],
                                      ["059183210000", "13800138003", "二〇二四年五月一日", "24:00", "1"]], ["csv", "xlsx"]),
    "tabs_behind_cells": ([["订单号\t", "手机\t", "下单时间\t"], ['="240501000000000001"\t', "'13800138000\t", "2024-05-01 08:20:00\t"],
                           ["240501000000000002\t", "13800138001\t", "2024-05-01 08:21\t"]], ["gbk.csv"]),
    "placeholders": ([["订单号", "手机", "下单时间", "店铺名称", "快递单号"], ["240501-1", "13800138000", "2024-05-01", "云岫书店", "#N/A"],
                      ["240501-2", "13800138001", "2024-05-01", "同上", "#N/A"], ["240501-3", "#REF!", "2024-05-01", "〃", "######"],
                      ["240501-4", "13800138003", "同上", "云岫书店", None]], ["csv", "xlsx"]),
    "totals_in_the_middle": ([HEAD, order("240501-1"), ["5月1日小计", None, None, "199"], order("240502-1"), ["小计：", None, None, "199"], HEAD,
                              order("240503-1"), ["总计（元）", None, None, "597"], ["合计：3笔", None, None, "597"]], ["csv", "xlsx"]),
    "another_table_below": ([["运单号", "收件人电话", "发货时间", "快递公司"], ["SF10010001", "13800138000", "2024-05-01", "枳风速递"], [], ["退回"],
                             ["运单号", "寄件人电话", "发货时间", "快递公司"], ["SF10010002", "13700137000", "2024-05-02", "枳风速递"]], ["csv", "xlsx"]),
    "two_dozen_lines_above": ([["交易明细查询"], *([f"说明{mark}：以下内容仅供参考"] for mark in "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸"), [], HEAD, order()], ["gbk.csv", "xlsx"]),
}  # fmt: skip
MERGED: Rows = [
    ["订单号", "收货信息", None, "商品信息", None, "下单时间"],
    [None, "姓名", "手机", "品名", "金额", None],
    ["240501-1", "韩朔澜", "13800138000", "书", "10", "2024-05-01 08:20:00"],
    [None, None, None, "笔", "5", None],
    ["240501-2", "沈鹤归", "13800138001", "灯", "80", "2024-05-02 09:00:00"],
    [None, None, "13800138002", "纸", "8", "2024-05-02 09:00:00"],
]
"""Of the last two rows nothing is merged: the last has no number of its own."""
MERGES = ["A1:A2", "B1:C1", "D1:E1", "F1:F2", "A3:A4", "B3:B4", "C3:C4", "F3:F4"]


def main() -> None:
    """Make them all."""
    for quirk, (rows, suffixes) in QUIRKS.items():
        for suffix in suffixes:
            write(HERE / f"{quirk}.{suffix}", {"订单": rows})
    for suffix in ("xlsx", "xls", "xlsb", "ods"):
        write(HERE / f"merged_cells.{suffix}", {"订单": MERGED}, MERGES)
    notes = [["说明", "本表由系统导出"], ["联系人", "某某"]]
    several = {
        "说明": notes,
        "销售订单明细": [HEAD, order()],
        "售后单": [[*HEAD, "售后原因"], [*order(), "退货"]],
        "空": [],
    }
    for suffix in ("xlsx", "ods"):
        write(HERE / f"several_sheets.{suffix}", several)
    _zips()


def _zips() -> None:
    """A zip as Chinese Windows packs a folder, and one that holds another."""
    orders = (HERE / "formats.gbk.csv").read_bytes()
    _zip(HERE / "names_in_gbk.zip", {"回复/云岫/订单.csv": orders, "回复/说明.txt.lnk": b"x"})
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr(zipfile.ZipInfo("orders.csv"), orders)
    _zip(HERE / "zip_in_zip.zip", {"批次一.zip": inner.getvalue()})


class _Gbk(zipfile.ZipInfo):
    """A member as Chinese Windows names it: in GBK, and nothing says so."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - a name of the standard library
        return self.filename.encode("gb18030"), self.flag_bits & ~0x800


def _zip(path: Path, members: dict[str, bytes]) -> None:
    """A zip with names in GBK."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(_Gbk(name), data, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    main()
