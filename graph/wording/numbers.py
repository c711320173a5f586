"""What a telephone number is and why, in both languages. A type is a sign to follow, never a finding by itself."""

from __future__ import annotations

from graph.numbering import Number
from graph.verdict import Text

TYPES = {
    "mobile": Text("手机", "mobile"),
    "vno": Text("虚商手机", "mobile of a virtual operator"),
    "data_card": Text("上网卡", "data card"),
    "satellite": Text("卫星/应急", "satellite or emergency network"),
    "iot": Text("物联网卡", "SIM card of a machine"),
    "landline": Text("固话", "landline"),
    "local": Text("缺区号的固话", "landline without area code"),
    "service_95": Text("95 客服/呼叫中心", "95 call centre"),
    "service_96": Text("96 省内/本地客服", "96 local service"),
    "service_1010": Text("1010 客服", "1010 service"),
    "toll_400": Text("400", "400 number"),
    "toll_800": Text("800", "800 number"),
    "sms_106": Text("106 短信端口", "106 message port"),
    "carrier_service": Text("运营商客服", "operator's service"),
    "emergency": Text("紧急与政务号码", "emergency or government number"),
    "international": Text("境外号码", "number abroad"),
    "virtual": Text("虚拟号（带分机）", "virtual number with extension"),
    "switchboard": Text("总机分机", "extension of a switchboard"),
    "masked": Text("打码号码", "masked number"),
    "withheld": Text("号码未显示", "withheld"),
    "irregular": Text("不规范主叫/疑似改号", "irregular, perhaps spoofed"),
    "unreadable": Text("不是号码", "no number"),
}
"""The types of a number and their names."""

_PREFIX = Text("按号段", "told by its prefix")
_REASONS = {
    "mobile": _PREFIX,
    "vno": _PREFIX,
    "data_card": _PREFIX,
    "satellite": _PREFIX,
    "mobile_unlisted": Text("11位、以1开头，号段不在表中", "eleven digits from 1; no list has its prefix"),
    "iot": Text("14开头的13位号码，不承载语音", "thirteen digits from 14, without voice"),
    "landline": Text("区号与本地号码相符", "an area code and a local number of its length"),
    "zero_restored": Text("补回区号前的0后相符", "a landline once the nought of its area code is restored"),
    "area_added": Text("补上给定的区号后相符", "a landline with the area code that was given"),
    "local": Text("7或8位本地号码，没有区号", "a local number of seven or eight digits, without area code"),
    "service_95": Text("95开头；可被转租", "begins with 95; such numbers are leased on"),
    "service_96": Text("96开头，或区号加96短号", "begins with 96, perhaps behind an area code"),
    "service_1010": Text("1010开头的8位号码", "eight digits from 1010"),
    "toll_400": Text("400加7位；通常只作被叫，来电显示400不寻常", "400 and seven digits; it is called, and seldom calls"),
    "toll_800": Text("800加7位；通常只作被叫", "800 and seven digits; it is called, and seldom calls"),
    "sms_106": Text("106开头；只发短信，打来语音电话属异常", "begins with 106: messages only, a voice call is odd"),
    "carrier_service": Text("100开头的运营商客服，常被冒充", "begins with 100: an operator's service, often posed as"),
    "emergency": Text("紧急或政务短号", "a short number of emergency or government"),
    "international": Text("以+或00开头的境外号码", "a number of another country behind + or 00"),
    "virtual": Text("手机号后带分机：订单虚拟号，不指向本人", "a mobile with an extension: of an order, not of a person"),
    "switchboard": Text("固话后带分机", "a landline with an extension"),
    "masked": Text("中间被打码，保留首尾", "its middle is masked; both ends are kept"),
    "withheld": Text("主叫号码未显示", "the number was not shown"),
    "unreadable": Text("含有字母或其他字符", "letters or other signs are in it"),
    "dialled_through": Text("去掉拨号前缀后识别", "told behind the prefix it was dialled through"),
    "area_and_short": Text("区号后接全国短号，正常线路不会这样显示", "an area code before a national short number, which no line shows"),
    "bad_local": Text("区号后的本地号码不成立（首位须为2至8，长度须与区号相符）",
                      "no such local number in its area: it begins with 2 to 8 and has the area's length"),
    "double_nought": Text("00后接国内手机号：误加0或改号", "00 before a mobile of our own: a slip, or a changed number"),
    "no_such_foreign": Text("没有这样的境外号码", "no country has such a number"),
    "no_such_length": Text("以0开头，但位数不符合任何区号", "it begins with 0 and fits no area"),
    "no_such_number": Text("不在编号计划之内", "it is not in the numbering plan"),
}  # fmt: skip

_OPERATORS = {"移动": "China Mobile", "联通": "China Unicom", "电信": "China Telecom", "广电": "China Broadnet"}


def number_type(type_: str) -> Text:
    """The name of a type of number."""
    return TYPES[type_]


def number_reason(number: Number) -> Text:
    """Why a number is of its type, with whom its prefix was given to."""
    why = _REASONS[number.reason]
    if number.operator is None:
        return why
    given = operator(number.operator)
    return Text(
        f"{why.zh}（号段分给{given.zh}，号码可能已携转）",
        f"{why.en} (given to {given.en}; a number may have been ported)",
    )


def operator(name: str) -> Text:
    """The name of an operator of the numbering plan."""
    virtual, _, carrier = name.rpartition("·")
    return Text(name, f"a virtual operator on {_OPERATORS[carrier]}" if virtual else _OPERATORS[carrier])
