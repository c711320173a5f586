"""Fictional names for everything that has one; no company, place or person of these names is meant.

A holder's name is a made-up word of two rare characters and an ending that tells its kind.
"""

from __future__ import annotations

import numpy as np

from ingest.simulation.chance import one, shuffled

FIRST = "霁岚砚汀沅栖筱溆枳翎穗澹"
SECOND = "禾楂枧漪樨蓁杪屿垚湉绡堰"
WORDS = tuple(a + b for a in FIRST for b in SECOND)
GOODS = ("家居", "服饰", "母婴", "数码", "食品", "文具", "宠物", "灯饰", "图书", "鞋靴", "厨具", "美妆")
ENDINGS = {
    "platform": ("集市", "团购", "好物网"),
    "merchant": tuple(goods + shop for goods in GOODS for shop in ("旗舰店", "专营店", "小铺", "工厂店")),
    "erp": ("打单", "订单助手", "店铺管家"),
    "label_vendor": ("面单", "电子面单"),
    "warehouse": ("云仓", "共配仓"),
    "courier": ("速递", "快运", "快送"),
    "pickup_site": ("揽收部",),
    "station": ("驿站", "代收点"),
    "credit_product": ("月付", "先享"),
    "loan_platform": ("速贷", "易借"),
}
CITIES = ("溪汀市", "枳浦市", "霁州市", "砚江市", "岚屿市", "漪城市")
DISTRICTS = ("澹桥区", "栖塘区", "穗园区", "翎山区", "沅北区", "樨亭区", "绡溪区", "堰东区")
STREETS = ("杪榆路", "湉水街", "枧头巷", "蓁蓁大道", "禾廪路", "屿风街")
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
GIVEN = "漪湉蓁樨杪岚汀沅砚穗禾翎栩筱桉珂"
OCCUPATIONS = ("教师", "学生", "文员", "个体", "务工", "护士", "工程师", "退休")


def holders(rng: np.random.Generator, kind: str, count: int) -> tuple[str, ...]:
    """`count` different names for holders of a kind."""
    endings = ENDINGS[kind]
    places = shuffled(rng, np.arange(len(WORDS) * len(endings)))[:count]
    return tuple(WORDS[i // len(endings)] + endings[i % len(endings)] for i in places.tolist())


def person(rng: np.random.Generator) -> str:
    """A name of a person."""
    surname, first, second = (one(rng, 0, len(part) - 1) for part in (SURNAMES, GIVEN, GIVEN))
    return SURNAMES[surname] + GIVEN[first] + GIVEN[second]


def address(rng: np.random.Generator, place: str) -> str:
    """An address in a place."""
    street = STREETS[one(rng, 0, len(STREETS) - 1)]
    return f"{place}{street}{one(rng, 1, 300)}号{one(rng, 1, 28)}栋{one(rng, 101, 2904)}室"
