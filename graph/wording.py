"""The sentences of the answer, in Chinese and English: here and nowhere else, so that both say the same.

They say what the evidence points to and never who did something; a headline of state "none" names no holder.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from graph.schema import HOLDER_KINDS, OTHER_HOLDER
from graph.verdict import Inputs, Ranked, Source, Text, Window

NOT_PROVEN = Text(
    zh="这不表示没有泄露。只表示现有材料指不出是谁：可能来源多、来源不在电商物流（如征信、校园贷），或材料还不够。",
    en="This does not mean nothing leaked. It means this material cannot say who: many sources, a source outside trade "
    "and parcels (credit, campus loans), or too little material.",
)
CAUTIONS = {
    "few_victims": Text(zh="只有 {n} 名受害人，至少要 3 名。", en="There are only {n} victims; 3 are needed."),
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
}


def caution(code: str, count: int) -> Text:
    """The text of a warning."""
    text = CAUTIONS[code]
    return Text(text.zh.format(n=count), text.en.format(n=count))


def holder(kind: str, name: str) -> Text:
    """A holder by kind and name; a kind that is not declared is called as the files call it."""
    declared = HOLDER_KINDS.get(kind)
    return Text(f"{declared.zh if declared else kind} {name}", f"{declared.en if declared else kind} {name}")


def day(when: date, *, year: bool = False) -> Text:
    """A day as sentences have it: 6月3日, 3 June; with its year where that matters."""
    zh, en = f"{when.month}月{when.day}日", f"{when.day} {MONTHS[when.month - 1]}"
    return Text(f"{when.year}年{zh}", f"{en} {when.year}") if year else Text(zh, en)


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def span(window: Window) -> Text:
    """A window as sentences have it."""
    year = window.first.year != window.last.year
    first, last = day(window.first, year=year), day(window.last, year=year)
    return Text(f"{first.zh}–{last.zh}", f"{first.en} – {last.en}")


def sentence(state: str, inputs: Inputs, sources: Sequence[Source], ranking: Sequence[Ranked]) -> Text:
    """The whole answer in words: headline and body."""
    top, rest = headline(state, sources), body(state, inputs, sources, ranking)
    return Text(f"{top.zh}。{rest.zh}", f"{top.en}. {rest.en}")


def headline(state: str, sources: Sequence[Source]) -> Text:
    """The answer in a line. Several sources are counted, a tie names both, "none" names nobody."""
    if state == "undecidable":
        return Text("还不能判断", "Cannot judge yet")
    if not sources:
        return Text("未见共享源头的证据", "No evidence of a shared source")
    if len(sources) > 1:
        return Text(f"线索指向 {len(sources)} 个源头", f"The evidence points to {len(sources)} sources")
    names = _tied(sources[0])
    if len(names) > 1:
        return Text("分不开：" + " 或 ".join(x.zh for x in names), " or ".join(x.en for x in names))
    return Text(f"线索指向：{names[0].zh}", f"The evidence points to {names[0].en}")


def body(state: str, inputs: Inputs, sources: Sequence[Source], ranking: Sequence[Ranked]) -> Text:
    """The sentences below the headline."""
    if state == "undecidable":
        return _undecidable(inputs)
    if not sources:
        return _joined([_first_of_none(inputs, ranking), NOT_PROVEN, _leads(ranking)])
    if len(sources) == 1 and sources[0].not_told_apart:
        return _tie(sources[0])
    return _joined([found(source, named=len(sources) > 1) for source in sources])


def _joined(texts: Sequence[Text]) -> Text:
    return Text("".join(x.zh for x in texts), " ".join(x.en for x in texts if x.en))


def _tied(source: Source) -> list[Text]:
    """A source and those that cannot be told apart from it."""
    return [holder(source.kind, source.holder), *(holder(rival.kind, rival.holder) for rival in source.not_told_apart)]


def _undecidable(inputs: Inputs) -> Text:
    """Why nothing can be said."""
    n = inputs.victims
    if n < 3:
        return Text(
            f"只有 {n} 名受害人有首次来电日期，至少要 3 名。",
            f"Only {n} {'victim has' if n == 1 else 'victims have'} a date of first contact; 3 are needed.",
        )
    return Text(
        "受害人在来电前没有记录，或既没有时间也没有对照。请导入他们的订单和对照人群。",
        "The victims have no records before their calls, or neither times nor anything to compare with. "
        "Import their orders and comparison people.",
    )


def _first_of_none(inputs: Inputs, ranking: Sequence[Ranked]) -> Text:
    """What stands first although it says nothing."""
    zh = f"{inputs.victims} 名受害人的上游没有共同点能超出对照人群的正常重合。"
    en = "Nothing upstream is shared beyond what comparison people share too."
    if not ranking:
        return Text(zh, en)
    row = ranking[0]
    name = holder(row.kind, row.holder)
    return Text(
        f"{zh}排名第一的 {name.zh} 有 {row.observed} 人用过，按对照人群本来就应有 {row.expected:.1f} 人。",
        f"{en} First in rank is {name.en}: {row.observed} victims used it, {row.expected:.1f} would anyway.",
    )


def _leads(ranking: Sequence[Ranked]) -> Text:
    """How many leads stay below the bar, if any."""
    count = sum(row.grade == "lead" for row in ranking)
    if not count:
        return Text("", "")
    en = "1 lead stays" if count == 1 else f"{count} leads stay"
    return Text(f"有 {count} 条线索未到门槛，见列表。", f"{en} below the bar; see the list.")


def _tie(source: Source) -> Text:
    n, x, e = source.against.victims, source.observed, f"{source.expected:.1f}"
    they = "两者" if len(source.not_told_apart) == 1 else "它们"
    return Text(
        f"{they}解释同一批受害人：都是 {n} 名中的 {x} 名左右，预期 {e} 名。其中之一有证据，现有材料说不出是哪一个。",
        f"They explain the same victims: about {x} of {n} either way, against {e} expected. One of them is supported. "
        "The material cannot say which.",
    )


def found(source: Source, *, named: bool) -> Text:
    """What stands behind a source, in one sentence; `named`: with its name in front."""
    name = holder(source.kind, source.holder)
    zh, en = (f"{name.zh}：", f"{name.en}: ") if named else ("", "")
    n, o, c, e, x = source.against.victims, source.observed, source.lag_days, f"{source.expected:.1f}", source.explained
    when = span(source.window) if source.window else None
    thing = _thing(source.kind)
    where_zh = f"在 {when.zh} 有{thing.zh}经过它，且都在来电前 {c} 天内" if when else f"在来电前有{thing.zh}经过它"
    where_en = f"on {when.en} and at most {c} days before the call" if when else "before the call"
    return Text(
        f"{zh}{n} 名受害人中，{o} 名{where_zh}；按对照人群只应有 {e} 名。它可解释 {x} 名受害人。",
        f"{en}{o} of {n} victims had {thing.en} through it {where_en}; {e} expected. It explains {x} victims.",
    )


def _thing(kind: str) -> Text:
    """What goes through a holder of this kind: orders, or any record of a kind that only `exposures` tell of."""
    ordered = kind in HOLDER_KINDS and HOLDER_KINDS[kind].seen_from != OTHER_HOLDER.seen_from
    return Text("订单", "an order") if ordered else Text("记录", "a record")


def findings_for(source: Source) -> tuple[Text, ...]:
    """What speaks for a source."""
    low, high = source.expected_range
    least, most = source.explained_range
    out = [
        Text(
            f"{source.observed} 名受害人经过它，没有泄露时应有 {source.expected:.1f} 名（95 % 在 {low}–{high}）。",
            f"{source.observed} victims went through it; {source.expected:.1f} would if nothing leaked (95 % within {low}–{high}).",
        ),
        Text(
            f"它可解释 {source.explained} 名受害人（{least}–{most}）。",
            f"It explains {source.explained} victims ({least}–{most}).",
        ),
        Text(
            f"对照低估它的程度在 {source.tolerance:.1f} 倍以内，结论都成立。",
            f"It stands while the comparison understates its odds by less than {source.tolerance:.1f}×.",
        ),
    ]
    if source.window:
        when = span(source.window)
        out.append(Text(f"记录集中在 {when.zh}。", f"The records lie within {when.en}."))
    return tuple(out)


def findings_against(source: Source) -> tuple[Text, ...]:
    """What speaks against a source; what was looked for is said also where nothing was found."""
    a = source.against
    rivals = "、".join(holder(r.kind, r.holder).zh for r in source.not_told_apart) or "无"
    rivals_en = ", ".join(holder(r.kind, r.holder).en for r in source.not_told_apart) or "none"
    return (
        Text(f"{a.never_touched} 名受害人从未经过它。", f"Victims that never touched it: {a.never_touched}."),
        Text(
            f"{a.only_outside} 名只在时间窗外经过它。",
            f"Victims that touched it only outside the window: {a.only_outside}.",
        ),
        Text(
            f"{a.comparisons} 名对照中有 {a.comparisons_touched} 名也经过它。",
            f"{a.comparisons_touched} of {a.comparisons} comparison people touched it too.",
        ),
        Text(f"分不开的：{rivals}。", f"Not told apart from: {rivals_en}."),
    )
