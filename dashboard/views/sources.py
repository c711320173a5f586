"""源头 / Sources — whether there is a shared source, which one, how sure that is."""

from __future__ import annotations

import streamlit as st

from dashboard import queries, state
from dashboard.draw import html
from dashboard.draw.html import Chip
from dashboard.models import VerdictView
from dashboard.parts.candidate_list import candidate_list
from dashboard.parts.evidence_tabs import evidence_tabs
from dashboard.parts.frame import trouble
from dashboard.parts.origins_dialog import Ask
from dashboard.parts.verdict_banner import verdict_banner
from dashboard.present import present
from dashboard.words import number, tr
from graph.errors import HeadwaterError


def page(importing: st.Page) -> None:
    """The page: the verdict on the case chosen, or the way to the import where there are no victims yet."""
    access = queries.access()
    try:
        with st.spinner(tr("正在核对持有者…"), show_time=True):
            view = present(queries.verdict(access, state.case_alias()))
    except HeadwaterError as error:
        header([])
        trouble(tr("结论"), error, tr("请刷新本页再试。"))
        return
    if view.victims:
        show(view, lambda records: queries.origins(access, records))
    else:
        empty(importing)


def show(view: VerdictView, ask: Ask) -> None:
    """The verdict: answer first, then the list, then the evidence of the holder picked."""
    header(_chips(view))
    verdict_banner(view)
    if view.candidates:
        picked = candidate_list(view.candidates)
        evidence_tabs(picked, view.source(picked.id), ask, others=bool(view.sources))


def header(chips: list[Chip]) -> None:
    """The line at the top."""
    st.html(html.header(tr("源头"), tr("哪个上游持有者可能泄露了数据？"), [*chips, Chip(tr("🔒 已脱敏"), "tint")]))


def empty(importing: st.Page) -> None:
    """Nothing to judge yet: one sentence, one button."""
    header([])
    with st.container(key="card_empty"):
        st.html(html.page(html.paragraph(tr("先导入受害人和他们的订单。"))))
        if st.button(tr("去导入"), type="primary"):
            st.switch_page(importing)


def _chips(view: VerdictView) -> list[Chip]:
    as_of = [Chip(tr("数据截至 {day}", day=view.as_of.isoformat()))] if view.as_of else []
    return [
        Chip(tr("{n} 名受害人", n=number(view.victims))),
        Chip(tr("{n} 名对照", n=number(view.comparisons))),
        *as_of,
    ]
