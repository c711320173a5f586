"""The sentences of the verdict: its headline, and what stands behind it."""

from __future__ import annotations

from collections.abc import Sequence

from graph.verdict import Inputs, Power, Ranked, Rival, Source, Text
from graph.wording.words import holder, joined, span, thing

NOT_PROVEN = Text(
    zh="这不表示没有泄露。只表示现有材料指不出是谁：可能来源多、来源不在电商物流（如征信、校园贷），或材料还不够。",
    en="This does not mean nothing leaked. It means this material cannot say who: many sources, a source outside trade "
    "and parcels (credit, campus loans), or too little material.",
)


NAMED_TOGETHER = 5
"""Holders of a tie that are named in a sentence; of the others it says how many."""


def sentence(
    state: str,
    inputs: Inputs,
    sources: Sequence[Source],
    ranking: Sequence[Ranked],
    power: Power | None = None,
    tied: Sequence[Rival] = (),
) -> Text:
    """The whole answer in words: headline and body."""
    top, rest = headline(state, sources), body(state, inputs, sources, ranking, power, tied)
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


def body(
    state: str,
    inputs: Inputs,
    sources: Sequence[Source],
    ranking: Sequence[Ranked],
    power: Power | None = None,
    tied: Sequence[Rival] = (),
) -> Text:
    """The sentences below the headline.

    Where nothing was found, `power`: the least leak the case would show; `tied`: who stands first together.
    """
    if state == "undecidable":
        return _undecidable(inputs)
    if not sources:
        return joined(
            [_first_of_none(inputs, ranking), first_together(tied), NOT_PROVEN, smallest_leak(power), _leads(ranking)]
        )
    if len(sources) == 1 and sources[0].not_told_apart:
        return _tie(sources[0])
    return joined([found(source, named=len(sources) > 1) for source in sources])


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
        "受害人在来电前没有记录，既没有时间也没有对照，或经过的持有者全部被排除。请导入他们的订单和对照人群，或少排除一些。",
        "The victims have no records before their calls, neither times nor anything to compare with, or all their holders "
        "are left out. Import their orders and comparison people, or leave fewer out.",
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


def first_together(tied: Sequence[Rival]) -> Text:
    """Who stands first together, as the same people touched each; empty where one is alone."""
    if not tied:
        return Text("", "")
    names = [holder(rival.kind, rival.holder) for rival in tied[:NAMED_TOGETHER]]
    more = len(tied) - len(names)
    zh = "、".join(name.zh for name in names) + (f" 等 {len(tied)} 个" if more else "")
    en = ", ".join(name.en for name in names) + (f" and {more} more" if more else "")
    return Text(
        f"并列第一，分不开：{zh}，经过它们的是同一批人。",
        f"First together, not told apart: {en}; the very same people touched each.",
    )


def smallest_leak(power: Power | None) -> Text:
    """How small a leak would have been seen, so that "no evidence" has a size; empty where it was not computed."""
    if power is None:
        return Text("", "")
    least, chance = power.smallest_explained, round(power.chance * 100)
    if least is None:
        return Text(
            f"无论多大的泄露，这份材料都没有 {chance} % 的把握发现。",
            f"No leak, however large, would be seen in this material with a chance of {chance} %.",
        )
    return Text(
        f"能发现的最小泄露：{least} 名受害人（把握 {chance} %）。",
        f"Smallest leak we would see: {least} victims (with a chance of {chance} %).",
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
    what = thing(source.kind)
    where_zh = f"在 {when.zh} 有{what.zh}经过它，且都在来电前 {c} 天内" if when else f"在来电前有{what.zh}经过它"
    where_en = f"on {when.en} and at most {c} days before the call" if when else "before the call"
    return Text(
        f"{zh}{n} 名受害人中，{o} 名{where_zh}；按对照人群只应有 {e} 名。它可解释 {x} 名受害人。",
        f"{en}{o} of {n} victims had {what.en} through it {where_en}; {e} expected. It explains {x} victims.",
    )
