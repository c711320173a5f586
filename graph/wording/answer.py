"""The sentences of the verdict: its headline, and what stands behind it."""

from __future__ import annotations

from collections.abc import Sequence

from graph.verdict import Inputs, Power, Ranked, Rival, Source, Text
from graph.wording.nobody import nobody_named
from graph.wording.words import basis, holder, joined, some, span, thing

RIVALS_NAMED = 2
"""Holders not told apart that stand beside one of several sources; of the others it says how many."""


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
        return nobody_named(inputs, ranking, power, tied)
    if len(sources) == 1 and sources[0].not_told_apart:
        return _tie(sources[0])
    return joined([found(source, inputs, named=len(sources) > 1) for source in sources])


def _tied(source: Source) -> list[Text]:
    """A source and those that cannot be told apart from it."""
    return [holder(source.kind, source.holder), *(holder(rival.kind, rival.holder) for rival in source.not_told_apart)]


def _undecidable(inputs: Inputs) -> Text:
    """Why nothing can be said."""
    n = inputs.victims
    if n == 0:
        return Text("没有受害人有首次来电日期，至少要 3 名。", "No victim has a date of first contact; 3 are needed.")
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


def _tie(source: Source) -> Text:
    n, x, e = source.against.victims, source.observed, f"{source.expected:.1f}"
    they = "两者" if len(source.not_told_apart) == 1 else "它们"
    return Text(
        f"{they}解释同一批受害人：都是 {n} 名中的 {x} 名左右，预期 {e} 名。其中之一有证据，现有材料说不出是哪一个。",
        f"They explain the same victims: about {x} of {n} either way, against {e} expected. One of them is supported. "
        "The material cannot say which.",
    )


def found(source: Source, inputs: Inputs, *, named: bool) -> Text:
    """What stands behind a source, in one sentence; `named`: with its name, and whom it is not told apart from, in front."""
    zh, en = _name(source) if named else ("", "")
    n, o, c, e, x = source.against.victims, source.observed, source.lag_days, f"{source.expected:.1f}", source.explained
    when = span(source.window) if source.window else None
    what, by = thing(source.kind), basis(inputs)
    where_zh = f"在 {when.zh} 有{what.zh}经过它，且都在来电前 {c} 天内" if when else f"在来电前有{what.zh}经过它"
    where_en = f"on {when.en} and at most {c} days before the call" if when else "before the call"
    return Text(
        f"{zh}{n} 名受害人中，{o} 名{where_zh}；按{by.zh}只应有 {e} 名。它可解释 {x} 名受害人。",
        f"{en}{o} of {n} victims had {what.en} through it {where_en}; {e} expected, going by {by.en}. "
        f"It explains {x} victims.",
    )


def _name(source: Source) -> tuple[str, str]:
    """The name in front of a sentence; where others cannot be told apart from it, they stand beside it."""
    name, rivals = holder(source.kind, source.holder), source.not_told_apart
    if not rivals:
        return f"{name.zh}：", f"{name.en}: "
    group = some(rivals, RIVALS_NAMED)
    return f"{name.zh}（与它分不开的：{group.zh}）：", f"{name.en} (cannot be told apart from {group.en}): "
