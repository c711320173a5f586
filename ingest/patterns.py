"""Forms that name or reach somebody, and their masked forms: pairs for `str.replace_all` of Polars (Rust's regex)."""

from __future__ import annotations

import re

_BEFORE, _AFTER = "(^|[^0-9])", "($|[^0-9])"
IN_NAMES = (
    (rf"{_BEFORE}([1-9][0-9]{{2}})[0-9]{{3}}[ -]?(?:19|20)[0-9]{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[ -]?([0-9]{{3}}[0-9Xx]){_AFTER}",
     "${1}${2}***********${3}${4}"),
    (rf"{_BEFORE}((?:\+?86[ -]?)?1[3-9][0-9])[ .-]?[0-9]{{4}}[ .-]?([0-9]{{4}}){_AFTER}", "${1}${2}****${3}${4}"),
)  # fmt: skip
"""Identity card numbers (with a birthday) and mobiles that stand by themselves, and their masked forms (Rust's regex)."""
_NO_SUM = "($|[^0-9A-Za-z元块万笔次人个月年日号])"
_LINK = "[ 号码群为是:-]{0,4}"
_NUMBER = "(?:[0-9]{1,5}|[一二三四五六七八九十百甲乙丙丁]{1,4}|[A-Za-z])"
_INSIDE = f"{_NUMBER}-?(?:号楼|号院|栋|幢|座|单元|楼|层|室|户)"
_AREA = (
    "(?:[一-龥]{2,4}(?:省|自治区))?(?:[一-龥]{2,4}[市州盟])?(?:[一-龥]{1,4}[区县旗市])?(?:[一-龥]{1,5}(?:街道|镇|乡))?"
)
_STREET = f"[一-龥]{{1,4}}(?:路|街|巷|弄|道|胡同|村|里|坊|组)(?:{_NUMBER}[弄巷])?"
_PROVINCES = "[京津沪渝冀豫辽黑湘皖鲁苏浙赣鄂桂甘晋蒙陕吉闽贵粤藏川宁琼]"
_PLATE = "(?:[0-9]{3}|[A-HJ-NP-Z][0-9]{2}|[0-9][A-HJ-NP-Z][0-9]|[DF][0-9]{3})[0-9]([0-9A-HJ-NP-Z挂学警])"
IN_TEXTS = (
    *IN_NAMES,
    (rf"{_BEFORE}(62[0-9]{{2}})(?:[ -]?[0-9]){{8,11}}((?:[ -]?[0-9]){{4}}){_AFTER}", "${1}${2}********${3}${4}"),
    (rf"{_BEFORE}(0[1-9][0-9]{{1,2}})[ -]?[0-9]{{3,4}}[ -]?([0-9]{{4}}){_AFTER}", "${1}${2}****${3}${4}"),
    (r"([A-Za-z0-9])[A-Za-z0-9._%+-]*@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)", "${1}***@${2}"),
    (rf"((?i:微信|weixin|wechat|v信){_LINK})([A-Za-z])[A-Za-z0-9_-]{{5,19}}($|[^A-Za-z0-9_-])", "${1}${2}***${3}"),
    (r"((?i:\b(?:vx|wx)(?:号|id)?) ?[:是为] ?)([A-Za-z])[A-Za-z0-9_-]{5,19}($|[^A-Za-z0-9_-])", "${1}${2}***${3}"),
    (rf"((?i:qq|扣扣|微信|wechat|v信){_LINK})([1-9])[0-9]{{4,11}}{_NO_SUM}", "${1}${2}****${3}"),
    (rf"(^|[^\u4e00-\u9fff]|[牌号车为是])([新云青][A-HJ-NP-Z])[ ·.-]?{_PLATE}($|[^A-Za-z0-9])", "${1}${2}****${3}${4}"),
    (rf"()({_PROVINCES}[A-HJ-NP-Z])[ ·.-]?{_PLATE}($|[^A-Za-z0-9])",
     "${1}${2}****${3}${4}"),
    (rf"{_AREA}{_STREET}{_NUMBER}(?:[-之]{_NUMBER})?号院?[\u4e00-\u9fff]{{0,8}}?{_INSIDE}(?:-?{_INSIDE})*(?:-?{_NUMBER})*号?", "***"),
)  # fmt: skip
"""UnionPay cards (ISO/IEC 7812: 62) and landlines with their area code too; longer numbers stay. E-mail addresses, numbers of
WeChat and QQ after their word (no sums), plates of cars (GA 36), and addresses of a street, a house, and a door or floor."""
IN_NAME, IN_TEXT = (
    "[0-9](?:[ .-]?[0-9]){9}",
    "[0-9](?:[ .-]?[0-9]){9}|@|(?i:微信|weixin|wechat|v信|[vw]x|qq|扣扣)|[A-Z][ ·.-]?[0-9A-Z]{4}|号",
)
"""What every text has that any of these patterns finds something in; most have not."""

OF_FIGURES = re.compile(
    r"[\W\d_]|(?<![A-Za-z])(?i:[tzhmseyn]|[ap]m|utc|gmt|cst|rmb|cny|yuan|yes|no|true|false|null|none|nan|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?![A-Za-z])|[年月日号时分秒点整刻半前后上中下午早晚凌晨傍夜许约左右星期周日一二三四五六七八九十零〇两元角块毛万千百亿整人民币约共计不详未知无暂是否有没空]"
)
"""What cells of times, sums and yes or no are made of."""
