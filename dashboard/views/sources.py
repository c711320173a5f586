"""源头 / Sources — whether there is a shared source, which one, how sure that is."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import deciding, judging, queries, revealing, state
from dashboard.disagreement import disagreement
from dashboard.draw import html
from dashboard.draw.html import Chip
from dashboard.effect import effect
from dashboard.models import VerdictView
from dashboard.parts.asks import Asks
from dashboard.parts.candidate_list import candidate_list
from dashboard.parts.evidence_tabs import evidence_tabs
from dashboard.parts.frame import trouble
from dashboard.parts.judgement_dialog import judgement_dialog, of_holder
from dashboard.parts.question_card import question_card
from dashboard.parts.verdict_banner import verdict_banner
from dashboard.parts.what_if_card import what_if_card
from dashboard.parts.what_if_line import what_if_line
from dashboard.present import present
from dashboard.supposing import supposed
from dashboard.words import number, tr
from graph.errors import HeadwaterError

BESIDE = [3.2, 1]
"""Widths of the list and of the cards beside it."""


def page(importing: st.Page) -> None:
    """The page: the verdict on the case chosen, or the way to the import where there are no victims yet."""
    access = queries.access()
    try:
        with st.spinner(tr("正在核对持有者…"), show_time=True):
            victims = queries.verdict(access, state.case_alias()).inputs.victims
    except HeadwaterError as error:
        header([])
        trouble(tr("结论"), error, tr("请刷新本页再试。"))
        return
    if victims:
        _verdict()
    else:
        empty(importing)


@st.fragment
def _verdict() -> None:
    """All that a what-if changes; a control repaints this and nothing else."""
    access, case = queries.access(), state.case_alias()
    what_if = supposed(case)
    try:
        plain, verdict = queries.verdict(access, case), queries.verdict(access, case, what_if)
    except HeadwaterError as error:
        trouble(tr("结论"), error, tr("请刷新本页再试。"))
        return
    asks = Asks(
        origins=lambda records: queries.origins(access, records),
        value=lambda one: queries.value(access, case, what_if, one.kind, one.name),
        disagreement=lambda one: disagreement(
            queries.opinions(access, case, what_if, one.kind, one.name), verdict, (one.kind, one.name)
        ),
        steadiness=lambda one: queries.steadiness(access, case, what_if, one.kind, one.name),
        judge=lambda one: judgement_dialog(
            of_holder(one.kind, one.name),
            lambda p: deciding.supposed(access, case, p.kind, p.about),
            lambda p, reason: deciding.make(access, p, reason),
        ),
        cleared=lambda one: judging.cleared(access, one.kind, one.name),
        door=revealing.door(access),
    )
    show(present(verdict), present(plain), queries.kinds(access, case), asks)


def show(view: VerdictView, plain: VerdictView, kinds: Sequence[str], asks: Asks) -> None:
    """The verdict: answer first, then the list, what to ask and what to suppose, then the evidence of the one picked.

    `plain`: the view where nothing is supposed, the same one as `view` then; `kinds`: of holders there are.
    """
    header(_chips(view))
    what_if_line(view)
    verdict_banner(view)
    left, right = st.columns(BESIDE, gap="small")
    with right if view.candidates else left:
        question_card(view.questions, asks.origins, asks.door, alone=not view.candidates)
    with right:
        what_if_card(kinds, plain.candidates, effect(plain, view) if view.what_if else None)
    if view.candidates:
        with left:
            picked = candidate_list(view.candidates)
        evidence_tabs(picked, view.source(picked.id), asks, others=bool(view.sources))


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
