"""Units that headers name: those of their column, those that cells are read in, and those in which they would be read wrong."""

from __future__ import annotations

import re

from graph.declarations import Column, Type

_BRACKETS = re.compile(r"\(([^()]*)\)$")
_SAID = re.compile(r"^(?:金额|计量)?单位[::]?")
_TOLD = re.compile(r"\(?(?:金额)?(?:计量)?单位[::]([^()]+)\)?")
_TOLD_AFTER = re.compile(r"(?:单位|金额)[::]([^():]+)\)?$")
"""Behind other words, such as those of a title, only what is a unit of amounts."""
_AMOUNTS = {"万元": "万元", "万": "万元", "人民币万元": "万元"}
_DURATIONS = {"分钟": "分", "分": "分", "min": "分", "小时": "小时", "时": "小时", "h": "小时"}
_SHARES = {"%": "%", "百分比": "%", "‰": "‰"}
_OTHER_AMOUNTS = (
    "千元",
    "百元",
    "百万元",
    "亿元",
    "千",
    "百万",
    "亿",
    "角",
    "分",
    "美元",
    "美金",
    "港元",
    "港币",
    "usd",
    "hkd",
    "usdt",
)
_OTHER_DURATIONS = ("毫秒", "ms", "天", "日")
_OTHER_PEOPLE = re.compile("寄件|发件|发货人|卖家|商家|对方|亲属|家属|紧急|备用")
"""Beside a telephone or name: it is somebody else's."""
_PERSONAL = re.compile(
    "(?:联系)?(?:人|人?姓名|名字|电话|电话号码|手机|手机号|手机号码|方式|(?:详细)?地址|住址|(?:证件|身份证)(?:号|号码)?|账号)"
)
_UNIT = re.compile(
    r"^(?:人民币)?(?:元|万元|千元|角|分|个|件|箱|包|条|次|人|岁|秒|秒钟|分钟|小时|天|%|kg|千克|公斤|克|g|张|笔|套|台|部|户)$"
)
_HINT = re.compile(
    r"^(?:文本|数字|数值|日期|时间|文本格式|日期格式|数字格式|必填|选填|非必填|\d{1,2}位(?:数字|号码)?|年月日[时分秒]*|yyyy\S*)$"
)


def unit_of(header: str) -> str:
    """The unit, or the remark, in brackets at the end of a compared header; "" where there is none."""
    found = _BRACKETS.search(header)
    return _SAID.sub("", found[1]) if found else ""


def unit_told(cell: str) -> str:
    """The unit in a compared cell that says what the unit is, in whatever brackets, alone or behind a title; "" in any other."""
    if found := _TOLD.fullmatch(cell):
        return found[1]
    found = _TOLD_AFTER.search(cell)
    return found[1] if found and (found[1] in _AMOUNTS or found[1] in _OTHER_AMOUNTS) else ""


def is_of_others(name: str, group: str) -> bool:
    """Whether a compared header says how to reach somebody, and the group over it that this is not whom the row is about."""
    return _PERSONAL.fullmatch(name) is not None and _OTHER_PEOPLE.search(group) is not None


def reading_unit(column: Column, unit: str) -> str | None:
    """What is put behind the plain numbers of a column under a header of this unit; None where they cannot be read in it.

    "" where the unit is the column's own, or says nothing of how much a number is.
    """
    if column.type is Type.AMOUNT:
        return _AMOUNTS.get(unit, None if unit in _OTHER_AMOUNTS else "")
    if column.name == "duration":
        return _DURATIONS.get(unit, None if unit in _OTHER_DURATIONS else "")
    if column.type is Type.SHARE:
        return _SHARES.get(unit, "")
    if column.identity is not None and _OTHER_PEOPLE.search(unit):
        return None
    return ""


def is_measure(unit: str) -> bool:
    """Whether what is said to be the unit is one: 单位 is also whoever sends a table."""
    known = (_AMOUNTS, _OTHER_AMOUNTS, _DURATIONS, _OTHER_DURATIONS, _SHARES)
    return is_unit(unit) or any(unit in units for units in known)


def is_unit(cell: str) -> bool:
    """Whether a cell (compared as headers are) is nothing but a unit."""
    return _UNIT.match(bare(cell)) is not None


def is_hint(cell: str) -> bool:
    """Whether a cell below a header (compared as headers are) is nothing but a unit, or says how to fill the column in."""
    return is_unit(cell) or _HINT.match(bare(cell)) is not None


def bare(cell: str) -> str:
    """A compared cell without brackets around all of it, and without the word that it is a unit."""
    inner = cell[1:-1] if cell.startswith("(") and cell.endswith(")") else cell
    return _SAID.sub("", inner)
