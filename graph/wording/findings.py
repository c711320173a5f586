"""What speaks for and against a source, in sentences of the same size."""

from __future__ import annotations

from graph.verdict import Against, Source, Text
from graph.wording.words import holder, span


def findings_for(source: Source, *, named: bool = True) -> tuple[Text, ...]:
    """What speaks for a holder; only of one that is named can a verdict stand."""
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
    ]
    if named:
        out.append(
            Text(
                f"对照低估它的程度在 {source.tolerance:.1f} 倍以内，结论都成立。",
                f"It stands while the comparison understates its odds by less than {source.tolerance:.1f}×.",
            )
        )
    if source.window:
        when = span(source.window)
        out.append(Text(f"记录集中在 {when.zh}。", f"The records lie within {when.en}."))
    return tuple(out)


def findings_against(source: Source) -> tuple[Text, ...]:
    """What speaks against a source; what was looked for is said also where nothing was found."""
    rivals = "、".join(holder(r.kind, r.holder).zh for r in source.not_told_apart) or "无"
    rivals_en = ", ".join(holder(r.kind, r.holder).en for r in source.not_told_apart) or "none"
    return (*touched(source.against), Text(f"分不开的：{rivals}。", f"Not told apart from: {rivals_en}."))


def touched(against: Against) -> tuple[Text, ...]:
    """Victims who never touched a holder, or only outside its window; comparison people who did."""
    a = against
    return (
        Text(f"{a.never_touched} 名受害人从未经过它。", f"Victims that never touched it: {a.never_touched}."),
        Text(
            f"{a.only_outside} 名只在时间窗外经过它。",
            f"Victims that touched it only outside the window: {a.only_outside}.",
        ),
        _compared(a),
    )


def _compared(against: Against) -> Text:
    there, touched_it = against.comparisons, against.comparisons_touched
    if not there:
        return Text("没有对照人员可比。", "There are no comparison people to compare with.")
    return Text(
        f"{there} 名对照中有 {touched_it} 名也经过它。", f"{touched_it} of {there} comparison people touched it too."
    )
