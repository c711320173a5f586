"""The terms of a value, as the bars of the waterfall are called."""

from __future__ import annotations

from graph.verdict import Text

TERMS = {
    "orders_and_timing": Text(
        "订单与时间（{observed} 对 {expected}）", "Orders and timing ({observed} against {expected})"
    ),
    "touched_or_not": Text("经过与否（{observed} 对 {expected}）", "Touched or not ({observed} against {expected})"),
    "touched_within_sets": Text("同组之内经过与否", "Touched or not, within matched sets"),
    "gangs": Text("同一伙来电的受害人", "Victims called by the same gang"),
    "windows": Text("时间窗可任选", "Window free to choose"),
    "without_times": Text("占多少受害人可任选", "Part of the victims free to choose"),
    "choice": Text("同类有 {rivals} 个可选", "{rivals} of its kind to choose from"),
    "misfit": Text("知情内容不符", "Caller knew what it does not hold"),
    "place": Text("按它那一片的常情再算", "Its neighbourhood expected to be served by it"),
}


def term(code: str, *, observed: int, expected: float, rivals: int) -> Text:
    """What a term of a value stands for; the first says how many were seen and how many would be anyway."""
    text = TERMS[code]
    values = {"observed": observed, "expected": f"{expected:.1f}", "rivals": rivals}
    return Text(text.zh.format(**values), text.en.format(**values))
