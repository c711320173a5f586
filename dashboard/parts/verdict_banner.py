"""The answer: headline, sentences, and the figures that carry it."""

from __future__ import annotations

import streamlit as st

from dashboard.draw import html
from dashboard.draw.html import Chip, Figure, Fold
from dashboard.draw.marks import mark_image
from dashboard.models import SourceView, VerdictView
from dashboard.state import language
from dashboard.words import UNKNOWN, decimal, kind_name, number, pick, tr

_TONES = {"found": "", "several": "", "tie": "tie"}


def verdict_banner(view: VerdictView) -> None:
    """Draw the banner."""
    told = view.banner
    marks = [(pick(words), mark_image(kind, language())) for kind, words in told.named]
    with st.container(key="card_verdict"):
        st.html(
            html.banner(
                _TONES.get(told.state, "none"),
                html.headline(pick(told.headline), marks),
                html.figures(_figures(view)),
                chips=_chips(view),
                lines=[pick(told.sentences[0])],
                fold=_other_sources(view),
                notes=_notes(view),
            )
        )


def _other_sources(view: VerdictView) -> Fold | None:
    """The sources after the first, named in a line, their sentences below it: the list must stay on the screen."""
    others = view.sources[1:]
    if not others:
        return None
    names = [f"{kind_name(one.candidate.kind)} {one.candidate.name}" for one in others]
    said = tuple(pick(sentence) for sentence in view.banner.sentences[1:])
    return Fold(tr("另有 {n} 个：{names}", n=number(len(others)), names=tr("、").join(names)), said)


def grade_chip(grade: str) -> Chip:
    """The strength of evidence as ink, not heat."""
    return {
        "strong": Chip(tr("强"), "solid"),
        "supported": Chip(tr("较强"), "tint"),
        "lead": Chip(tr("线索"), "warn"),
        "tied": Chip(tr("分不开"), "warn"),
        "explained": Chip(tr("已解释")),
        "cleared": Chip(tr("已排除")),
    }.get(grade, Chip(tr("未见")))


def _chips(view: VerdictView) -> list[Chip]:
    chips = [Chip(tr("无对照，只有时间可说"), "warn")] if view.banner.timing_only else []
    if view.banner.state == "tie":
        return [*chips, Chip(tr("分不开"), "warn")]
    if view.banner.grade:
        return [*chips, grade_chip(view.banner.grade)]
    return chips if view.banner.state == "too_few" else [*chips, Chip(tr("未见证据"))]


def _figures(view: VerdictView) -> list[Figure]:
    if view.banner.state == "too_few":
        return []
    if not view.sources:
        return _short_of(view)
    first = view.sources[0]
    return [_explains(view, first), *_strength(first, several=len(view.sources) > 1)]


def _short_of(view: VerdictView) -> list[Figure]:
    """How far from the bar the best is, and how small a leak would have been seen."""
    of = tr("达到 {bar} 才指向源头", bar=decimal(view.bar))
    figures = [Figure(tr("最高证据分"), decimal(view.best_value), f"/ {decimal(view.bar)}", of)]
    if view.smallest_leak:
        people, percent = view.smallest_leak
        figures.append(
            Figure(
                tr("能发现的最小泄露"), f"≥ {number(people)}", f"/ {number(view.victims)}", tr("把握 {p} %", p=percent)
            )
        )
    return figures


def _explains(view: VerdictView, first: SourceView) -> Figure:
    of = f"/ {number(view.victims)}"
    if view.banner.state == "several":
        return Figure(tr("合计可解释"), number(view.together), of, tr("受害人去重"))
    low, high = first.explains_range
    return Figure(tr("可解释"), number(first.candidate.explains), of, tr("区间 {low}–{high}", low=low, high=high))


def _strength(first: SourceView, *, several: bool) -> list[Figure]:
    """How unusual, and how much error that bears; of several sources the first one's, and said so."""
    whose = tr("第一个源头：") if several else ""
    counted = f"{number(first.candidate.observed)} / {decimal(first.candidate.expected)}"
    ratio = UNKNOWN if first.ratio is None else f"{decimal(first.ratio)}×"
    bears = UNKNOWN if first.candidate.tolerance is None else f"{decimal(first.candidate.tolerance)}×"
    means = tr("对照人群若把经过它的可能性低估不到 {g}，结论仍成立；低估更多，结论就不再成立。", g=bears)
    return [
        Figure(tr("实际 / 预期"), ratio, "", whose + counted),
        Figure(tr("容差"), bears, "", whose + tr("对照低估到此才不成立"), hint=means),
    ]


def _notes(view: VerdictView) -> list[str]:
    """The small line: how sure the days are, who cannot be told apart, what is left over, what to know."""
    remarks = [pick(text) for text in view.banner.remarks]
    if view.banner.state == "too_few" or len(view.sources) != 1:
        return remarks
    source = view.sources[0]
    alone = [] if source.rivals else [tr("分不开的：无")]
    return [*_days(source), *alone, tr("仍未解释 {n} 名", n=number(view.unexplained)), *remarks]


def _days(source: SourceView) -> list[str]:
    """Between which days the window begins and ends."""
    if source.days is None:
        return []
    begins, ends = source.days.first_range, source.days.last_range
    return [
        tr("首日 {low} 至 {high}", low=f"{begins[0]:%m-%d}", high=f"{begins[1]:%m-%d}"),
        tr("末日 {low} 至 {high}", low=f"{ends[0]:%m-%d}", high=f"{ends[1]:%m-%d}"),
    ]
