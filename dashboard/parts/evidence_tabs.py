"""The tabs under the list: when, and what speaks for and against the holder that is picked."""

from __future__ import annotations

import streamlit as st
from streamlit.elements.lib.mutable_tab_container import TabContainer

from dashboard.draw import html
from dashboard.draw.time_strip import Labels, Stroke, time_strip
from dashboard.models import Candidate, Finding, SourceView
from dashboard.parts.asks import Asks
from dashboard.parts.origins_dialog import Ask, origins_dialog
from dashboard.parts.other_scores import other_scores
from dashboard.parts.reveal_dialog import reveal_button
from dashboard.parts.why_tab import how_sure, steadiness, why_tab
from dashboard.words import decimal, number, pick, tr


def evidence_tabs(picked: Candidate, source: SourceView | None, asks: Asks, *, others: bool) -> None:
    """Draw the tabs of the holder picked. `others`: some are over the bar."""
    with st.container(key="card_evidence"):
        if source is None:
            _below_the_bar(picked, asks, others=others)
        else:
            _over_the_bar(picked, source, asks)
        with st.container(horizontal=True, gap="small"):
            _judge(picked, asks)
            reveal_button(source.people if source else (), asks.door, f"reveal_of_{picked.id}")


def _over_the_bar(picked: Candidate, source: SourceView, asks: Asks) -> None:
    both = tr("支持与反对 {a} / {b}", a=len(source.for_), b=len(source.against))
    tabs = st.tabs([tr("时间对照"), both, tr("为何是它"), tr("其他算法怎么看")], key="tab", on_change="rerun")
    with tabs[0]:
        _times(source)
    with tabs[1]:
        _both_sides(source, asks.origins)
    with tabs[2]:
        why_tab(picked, source.value)
        how_sure(source.percent)
        steadiness(picked, source.value, asks.steadiness)
    with tabs[3]:
        _others(tabs[3], picked, asks)


def _below_the_bar(picked: Candidate, asks: Asks, *, others: bool) -> None:
    low, high = picked.expected_range
    counts = tr(
        "{o} 名受害人用过它，没有泄露时预期 {e} 名（95 % 区间 {low}–{high}）。",
        o=number(picked.observed), e=decimal(picked.expected), low=low, high=high,
    )  # fmt: skip
    st.html(html.heading(picked.name))
    st.html(html.page(html.paragraph(counts) + html.paragraph(_so(picked, asks, others=others))))
    tabs = st.tabs([tr("证据分怎么来的"), tr("其他算法怎么看")], key="tab_below", on_change="rerun")
    with tabs[0]:
        _value(tabs[0], picked, asks)
    with tabs[1]:
        _others(tabs[1], picked, asks)


def _judge(picked: Candidate, asks: Asks) -> None:
    """The way to a judgement of the holder, unless it is cleared already."""
    if asks.judge is None or picked.grade == "cleared":
        return
    label = tr("判断 {holder}…", holder=picked.name)
    if st.button(label, key=f"judge_{picked.id}", type="tertiary", icon=":material/gavel:"):
        asks.judge(picked)


def _so(picked: Candidate, asks: Asks, *, others: bool) -> str:
    """Why it is not unfolded as a source."""
    judged = asks.cleared(picked) if picked.grade == "cleared" else None
    if judged:
        return tr("已由 {who} 于 {date} 排除：{reason}", who=judged.who, date=judged.at, reason=judged.reason)
    return tr("扣除已指向的源头所解释的受害人后，它没有过门槛。") if others else tr("它没有过门槛，不作为源头展开。")


def _value(tab: TabContainer, picked: Candidate, asks: Asks) -> None:
    """The value of a holder below the bar, worked out when it is looked at."""
    value = asks.value(picked) if tab.open else None
    if value:
        why_tab(picked, value)


def _others(tab: TabContainer, picked: Candidate, asks: Asks) -> None:
    """The other methods, asked when they are looked at."""
    if tab.open:
        other_scores(asks.disagreement(picked), picked.name)


def _times(source: SourceView) -> None:
    title = tr("{holder}：{n} 名受害人的订单与来电", holder=source.candidate.name, n=number(source.candidate.observed))
    window = source.candidate.window
    if window is None or not source.rows:
        st.html(html.heading(title))
        st.html(html.page(html.paragraph(tr("这些记录没有时间，画不出时间对照。"))))
        return
    left, right = st.columns([6, 1], vertical_alignment="center")
    left.html(
        html.heading(title, tr("一行一人 · ● 经过它的订单 ┃ 首次诈骗来电 · 底色为推定时间窗 · 下方灰柱为对照人群"))
    )
    outside = right.toggle(tr("显示窗口外"), key="outside")
    labels = Labels(tr("受害人"), tr("日期"), tr("首次来电"), tr("对照人群的记录"))
    strokes = [Stroke(row.alias, row.days, row.call, row.inside) for row in source.rows if row.inside or outside]
    chart = time_strip(strokes, source.comparison_days, window, labels, dark=st.context.theme.type == "dark")
    st.altair_chart(chart, theme=None, width="stretch", key="time_strip")


def _both_sides(source: SourceView, ask: Ask) -> None:
    sides = st.columns(2)
    for column, title, findings, speaks_for in (
        (sides[0], tr("支持"), source.for_, True),
        (sides[1], tr("反对"), source.against, False),
    ):
        with column, st.container(gap="xxsmall"):
            st.html(html.heading(title, source.candidate.name))
            for place, finding in enumerate(findings):
                _finding(finding, ask, speaks_for=speaks_for, key=f"{speaks_for}_{place}_{source.candidate.id}")


def _finding(finding: Finding, ask: Ask, *, speaks_for: bool, key: str) -> None:
    st.html(html.finding(pick(finding.text), speaks_for=speaks_for))
    if not finding.records:
        return
    label = tr("看 {k} 条记录的原始行", k=number(len(finding.records)))
    if st.button(label, key=f"rows_{key}", type="tertiary", icon=":material/table_rows:"):
        origins_dialog(pick(finding.text), finding.records, ask)
