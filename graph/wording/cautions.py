"""Warnings: what to know of the material before a verdict is used."""

from __future__ import annotations

from collections.abc import Sequence

from graph.schema import HOLDER_KINDS
from graph.verdict import Text
from graph.wording.words import holder

CAUTIONS = {
    "few_victims": Text(zh="只有 {n} 名受害人，至少要 3 名。", en="There are only {n} victims; 3 are needed."),
    "nobody_weighed": Text(
        zh="受害人经过的持有者全部被排除，没有可以衡量的对象。请至少留下一类。",
        en="All holders that the victims went through are left out: nobody was weighed. Leave at least one kind in.",
    ),
    "only_timing": Text(
        zh="没有对照人群，也没有公布份额，只有时间可说。请导入同期其他诈骗的受害人作对照。",
        en="No comparison people and no published shares: only timing can speak. "
        "Import victims of other frauds of that time.",
    ),
    "no_comparisons": Text(
        zh="没有对照人群，只能按公布份额和时间判断。请导入同期其他诈骗的受害人作对照。",
        en="No comparison people: published shares and timing must do. Import victims of other frauds of that time.",
    ),
    "comparisons_without_records": Text(
        zh="{n} 名对照人员在参照日之前没有任何记录，无从比较。请导入他们的订单。",
        en="None of the {n} comparison people has a record before the reference day: there is nothing to compare with. "
        "Import their orders.",
    ),
    "no_times": Text(
        zh="受害人的记录没有可用的时间，无法给出时间窗。",
        en="The victims' records have no times to go by; no window can be given.",
    ),
    "no_orders_for_some": Text(
        zh="有 {n} 名受害人在来电前没有任何记录。", en="Victims without any record before their call: {n}."
    ),
    "far_from_the_others": Text(
        zh="有 {n} 名受害人的来电与其他人相隔多年，没有计入时间窗。请核对日期。",
        en="Victims called years before or after the others, left out of all windows: {n}. Check their dates.",
    ),
    "victims_also_compared": Text(
        zh="有 {n} 人既在受害人名单里，又在对照名单里，按受害人计。",
        en="People listed both as victims and as comparison people: {n}. They count as victims.",
    ),
    "victims_alike": Text(
        zh="有 {n} 名受害人的记录与另一名受害人完全相同，可能是同一人。请核对名单。",
        en="Victims with the very same records as another victim: {n}. They may be the same people; check the list.",
    ),
    "comparisons_like_victims": Text(
        zh="有 {n} 名对照人员的记录与某名受害人完全相同，可能是同一人。请核对名单。",
        en="Comparison people with the very same records as a victim: {n}. They may be the same people; check the lists.",
    ),
    "shops_contested": Text(
        zh="有 {n} 名受害人下单的店铺，店铺服务表写着当时同时由两家（打单软件、面单服务商或仓库）服务，两家都没有算入。"
        "请核对该表的起止日期。",
        en="Victims who ordered from a shop that, by the table of shops, two served at once (ERP, label vendor or warehouse): "
        "{n}. Neither of the two was taken; check the dates in that table.",
    ),
}


def caution(code: str, count: int) -> Text:
    """The text of a warning."""
    text = CAUTIONS[code]
    return Text(text.zh.format(n=count), text.en.format(n=count))


def excluded_explains(excluded: tuple[str, str], named: Sequence[tuple[str, str]], count: int) -> Text:
    """A holder that a what-if leaves out, who is named only without it, and how many of their victims it would explain."""
    out, names = holder(*excluded), [holder(*one) for one in named]
    zh, en = "、".join(name.zh for name in names), ", ".join(name.en for name in names)
    return Text(
        zh=f"排除的 {out.zh} 本可解释其中 {count} 名受害人；{zh} 可能只是随它而来。",
        en=f"The excluded {out.en} would explain {count} of these victims; {en} may merely accompany it.",
    )


def kinds_unknown(kinds: Sequence[str]) -> Text:
    """Kinds of holder that the victims' orders hardly tell."""
    zh = "、".join(HOLDER_KINDS[kind].zh for kind in kinds)
    en = ", ".join(HOLDER_KINDS[kind].en for kind in kinds)
    return Text(
        zh=f"受害人的订单大多没有写明{zh}，对照人员的订单大多写明了：这类持有者即使是源头也看不出来。请补查。",
        en=f"Most orders of victims do not tell their {en}, most of those of comparison people do: a source of that kind "
        "would not be seen. Trace them.",
    )
