"""The sentence over a what-if view: under which conditions it was asked, and that it is not recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graph.schema import HOLDER_KINDS
from graph.verdict import Text
from graph.wording.words import holder


def view(conditions: Mapping[str, Any]) -> Text:
    """What a view says of itself; `conditions` as in `Verdict.what_if`, not empty."""
    said = [SAYINGS[name](value) for name, value in conditions.items()]
    zh, en = "，".join(text.zh for text in said), "; ".join(text.en for text in said)
    return Text(f"假设视图：{zh}。不写入案件、不进报告。", f"What-if view: {en}. Not recorded, not reported.")


def nobody_known(moment: str) -> Text:
    """What a view of a time before everything says in place of warnings."""
    return Text(f"截至 {moment}，还不知道任何受害人。", f"As of {moment} no victim was known.")


def _without(holders: list[dict[str, str]]) -> Text:
    names = [holder(one["kind"], one["holder"]) for one in holders]
    return Text("排除" + "、".join(x.zh for x in names), "without " + ", ".join(x.en for x in names))


def _without_kinds(kinds: list[str]) -> Text:
    declared = [HOLDER_KINDS.get(kind) for kind in kinds]
    zh = "、".join(one.zh if one else kind for one, kind in zip(declared, kinds, strict=True))
    en = ", ".join(one.en if one else kind for one, kind in zip(declared, kinds, strict=True))
    return Text(f"排除全部{zh}", f"without any {en}")


def _comparisons(choice: str) -> Text:
    if choice == "none":
        return Text("不用对照人群", "no comparison people")
    return Text("只用受害人所在地区的对照人群", "comparison people of the victims' regions only")


SAYINGS: Mapping[str, Callable[[Any], Text]] = {
    "as_of": lambda moment: Text(f"截至 {moment}", f"as of {moment}"),
    "lag_cap": lambda days: Text(f"来电前最多 {days} 天", f"at most {days} days before the call"),
    "without": _without,
    "without_kinds": _without_kinds,
    "protection": lambda _: Text("隐私面单照常计算", "protected records count as any other"),
    "field_mask": lambda _: Text(
        "看不到来电者所说字段的持有者不能解释该受害人",
        "a holder that never sees what the caller knew explains no such victim",
    ),
    "knowledge": lambda name: Text(f"字段表用 {name}", f"fields by {name}"),
    "comparisons": _comparisons,
}
