"""A case in which people are named wherever people write names, and where any of it can then be read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

import openpyxl
import polars as pl

NAME, OTHER_NAME = "欧阳明月", "诸葛青山"
PHONE, OTHER_PHONE, LANDLINE = "13855501234", "13955505678", "059187651234"
CARD, BANK_CARD = "110101199003070011", "6222021234567890123"
ADDRESS, ACCOUNT, PERSON = "云岫市松陵区听雨巷十七号楼四单元", "mingyue_ouyang", "RY-2024-000117"
REFUSED_NAME, REFUSED_PHONE = "慕容晓雪", "13755509876"
OWNER, INSTALLED, OFFICER = "司徒大海", "云岫市观澜路八十八号门面", "上官警员"
COURIER_PHONE = "13655504321"
BAD_CARD, VIRTUAL, SHORT_NAME = "110101199003070012", "18655507777转1234", "厉霁"
WECHAT, QQ, MAIL, PLATE, DOOR = "qingshan_2024", "87654321", "qing.shan@example.com", "闽A12345", "听雨巷十九号楼二单元"
TABLES: dict[str, tuple[tuple[str, ...], ...]] = {
    f"{NAME}的案件.csv": (
        ("person_id", "姓名", "手机号", "身份证号", "住址", "首次联系时间", "script", "办案民警", "payee_account", "case_no"),
        (PERSON, NAME, PHONE, CARD, ADDRESS, "2024-05-01 10:00",
         f"对方称{NAME}（{PHONE}，{CARD}）欠款，固话{LANDLINE}，卡号{BANK_CARD}，住{ADDRESS}", OFFICER, "6200000000000000001", "A1"),
        ("RY-2024-000118", OTHER_NAME, OTHER_PHONE, BAD_CARD, "", "2024-05-02",
         f"让{NAME}（{ACCOUNT}）加微信{WECHAT}、QQ {QQ}，发到{MAIL}，开{PLATE}到{DOOR}，{OFFICER}", OFFICER, "", "A1"),
        ("RY-2024-000119", REFUSED_NAME, REFUSED_PHONE, "", ADDRESS, "哪天？", "", "", "", "A1"),
    ),
    "comparisons.csv": (
        ("person_id", "phone", "reference_time", "why_chosen", "matched_set"),
        ("DZ-2024-000001", "13455500001", "2024-05-01", f"{NAME}的同事", PERSON),
        ("DZ-2024-000002", VIRTUAL, "2024-05-01", f"{SHORT_NAME}的邻居", PERSON),
    ),
    "orders.csv": (
        ("收货人", "手机号", "买家会员名", "平台", "订单号", "下单时间", "店铺", "商品", "省", "市", "详细地址", "买家留言", "运单号", f"{OTHER_NAME}的备注"),
        (NAME, PHONE, ACCOUNT, "甲平台", "600001", "2024-04-20 10:00", "甲店", f"{NAME}定制印章", "云岫省", "云岫市", ADDRESS,
         f"请打{LANDLINE}", "YD0001"),
        (OTHER_NAME, "138****1234", "", "甲平台", "600002", "2024-04-21", "甲店", f"{OTHER_NAME}同款茶 {MAIL}", "", "", "", "", "YD0002"),
        (SHORT_NAME, "13555502222", "", "甲平台", "600003", "2024-04-22", "甲店", "茶", "", "", "", "", ""),
        (REFUSED_NAME, REFUSED_PHONE, "", "甲平台", "", "", "甲店", "茶", "", "", ADDRESS, "", ""),
    ),
    "waybills.csv": (
        ("运单号", "收件人", "收件人电话", "派件地址", "订单号", "快递公司", "派件员", "取号时间"),
        ("YD0001", NAME, PHONE, ADDRESS, "600001", "丙快递", f"小哥甲 {COURIER_PHONE}", "2024-04-20 12:00"),
    ),
    "scans.csv": (
        ("运单号", "扫描类型", "扫描网点", "扫描时间", "操作人", "城市"),
        ("YD0001", "签收", f"丁网点（{COURIER_PHONE}）", "2024-04-22 12:00", f"小哥甲{COURIER_PHONE}", f"云岫 {COURIER_PHONE}"),
        ("YD0001", f"{NAME}拒收", "丁网点", f"昨天{NAME}", "", ""),
        ("YD0002", f"{NAME}拒收", "丁网点", "2024-04-23", "", ""),
    ),
    "calls.csv": (
        ("本方号码", "对方号码", "呼叫类型", "开始时间", "通话时长", "claimed_identity"),
        (PHONE, "09787249177", "被叫", "2024-05-01 10:00:00", "60", f"说是{NAME}的客服"),
        (PHONE, "09787249177", "主叫", "2024-05-01 11:00:00", "60", ""),
        (PHONE, OTHER_PHONE, "主叫", "2024-05-01 12:00:00", "60", ""),
    ),
    "lines.csv": (
        ("number", "broadband_account", "account_owner", "install_address", "installer"),
        ("09787249177", "KD0001", OWNER, INSTALLED, "装机工甲"),
    ),
    "transfers.csv": (
        ("姓名", "身份证号", "from_account", "to_account", "paid_at", "amount"),
        (NAME, CARD, BANK_CARD, "6200000000000000001", "2024-05-01 12:00", "1000"),
        ("", "", "6200000000000000001", BANK_CARD, "2024-05-01 12:30", "10"),
    ),
    "exposures.csv": (
        ("person_id", "phone", "holder_kind", "holder", "seen_from", "record"),
        (PERSON, PHONE, "school", "甲校", "2024-01-01", f"{NAME} {PHONE} 的学籍"),
        (PERSON, PHONE, "insurer", "甲保险", "2024-01-02", f"{OTHER_NAME}的保单"),
        (PERSON, PHONE, "insurer", "甲保险", "2024-01-03", f"受益人{SHORT_NAME}，住{ADDRESS}"),
    ),
}  # fmt: skip
"""File → its rows; in GBK where the name is Chinese."""
IDENTIFIERS = (
    NAME, OTHER_NAME, PHONE, OTHER_PHONE, LANDLINE, CARD, BANK_CARD, ADDRESS, ACCOUNT, PERSON, "RY-2024-000118",
    "DZ-2024-000001", "13455500001", REFUSED_NAME, REFUSED_PHONE, OWNER, INSTALLED, OFFICER, COURIER_PHONE,
    BAD_CARD, VIRTUAL, SHORT_NAME, WECHAT, QQ, MAIL, PLATE, DOOR,
)  # fmt: skip
ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")


def write_case(folder: Path) -> None:
    """The case as files: CSV in GBK or UTF-8, and a workbook whose sheet is named after somebody."""
    folder.mkdir()
    for name, rows in TABLES.items():
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        (folder / name).write_bytes(text.getvalue().encode("utf-8" if name.isascii() else "gb18030"))
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = NAME
    for row in (("person_id", "phone", "holder_kind", "holder"), (PERSON, PHONE, "insurer", "甲保险")):
        sheet.append(row)
    book.save(folder / "more.xlsx")


def found_in(places: Iterable[tuple[str, bytes]], identifiers: Iterable[str] = IDENTIFIERS) -> set[tuple[str, str]]:
    """The identifiers that can be read in some bytes, each with the place, in any encoding people use."""
    wanted = [(one, one.encode(encoding)) for one in identifiers for encoding in ENCODINGS]
    return {(place, one) for place, data in places for one, coded in wanted if coded in data}


def readable(root: Path) -> Iterator[tuple[str, bytes]]:
    """Every byte of a workspace but the vault and the originals, Parquet also unpacked; and the names of its files."""
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        yield f"name of {name}", name.encode()
        if path.is_file() and not name.startswith(("vault.sqlite", "originals/")):
            yield name, path.read_bytes()
            if path.suffix == ".parquet":
                table = pl.read_parquet(path)
                yield f"{name}, unpacked", table.with_columns(pl.col(pl.Float64).cast(pl.String)).write_csv().encode()
