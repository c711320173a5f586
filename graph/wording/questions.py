"""Next best questions: what to ask, and what each answer would do. Dates in place of names: who it is stands beside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from graph.schema import HOLDER_KINDS
from graph.verdict import Chance, Text
from graph.wording.words import day, holder, joined

MANY = 4
"""Kinds of holder named one by one; beyond, it is the whole chain."""


def trace_order(called: date, ordered: date, kinds: Sequence[str], chance: Chance | None) -> Text:
    """Which holders an order went through."""
    what, when, of = _kinds(kinds), day(ordered), day(called)
    ask = Text(
        f"追查 {of.zh}来电的受害人 {when.zh}的订单：{what.zh}是谁。",
        f"Trace the order of {when.en} of the victim called on {of.en}: {what.en}.",
    )
    return joined([ask, _effect(chance, "经过", "it went through")])


def named_order(called: date, chance: Chance | None) -> Text:
    """Which order the caller named."""
    of = day(called)
    ask = Text(
        f"问 {of.zh}来电的受害人：来电者说出的是哪一笔订单？",
        f"Ask the victim called on {of.en} which order the caller named.",
    )
    return joined([ask, _effect(chance, "是经过", "it is one through")])


def orders_of_victim(called: date, cap: int, chance: Chance | None) -> Text:
    """Which orders a victim had of whom nothing is known."""
    of = day(called)
    ask = Text(
        f"问 {of.zh}来电的受害人：来电前 {cap} 天内有哪些订单？现在一笔也没有。",
        f"Ask the victim called on {of.en} for the orders of the {cap} days before the call: none is on record.",
    )
    return joined([ask, _effect(chance, "有一笔经过", "one went through")])


def request_log(who: tuple[str, str], span: Text | None, rivals: Sequence[tuple[str, str]]) -> Text:
    """The log of a holder that no record tells from others."""
    name, others = holder(*who), _names(rivals)
    when = Text(f" {span.zh} 的", f" of {span.en}") if span else Text("的", "")
    return Text(
        f"调取 {name.zh}{when.zh}导出和查询日志：它与 {others.zh} 经手的受害人大多相同，现有记录分不开，日志可以。",
        f"Request the export and query log{when.en} from {name.en}: it served largely the same victims as {others.en}; "
        "the records here do not tell them apart, a log can.",
    )


def canary_order(through: tuple[str, str], around: tuple[str, str]) -> Text:
    """An order placed so that one of two holders has it and the other has not."""
    one, other = holder(*through), holder(*around)
    return Text(
        f"下一笔测试订单，经过 {one.zh} 而不经过 {other.zh}，用专用号码：只要该号码接到诈骗电话，就分得开。",
        f"Place a test order with a number of its own through {one.en} and not through {other.en}: a fraud call to that "
        "number tells them apart.",
    )


def _kinds(kinds: Sequence[str]) -> Text:
    """Kinds of holder as a question names them."""
    if len(kinds) > MANY:
        return Text("整条链路上的持有者", "who held it along the whole chain")
    known = [HOLDER_KINDS.get(kind) for kind in kinds]
    zh = "、".join(found.zh if found else kind for found, kind in zip(known, kinds, strict=True))
    en = ", ".join(found.en if found else kind for found, kind in zip(known, kinds, strict=True))
    return Text(zh, f"its {en}")


def _names(holders: Sequence[tuple[str, str]]) -> Text:
    texts = [holder(*one) for one in holders]
    return Text("、".join(x.zh for x in texts), ", ".join(x.en for x in texts))


def _effect(chance: Chance | None, zh: str, en: str) -> Text:
    """What a yes and a no would make of the leading holder; not the verdict's P, which takes unknown holders for none."""
    if chance is None:
        return Text(
            "现在还没有领先者：看它与其他受害人的订单在哪里相交。", "Nobody leads yet: see where victims' orders meet."
        )
    name = holder(chance.kind, chance.holder)
    now, yes, no = (f"{100 * x:.0f} %" for x in (chance.now, chance.if_yes, chance.if_no))
    return Text(
        f"若{zh} {name.zh}，按提问时的估计，它是源头的可能由 {now} 变为 {yes}；若不是，变为 {no}。",
        f"If {en} {name.en}, the chance that it is the source, as estimated for questions, goes from {now} to {yes}; "
        f"if not, to {no}.",
    )
