"""The controls of a what-if, and in one line what they change."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import supposing
from dashboard.draw import html
from dashboard.models import Candidate, Effect
from dashboard.state import case_alias
from dashboard.supposing import Exclusion
from dashboard.words import decimal, kind_name, number, tr
from graph.ranking.settings import CAPS
from graph.what_if import COMPARISONS


def what_if_card(kinds: Sequence[str], candidates: Sequence[Candidate], changed: Effect | None) -> None:
    """Draw the card; `kinds` and `candidates` of the plain view can be excluded, `changed` where something is."""
    case = case_alias()
    supposing.settle(case)
    with st.container(key="card_what_if", gap="xsmall", height="stretch"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.html(html.heading(tr("假设"), tr("不写入案件")), width="stretch")
            with st.popover(tr("更多"), type="tertiary"):
                _more(case)
        _lag_cap(case)
        _exclusions(case, kinds, candidates)
        _toggle(case, "protection", tr("隐私面单视为不可见"))
        if changed:
            st.html(html.page(html.paragraph(effect_in_words(changed), small=True)))


def _lag_cap(case: str | None) -> None:
    choices = [*CAPS, 0]
    names = {cap: tr("{n} 天", n=cap) for cap in CAPS} | {0: tr("两者")}
    st.segmented_control(
        tr("来电前最多"), choices, format_func=lambda cap: names[cap], key=supposing.key("lag_cap", case),
        required=True, width="stretch", label_visibility="collapsed",
    )  # fmt: skip


def _exclusions(case: str | None, kinds: Sequence[str], candidates: Sequence[Candidate]) -> None:
    options = [
        *(Exclusion(one.kind, one.name) for one in candidates),
        *(Exclusion(kind) for kind in kinds),
    ]
    st.multiselect(
        tr("排除"), options, format_func=_excluded, key=supposing.key("without", case), label_visibility="collapsed",
        placeholder=tr("排除某持有者或类别…"), select_all=False,
    )  # fmt: skip


def _excluded(one: Exclusion) -> str:
    if one.name is None:
        return tr("全部{kind}", kind=kind_name(one.kind))
    return f"{kind_name(one.kind)} · {one.name}"


def _toggle(case: str | None, control: str, label: str) -> None:
    st.toggle(label, key=supposing.key(control, case))


def _more(case: str | None) -> None:
    st.date_input(tr("截至"), value=None, format="YYYY-MM-DD", key=supposing.key("as_of", case))
    names = {"all": tr("全部"), "same_region": tr("只用受害人所在地区的"), "none": tr("不用")}
    st.selectbox(
        tr("对照人群"), COMPARISONS, format_func=lambda choice: names[choice], key=supposing.key("comparisons", case)
    )
    _toggle(case, "field_mask", tr("看不到来电者所说字段的，不能解释该受害人"))


def effect_in_words(changed: Effect) -> str:
    """What the answer has become."""
    low, high = changed.sources
    if low == high:
        return _first(changed)
    return tr("{first} · 源头 {before} → {after} 个", first=_first(changed), before=low, after=high)


def _first(changed: Effect) -> str:
    """Who is named first now, and what it explains."""
    before, after = (number(count) for count in changed.explains)
    if changed.after is None and changed.before is None:
        least, most = (decimal(value) for value in changed.best)
        return tr("仍未见证据 · 最高证据分 {before} → {after}", before=least, after=most)
    if changed.after is None:
        return tr("不再指向任何持有者 · {before} → 0 人", before=before)
    if changed.after == changed.before:
        return tr("第一名不变 · {before} → {after} 人", before=before, after=after)
    kind, name = changed.after
    holder = f"{kind_name(kind)} {name}"
    return tr("第一名变为 {holder} · {before} → {after} 人", holder=holder, before=before, after=after)
