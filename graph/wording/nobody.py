"""The sentences of a verdict that names nobody: who stands first, why it is no evidence, and what would have been seen."""

from __future__ import annotations

from collections.abc import Sequence

from graph.verdict import Inputs, Power, Ranked, Rival, Text
from graph.wording.words import basis, holder, joined, some

NOT_PROVEN = Text(
    zh="这不表示没有泄露。只表示现有材料指不出是谁：可能来源多、来源不在电商物流（如征信、校园贷），或材料还不够。",
    en="This does not mean nothing leaked. It means this material cannot say who: many sources, a source outside trade "
    "and parcels (credit, campus loans), or too little material.",
)

NAMED_TOGETHER = 5
"""Holders of a tie that are named in a sentence; of the others it says how many."""

HELD_BACK = {
    "place": Text("但在它服务的那一片，这么多是常情", "but where it serves, that many is usual"),
    "choice": Text(
        "但同类可选的很多，碰巧也会有一个这样",
        "but with so many of its kind to choose from, one is like that by chance",
    ),
    "windows": Text(
        "但时间窗可任选，碰巧也会有一段这样", "but with any window to choose from, one is like that by chance"
    ),
    "without_times": Text(
        "但泄露会占多少受害人可任选，碰巧也会这样",
        "but with any part of the victims to choose from, one is like that by chance",
    ),
    "misfit": Text("但来电者知道的内容它并不掌握", "but the callers knew what it does not hold"),
    "gangs": Text("但哪伙人打给了谁与它不符", "but it does not fit which gang called whom"),
}
"""Why a holder that more victims used than expected is no evidence: by the term that takes most from its value."""


def nobody_named(inputs: Inputs, ranking: Sequence[Ranked], power: Power | None, tied: Sequence[Rival]) -> Text:
    """All that is said where nobody is named."""
    first = _first(inputs, ranking[0]) if ranking else _nothing_shared(inputs)
    return joined([first, first_together(tied), NOT_PROVEN, smallest_leak(power), _leads(ranking)])


def _nothing_shared(inputs: Inputs) -> Text:
    n, by = inputs.victims, basis(inputs)
    return Text(
        f"{n} 名受害人的上游没有共同点能超出{by.zh}的正常重合。",
        f"Nothing upstream of the {n} victims is shared beyond what is usual going by {by.en}.",
    )


def _first(inputs: Inputs, row: Ranked) -> Text:
    """What stands first although it says nothing; where more used it than is usual, why that is no evidence."""
    why = HELD_BACK.get(row.held_back or "") if row.observed > row.expected_range[1] else None
    n, by, name = inputs.victims, basis(inputs), holder(row.kind, row.holder)
    shared = Text(
        f"{n} 名受害人的上游没有共同点足以成为证据。", f"Nothing that the {n} victims share upstream is evidence."
    )
    because = Text(f"，{why.zh}", f", {why.en}") if why else Text("", "")
    ranked = Text(
        f"排名第一的 {name.zh} 有 {row.observed} 人用过，按{by.zh}本来就应有 {row.expected:.1f} 人{because.zh}。",
        f"First in rank is {name.en}: {row.observed} victims used it; going by {by.en}, {row.expected:.1f} would "
        f"anyway{because.en}.",
    )
    return joined([shared if why else _nothing_shared(inputs), ranked])


def first_together(tied: Sequence[Rival]) -> Text:
    """Who stands first together, as the same people touched each; empty where one is alone."""
    if not tied:
        return Text("", "")
    names = some(tied, NAMED_TOGETHER)
    return Text(
        f"并列第一，分不开：{names.zh}，经过它们的是同一批人。",
        f"First together, not told apart: {names.en}; the very same people touched each.",
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
