"""One verdict for each state of the banner, built by hand; all names are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from graph import wording
from graph.ranking.told.agreement import Opinion
from graph.verdict import (
    Against,
    Caution,
    Chance,
    Inputs,
    Part,
    Power,
    Question,
    Ranked,
    Rival,
    Score,
    Source,
    Text,
    Touch,
    Verdict,
    Window,
)  # fmt: skip
from graph.what_if import WhatIf

DIGEST = "sha256:" + "0" * 64
INPUTS = Inputs(DIGEST, 126, 338, 39, 5000, date(2026, 6, 1), date(2026, 11, 12))
PEOPLE = tuple(f"p:{n:016x}" for n in range(1, 40))
WINDOW = Window(
    date(2026, 6, 3), date(2026, 6, 18), (date(2026, 6, 3), date(2026, 6, 4)), (date(2026, 6, 18), date(2026, 6, 19))
)
TOUCHES = tuple(
    Touch(person, f"order:A{n:03}", date(2026, 6, 3 + n % 15), date(2026, 6, 20 + n % 9), n != 0)
    for n, person in enumerate(PEOPLE)
)
PARTS = (
    Part("orders_and_timing", 40.0, wording.term("orders_and_timing", observed=39, expected=2.2, rivals=14)),
    Part("windows", -6.1, wording.term("windows", observed=39, expected=2.2, rivals=14)),
    Part("choice", -2.7, wording.term("choice", observed=39, expected=2.2, rivals=14)),
    Part("misfit", 0.0, wording.term("misfit", observed=39, expected=2.2, rivals=14)),
)
WAREHOUSE = Source(
    rank=1, kind="warehouse", holder="湖前云仓 3 号库", grade="strong", value=31.2, probability=0.999,
    observed=39, expected=2.2, expected_range=(0, 6), explained=38, explained_range=(34, 39), lag_days=30,
    window=WINDOW, tolerance=18.2, not_told_apart=(), against=Against(80, 7, 34, 338, 126), people=PEOPLE[1:],
    parts=PARTS, touches=TOUCHES, comparison_days=((date(2026, 6, 5), 3), (date(2026, 6, 9), 1)),
)  # fmt: skip
COURIER = replace(
    WAREHOUSE, rank=2, kind="courier_person", holder="派件员 K-0417", grade="supported", value=6.0, observed=11,
    expected=1.6, explained=9, explained_range=(6, 10), tolerance=2.6, people=PEOPLE[:9], touches=TOUCHES[:11],
)  # fmt: skip


def row(kind: str, holder: str, value: float, observed: int, expected: float, *, grade: str = "none") -> Ranked:
    """A row of the ranking."""
    return Ranked(kind, holder, value, value, 0.01, observed, expected, (int(expected / 2), int(expected * 2)), grade)


OTHERS = (
    row("erp", "飞雀打单", 1.1, 52, 31.4), row("courier", "蓝羽速递", 0.4, 71, 66.0), row("hub", "榕北分拨中心", 0.3, 48, 44.7),
    row("platform", "青禾商城", 0.1, 88, 86.1), row("merchant", "暖芽母婴店", -0.2, 17, 9.8),
    row("merchant", "小满家纺", -0.4, 14, 8.0), row("branch", "鼓东网点", -0.9, 4, 2.9),
    row("hub", "榕南分拨中心", -1.0, 9, 8.6), row("merchant", "=cmd|' /C calc'!A0", -1.2, 3, 2.0),
)  # fmt: skip


def named(source: Source) -> Ranked:
    """A source as a row of the ranking."""
    return Ranked(
        source.kind, source.holder, source.value, source.value, source.probability, source.observed, source.expected,
        source.expected_range, source.grade,
    )  # fmt: skip


def verdict(
    state: str,
    *sources: Source,
    ranking: tuple[Ranked, ...] = OTHERS,
    inputs: Inputs = INPUTS,
    warnings: tuple[str, ...] = (),
) -> Verdict:
    """A verdict of these parts, its sentence worded as ever."""
    listed = (*(named(source) for source in sources), *ranking)
    return Verdict(
        state, wording.sentence(state, inputs, sources, listed), inputs, sources, listed, (),
        tuple(wording_caution(code) for code in warnings),
    )  # fmt: skip


def wording_caution(code: str) -> Caution:
    """A warning by its code."""
    return Caution(code, wording.caution(code, 2))


TOO_FEW = verdict("undecidable", ranking=(), inputs=replace(INPUTS, victims=2))
EMPTY = verdict("undecidable", ranking=(), inputs=replace(INPUTS, victims=0, comparisons=0, first=None, last=None))
NONE = verdict("none", ranking=(row("courier", "蓝羽速递", 0.9, 19, 17.4), *OTHERS))
LEADS = verdict("lead", ranking=(row("erp", "飞雀打单", 3.1, 52, 31.4, grade="lead"), *OTHERS[1:]))
TIE = verdict("source", replace(WAREHOUSE, not_told_apart=(Rival("pickup_site", "湖前揽收点", 30.0),)))
FOUND = verdict("source", WAREHOUSE, warnings=("no_orders_for_some",))
SEVERAL = verdict("source", WAREHOUSE, COURIER)
ONLY_TIMING = verdict("source", WAREHOUSE, inputs=replace(INPUTS, comparisons=0, shares=0), warnings=("only_timing",))
UNTIMED = verdict(
    "source", replace(WAREHOUSE, window=None, touches=(Touch(PEOPLE[0], "exposure:1", None, date(2026, 6, 20), True),))
)
FOUR = verdict(
    "source", WAREHOUSE, COURIER, replace(COURIER, rank=3, holder="派件员 K-0602"), replace(COURIER, rank=4, holder="派件员 K-0777"),
    warnings=("no_orders_for_some", "victims_alike"),
)  # fmt: skip
SIZED = replace(NONE, power=Power(23, 0.8))
BLIND = replace(NONE, power=Power(None, 0.8))
TOGETHER = replace(NONE, tied=(Rival("courier", "蓝羽速递", 0.9), Rival("hub", "榕北分拨中心", 0.9)))
QUESTION = Question(
    ask="trace_order", about="order:A003", gain=0.97, person=PEOPLE[2], record="order:A003",
    text=Text("追查 6月20日来电的受害人 6月3日的订单。", "Trace the order of 3 June of the victim called on 20 June."),
    chance=Chance("warehouse", "湖前云仓 3 号库", 0.5, 0.9, 0.2),
)  # fmt: skip
ASKED = replace(FOUND, next_questions=(QUESTION, replace(QUESTION, person=PEOPLE[40 - 2], gain=0.02)))
SUPPOSED = replace(FOUND, what_if=WhatIf(lag_cap=30, comparisons="none").conditions)
POPULAR = Score("platform", "青禾商城", 88.0)
OPINIONS = (
    Opinion("shared_count", 11, 412, POPULAR, "degree"), Opinion("coverage", 11, 412, POPULAR, "degree"),
    Opinion("pagerank", 9, 412, POPULAR, "degree"),
    Opinion("odds_ratio", 4, 412, Score("courier_person", "派件员 K-0602", 38.0), "few"),
    Opinion("g2", 1, 412, Score("warehouse", "湖前云仓 3 号库", 160.0), "agrees"),
    Opinion("jlh", None, 12, Score("pickup_site", "湖前揽收点", 2.0), "blind"),
)  # fmt: skip
STATES = {
    "too_few": TOO_FEW, "none": NONE, "leads": LEADS, "tie": TIE, "found": FOUND, "several": SEVERAL,
}  # fmt: skip
HOSTILE = verdict("source", replace(WAREHOUSE, holder="<script>alert(1)</script>"))
