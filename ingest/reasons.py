"""Why a row was refused or flagged, or a file left out, and what to do: a code's sentences in both languages."""

from __future__ import annotations

from graph.verdict import Text

_SENTENCES: dict[str, tuple[str, str, str, str]] = {
    # code: reason zh, remedy zh, reason en, remedy en
    "missing": ("缺少必填内容", "补填该列后重新导入", "a required cell is empty", "fill it in and import again"),
    "nobody_named": ("没有可用的人员标识", "补充完整手机号、证件号、账号或人员编号",
                     "no usable identity", "give a full phone, id number, account or person number"),
    "digits_lost": ("超过15位的号码存成了数字，末位已失真", "将该列设为文本后重新填写，或改发CSV",
                    "a number of more than 15 digits was stored as a number and has lost digits",
                    "store it as text, or send CSV"),
    "unreadable_time": ("时间无法识别", "按 2024-05-01 13:30 的格式填写",
                        "unreadable time", "write it as 2024-05-01 13:30"),
    "no_such_time": ("不存在的日期或时刻", "核对原始记录后更正", "no such day or time", "check it against the original"),
    "outside_years": ("超出可接受的年份（1990 至 2099）", "核对原始记录后更正",
                      "outside the years accepted (1990 to 2099)", "check it against the original"),
    "foreign_time_zone": ("不是中国时区的时间", "换算成北京时间", "a time of another zone", "convert it to China's time"),
    "time_from_order_number": ("下单时间为空，取订单号中的日期", "如有下单时间请补填",
                               "no time; its day was read from the order number", "fill in the time if you have it"),
    "unreadable_amount": ("金额无法识别", "只填数字，单位元", "unreadable amount", "write a figure in yuan"),
    "unreadable_share": ("份额无法识别或大于1", "填 0 到 1 的小数或百分比",
                         "unreadable share, or above 1", "write 0 to 1, or a percentage"),
    "unreadable_count": ("不是整数", "只填整数", "not a whole number", "write a whole number"),
    "unreadable_duration": ("时长无法识别", "填秒数或 时:分:秒", "unreadable duration", "write seconds or h:mm:ss"),
    "unreadable_flag": ("不是是/否", "填 是 或 否", "neither yes nor no", "write yes or no"),
    "unknown_field": ("掌握信息中有未识别的词", "使用数据字典中的词",
                      "a word that is no known field", "use the words of the data dictionary"),
    "second_differs": ("另有一列同义而内容不同，只取了第一列", "核对两列；若都应保留，请另列一行",
                       "a second column of the same meaning says something else; the first was taken",
                       "compare the two; what both say goes on two rows"),
    "platform_from_format": ("没有平台列，平台按导出格式认定", "如有不同请加一列“平台”",
                             "no column names the platform; it is that of the export's format",
                             "add a column “platform” if it is another"),
    "credit_from_payment": ("没有信贷产品列，由支付方式读出", "核对支付方式",
                            "no column names the credit product; it was read from the way of payment",
                            "check the way of payment"),
    "erp_from_format": ("没有软件列，打单软件按导出格式认定", "如有不同请加一列“打单软件”",
                        "no column names the ERP; it is the one whose export this is", "add a column “erp” if it is another"),
    "first_contact_assumed": ("没有接通时间，以发案时间代替", "以话单中最早的诈骗来电为准补填接通时间",
                              "no first contact; the time of the incident stands in for it",
                              "fill in the earliest fraud call of the call record"),
    "branch_from_code": ("没有派件网点，以面单三段码的前两段代替", "如有网点名称请补填",
                         "no delivery branch; the first two segments of the label's code stand in for it",
                         "fill in the branch if you know it"),
    "scan_read_from_text": ("由轨迹文字读出", "核对原文", "read from the sentence of the route", "check it against the sentence"),
    "scan_not_read": ("轨迹文字中读不出网点或扫描类型", "补填扫描网点和扫描类型",
                      "the sentence of the route tells no site or no type of scan", "fill in site and scan type"),
    "unclear_payment_direction": ("收付标志看不出谁付给谁", "填 进 或 出",
                                  "the sign does not tell who paid", "write 进 (in) or 出 (out)"),
    "payment_direction_assumed": ("没有收付标志，按本方付款读取", "如有收付标志请补一列",
                                  "no sign; read as a payment of the file's own account", "add the sign if you have it"),
    "after_sales_sheet": ("售后明细，所涉订单在同一工作簿的订单表中", "无需处理",
                          "after-sales of orders that stand in another sheet", "nothing to do"),
    "masked_phone": ("号码被打码，不作为同一人的依据", "向平台或快递公司调取完整号码",
                     "a masked number names nobody", "ask the platform or courier for the full number"),
    "virtual_phone": ("虚拟号（带分机），不作为同一人的依据", "调取真实号码",
                      "a virtual number with an extension names nobody", "ask for the real number"),
    "switchboard_phone": ("总机分机号，不作为同一人的依据", "调取本人号码",
                          "an extension of a switchboard names nobody", "ask for the person's own number"),
    "withheld_number": ("主叫号码未显示", "向运营商调取", "the calling number was withheld", "ask the operator for it"),
    "unreadable_phone": ("号码中含有字母或其他字符", "核对是否误将0写成字母O",
                         "a number with letters or signs in it", "check it, for instance for the letter O"),
    "service_phone": ("服务或物联网号码，不属于个人", "核对号码", "a service number belongs to no person", "check the number"),
    "irregular_phone": ("不规范号码", "核对；若为来电显示，可能为改号", "not a number of the numbering plan",
                        "check it; as a caller's it may be spoofed"),
    "zero_restored": ("区号前的0丢失，已补回", "将该列设为文本", "the leading nought of the area code was restored",
                      "store the column as text"),
    "no_area_code": ("固话缺少区号", "补充区号", "a landline without area code", "add the area code"),
    "masked_id_number": ("证件号码被打码", "调取完整号码", "a masked id number names nobody", "ask for the full number"),
    "bad_id_number": ("证件号码校验不符", "核对号码", "the id number's check digit or date is wrong", "check the number"),
    "masked_value": ("内容被打码", "调取完整内容", "a masked value names nothing", "ask for the full value"),
    "identity_in_text": ("文字中含手机号或证件号，已打码保存", "无需处理；号码应填在专门的列中",
                         "a mobile or id number in free text; it is kept masked",
                         "nothing to do; a number has columns of its own"),
    "blank_word": ("内容是“无”一类的词：名称照原样保留，号码作为空", "若表示没有，请清空该单元格",
                   "a word for “nothing”: kept where it may be a name, empty where it is a number",
                   "clear the cell if it means that there is none"),
    "unclear_direction": ("呼叫类型看不出谁打给谁", "填 主叫 或 被叫",
                          "the direction does not tell who called", "write 主叫 or 被叫"),
    "own_call": ("本人拨出的通话，不是打给本人的来电", "无需处理；其号码不以明文保存",
                 "a call that the person made, not one they received",
                 "nothing to do; their number is not kept in plain text"),
    "no_regular_file": ("不是普通文件（管道、设备或指向文件夹的链接）", "把内容另存为文件后再导入",
                        "a pipe, a device or a link to a folder", "copy what it holds into a file of this folder"),
    "hidden_file": ("隐藏文件", "无需处理", "a hidden file", "nothing to do"),
    "no_table_format": ("不是表格文件", "如为数据请转为 CSV 或 XLSX", "not a table format", "send data as CSV or XLSX"),
    "not_data": ("没有可识别的数据列", "如为数据请指定类型（--kind）或表头对应（--mapping）",
                 "no data was recognised", "if it is data, name its kind (--kind) or a mapping (--mapping)"),
    "no_rows": ("只有表头，没有数据行", "核对文件是否完整", "headers but no rows of data", "check that the file is whole"),
    "extra_cells": ("单元格多于表头，内容可能错列", "给含逗号的内容加引号，或给多出的列加表头",
                    "more cells than headers: its cells may stand in the wrong columns",
                    "quote the cell that holds a comma, or give the column a header"),
    "empty_sheet": ("空表", "无需处理", "an empty sheet", "nothing to do"),
}  # fmt: skip


def reason(code: str) -> Text:
    """What is the matter."""
    zh, _, en, _ = _SENTENCES[code]
    return Text(zh, en)


def remedy(code: str) -> Text:
    """What to do about it."""
    _, zh, _, en = _SENTENCES[code]
    return Text(zh, en)
