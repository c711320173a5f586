"""Where in a text somebody is named: what people are called, masked where it stands for them.

A name of three characters and more, or an address, is nobody's by chance. One of two may be a word (高兴), or part of one in the
name of goods: it counts there where both its neighbours are no Chinese characters, or such as stand beside names (decision 0020).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from functools import cache
from importlib.resources import files

from ingest.grams import HAN, LONGEST_PLACE, SHORTEST_PLACE

NAMES = ("name", "officer", "account_owner")
PLACES = ("address", "install_address")
CODES = ("account", "person_id")
CALLED = (*NAMES, *PLACES, *CODES)
"""Columns that say what people are called."""
SURE, SHORTEST, SHORTEST_CODE = 3, 2, 5
_HAN = re.compile(rf"[{HAN}]")
_LEADS = frozenset(
    "是叫称给与和同跟对向被把由让请找为及或到代替骗充帮了的人名户员友家者生主客事学师系姓某令劝骂问诉知求催致寄送发从在至用患象位道走加有字上见约"
)
"""Characters that may stand before a name."""
_FOLLOWS = re.compile(
    "[的是与和及同跟在有说称被把向给让也又已曾于从对为到先女老欠本住电身定专等将要请报求收转汇付买购下打签接认承表按随发点提不便没多昨今当之遂投拉涉介核]"
    "|小姐|医生|护士|律师|经理|主任|警官|客服|手机|微信|[一二两三四五六七八九十几]|账[户号]|银行|号码|地址|家[属人里]|朋友|亲|父|母|儿子|妻|丈夫|夫妇|学籍|病历|档案|保单|体检|成绩|订单|快递"
)
"""What may stand after one."""
Masked = Callable[[str], str]


def countable(column: str, value: str) -> bool:
    """Whether what somebody is called can be looked for in texts at all."""
    if column in NAMES:
        return len(value) >= SHORTEST and value not in _words("nobody") and "*" not in value and not value.isdigit()
    if column in PLACES:
        return len(value) >= SHORTEST_PLACE
    return (len(value) >= SHORTEST_CODE and not (column == "person_id" and value.isdigit())) or bool(
        len(value) >= SHORTEST and _HAN.fullmatch(value[0]) and value not in _words("nobody")
    )


def hidden(
    text: str, called: Mapping[str, str], masked: Masked, anywhere: Collection[str] = (), *, goods: bool = False
) -> str:
    """A text in which whatever people are `called` (value → column) is masked; the longest first, until nothing is left.

    What is in `anywhere` counts wherever it stands; `goods`: the text is the name of an article.
    """
    while True:
        told = _once(text, called, masked, anywhere, goods=goods)
        if told == text:
            return text
        text = told


def _once(text: str, called: Mapping[str, str], masked: Masked, anywhere: Collection[str], *, goods: bool) -> str:
    """One pass over a text."""
    out, start = [], 0
    while start < len(text):
        for end in range(min(len(text), start + LONGEST_PLACE), start + SHORTEST - 1, -1):
            value = text[start:end]
            if value in called and (value in anywhere or _stands(text, start, end, called[value], goods=goods)):
                out.append(masked(value))
                start = end
                break
        else:
            out.append(text[start])
            start += 1
    return "".join(out)


def _stands(text: str, start: int, end: int, column: str, *, goods: bool) -> bool:
    """Whether what stands at this place is not part of something longer."""
    before, after, value = text[start - 1 : start], text[end : end + 1], text[start:end]
    if not _HAN.match(value):
        return not (_alike(before, value[0]) or _alike(after, value[-1]))
    sure = len(value) >= SURE or not (goods or _in_a_word(text, start, end))
    if column in PLACES or (column in NAMES and sure):
        return True
    parted = not _HAN.match(before) or before in _LEADS
    return parted and (not _HAN.match(after) or bool(_FOLLOWS.match(text, end)))


def _in_a_word(text: str, start: int, end: int) -> bool:
    """Whether what stands at this place is an everyday word, or shares a character with one beside it."""
    around = (text[start:end], text[max(start - 1, 0) : start + 1], text[end - 1 : end + 1])
    return not _words("words").isdisjoint(around)


def _alike(neighbour: str, edge: str) -> bool:
    """Whether a character goes on with the word or number at whose edge it stands."""
    return (
        bool(neighbour) and (neighbour.isalnum() or neighbour == "_") and edge.isalnum() and not _HAN.match(neighbour)
    )


@cache
def _words(which: str) -> frozenset[str]:
    """A list of words that are no names, or are seldom."""
    return frozenset(tomllib.loads(files("ingest").joinpath("ordinary.toml").read_text("utf-8"))[which].split())
