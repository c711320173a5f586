"""The same tables as investigators get them: Chinese headers, one export a platform, a file a courier, GB18030 here and there."""

from __future__ import annotations

from dataclasses import dataclass

from graph.schema import HOLDER_KINDS
from ingest.simulation.case import Case
from ingest.simulation.tables import Tables

Header = dict[str, str]  # header in the file → canonical column, or =text for a constant

INTAKE: Header = {
    "案件编号": "case_no", "报案人姓名": "name", "年龄": "age", "职业": "occupation", "证件号码": "id_number",
    "联系电话": "phone", "城市": "region", "案件类别": "fraud_type", "冒充身份": "impersonated", "接通时间": "first_contact",
    "报警时间": "reported_at", "止付时间": "stopped_at", "损失金额": "loss", "止付金额": "intercepted",
    "贷款平台": "loan_platform", "收款账户": "payee_account", "对方掌握信息": "fields_known", "对方说出的订单号": "named_order_no",
}  # fmt: skip
COMPARED: Header = {
    "姓名": "name", "联系电话": "phone", "城市": "region", "参照日期": "reference_time", "案件类别": "fraud_type",
    "选取理由": "why_chosen",
}  # fmt: skip
ORDER_STYLES: tuple[Header, ...] = (
    {
        "订单编号": "order_no", "买家会员名": "account", "买家实际支付金额": "price", "订单状态": "=交易成功",
        "收货人姓名": "name", "收货地址": "address", "联系手机": "phone", "订单创建时间": "order_time",
        "订单付款时间": "paid_at", "宝贝标题": "item", "物流单号": "waybill_no", "店铺名称": "merchant",
        "订单来源": "platform", "仓库名称": "warehouse", "信贷产品": "credit_product", "隐私面单": "privacy_label",
    },
    {
        "拼单成功时间": "order_time", "商品": "item", "订单号": "order_no", "订单状态": "=已收货", "用户实付金额(元)": "price",
        "收货人": "name", "手机": "phone", "收货地址": "address", "快递单号": "waybill_no", "店铺名称": "merchant",
        "销售平台": "platform", "仓库名称": "warehouse", "信贷产品": "credit_product", "隐私面单": "privacy_label",
    },
    {
        "订单号": "order_no", "商品名称": "item", "下单时间": "order_time", "应付金额": "price", "订单状态": "=完成",
        "下单帐号": "account", "客户姓名": "name", "客户地址": "address", "联系电话": "phone", "付款确认时间": "paid_at",
        "运单号": "waybill_no", "店铺名称": "merchant", "订单来源": "platform", "仓库名称": "warehouse",
        "信贷产品": "credit_product", "隐私面单": "privacy_label",
    },
)  # fmt: skip
PARCEL: Header = {
    "物流单号": "waybill_no", "订单编号": "order_no", "快递公司": "courier", "快递系统账号": "courier_account",
    "寄件网点": "pickup_site", "转运中心": "hub", "应签所属网点": "branch", "派送员": "courier_person", "驿站": "station",
    "取号时间": "label_time", "发货时间": "shipped_at", "签收时间": "signed_at", "隐私面单": "privacy_label",
}  # fmt: skip
TRACK: Header = {"运单号": "waybill_no", "扫描类型": "scan_type", "扫描网点": "site", "扫描时间": "scanned_at"}
SERVED: Header = {
    "店铺名称": "merchant", "打单软件": "erp", "面单服务商": "label_vendor", "仓库名称": "warehouse", "平台": "platform",
    "启用日期": "valid_from", "停用日期": "valid_to",
}  # fmt: skip
CALLED: Header = {
    "主叫号码": "calling_number", "被叫号码": "phone", "通话开始时间": "call_time", "通话时长(秒)": "duration",
    "呼叫类型": "=被叫",
}  # fmt: skip
LINES: Header = {
    "号码": "number", "号码类型": "line_type", "宽带账号": "broadband_account", "机主": "account_owner", "装维工号": "installer",
    "装机地址": "install_address", "网关": "gateway", "安装时间": "opened_at",
}  # fmt: skip
SHARED: Header = {"上游类型": "holder_kind", "名称": "holder", "订单份额": "share", "来源": "source"}

WORDS = {
    "name": "姓名", "phone": "手机号", "address": "收货地址", "waybill_no": "运单号", "item": "商品名称", "order_no": "订单号",
    "price": "金额", "credit_product": "信贷产品", "id_number": "身份证号", "school": "学校", "credit_limit": "额度",
    "bank_card": "银行卡号",
}  # fmt: skip
VALUES: dict[str, dict[str, str]] = {
    "scan_type": {"pickup": "揽收", "depart": "发件", "arrive": "到件", "deliver": "派件", "station": "入库", "sign": "签收"},
    "line_type": {"landline": "固定电话", "virtual_operator": "虚拟运营商", "service_95": "95号段", "overseas": "境外号码",
                  "irregular": "不规范主叫", "mobile": "手机"},
    "holder_kind": {name: kind.zh for name, kind in HOLDER_KINDS.items()},
    "privacy_label": {"true": "是", "false": "否"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file: its name, its rows by header, and its encoding."""

    name: str
    rows: list[dict[str, str]]
    header: tuple[str, ...]
    encoding: str = "utf-8"


def as_investigators_have_them(case: Case, tables: Tables) -> list[Sheet]:
    """The files of a case; people are known by telephone, orders of a platform and parcels of a courier lie together."""
    buyer = {who.person_id: who for who in case.people.values()}
    orders = [
        row | {"name": who.name, "phone": who.phone, "address": who.address}
        for row, who in ((row, buyer[row["person_id"]]) for row in tables["orders"])
    ]
    sheets = [
        _sheet("警情台账", tables["victims"], INTAKE, "gb18030"),
        _sheet("对照人员", tables["comparisons"], COMPARED),
        *_apart(orders, "platform", "订单导出", ORDER_STYLES),
        *_apart(tables["waybills"], "courier", "运单", (PARCEL,)),
        _sheet("快递轨迹", tables["scans"], TRACK, "gb18030"),
        _sheet("店铺服务商", tables["merchants"], SERVED),
        _sheet("话单", tables["calls"], CALLED, "gb18030"),
        _sheet("线路", tables["lines"], LINES),
        _sheet("公开份额", tables["shares"], SHARED),
    ]
    return [sheet for sheet in sheets if sheet.rows]


def _apart(rows: list[dict[str, str]], column: str, ending: str, styles: tuple[Header, ...]) -> list[Sheet]:
    """One file for each name in a column, in turn in these styles; every other one in GB18030."""
    return [
        _sheet(f"{name}_{ending}", [row for row in rows if row[column] == name], styles[i % len(styles)],
               "gb18030" if i % 2 else "utf-8-sig")
        for i, name in enumerate(sorted({row[column] for row in rows}))
    ]  # fmt: skip


def _sheet(name: str, rows: list[dict[str, str]], header: Header, encoding: str = "utf-8-sig") -> Sheet:
    written = [{title: _value(row, column) for title, column in header.items()} for row in rows]
    return Sheet(f"{name}.csv", written, tuple(header), encoding)


def _value(row: dict[str, str], column: str) -> str:
    if column.startswith("="):
        return column[1:]
    if column == "fields_known":
        return "、".join(WORDS[field] for field in row[column].split(";") if field)
    return VALUES.get(column, {}).get(row[column], row[column])
