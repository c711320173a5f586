"""判断 / Judgements — who is one person, what was decided, by whom and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard import deciding, judging, queries, revealing, state
from dashboard.draw import html
from dashboard.draw.html import Chip
from dashboard.judging import Offers, Proposal
from dashboard.parts.frame import trouble
from dashboard.parts.judgement_dialog import judgement_dialog, kind_of, undo_dialog
from dashboard.parts.reveal_dialog import reveal_button
from dashboard.words import number, pick, tr
from graph.errors import HeadwaterError
from graph.wording.judgements import STATES
from ingest.showing import Conflict, ListedJudgement, Offer

SHOWN = 20
"""Suggestions on the page; the next ones follow when these are decided."""
ROW = [8, 2]
Deed = Callable[[ListedJudgement], None]


def page() -> None:
    """The page: what may be one person, what the rows say in contradiction, what was judged."""
    access = queries.access()
    try:
        with st.spinner(tr("正在比对姓名、地址和打码号码…"), show_time=True):
            told = judging.offers(access), judging.conflicts(access), judging.listed(access)
    except HeadwaterError as error:
        header()
        trouble(tr("判断"), error, tr("请刷新本页再试。"))
        return
    case = state.case_alias()

    def judge(proposals: Sequence[Proposal]) -> None:
        judgement_dialog(
            proposals,
            lambda one: deciding.supposed(access, case, one.kind, one.about),
            lambda one, reason: deciding.make(access, one, reason),
        )

    def undo(one: ListedJudgement) -> None:
        without = deciding.without(access, one.number) if one.state == "in_force" else ()
        undo_dialog(one, without, lambda reason: deciding.undo(access, one.number, reason))

    def approve(one: ListedJudgement) -> None:
        try:
            deciding.approve(access, one.number)
        except HeadwaterError as error:
            trouble(tr("这项判断"), error, tr("请由另一人登录后复核。"))
            return
        st.rerun()

    show(*told, judge, undo, approve)
    names = [name for one in told[0].offers[:SHOWN] for name in (one.a, one.b)]
    names += [name for one in told[2] for name in one.about]
    reveal_button(judging.people(dict.fromkeys(names)), revealing.door(access), "reveal_judged")


def show(
    offers: Offers,
    conflicts: Sequence[Conflict],
    listed: Sequence[ListedJudgement],
    judge: Callable[[Sequence[Proposal]], None],
    undo: Deed,
    approve: Deed,
) -> None:
    """Suggestions, conflicts, judgements; `judge` and `undo` open their dialogs, `approve` is done at once."""
    header()
    _suggestions(offers, judge)
    if conflicts:
        _conflicts(conflicts, judge)
    _judgements(listed, undo, approve)


def header() -> None:
    """The line at the top."""
    st.html(html.header(tr("判断"), tr("谁和谁是同一个人？哪些已经判断过？"), [Chip(tr("🔒 已脱敏"), "tint")]))


def _suggestions(offers: Offers, judge: Callable[[Sequence[Proposal]], None]) -> None:
    with st.container(key="card_suggestions", gap="xsmall"):
        note = tr("姓名、地址、打码号码只作提示，从不自动合并")
        st.html(html.heading(tr("可能是同一个人 {n}", n=number(len(offers.offers) + offers.more)), note))
        if not offers.read:
            st.html(html.page(html.paragraph(tr("没有保险库密钥，姓名和地址无法比对，只能比对相同的。"), muted=True)))
        if not offers.offers:
            st.html(html.page(html.paragraph(tr("没有可提示的人。"), muted=True)))
        for place, one in enumerate(offers.offers[:SHOWN]):
            if _row(pick(one.text), tr("判断…"), f"offer_{place}"):
                judge(of_offer(one))


def of_offer(one: Offer) -> list[Proposal]:
    """Yes or no: the same two, with what suggests them as the grounds of a yes."""
    reason = tr("采纳提示：{why}", why=pick(one.text))
    return [
        Proposal("same", (one.a, one.b), one.text, reason, one.score),
        Proposal("not_same", (one.a, one.b), one.text, "", one.score),
    ]


def _conflicts(conflicts: Sequence[Conflict], judge: Callable[[Sequence[Proposal]], None]) -> None:
    with st.container(key="card_conflicts", gap="xsmall"):
        note = tr("同一号码对应几个证件号，没有合并")
        st.html(html.heading(tr("互相矛盾 {n}", n=number(len(conflicts))), note))
        for place, one in enumerate(conflicts[:SHOWN]):
            if _row(pick(one.text), tr("判断…"), f"conflict_{place}"):
                wrong = Proposal("wrong_token", (one.token,), one.text)
                both = [Proposal("same", one.cards, one.text)] if len(one.cards) == 2 else []
                judge([*both, wrong])


def _judgements(listed: Sequence[ListedJudgement], undo: Deed, approve: Deed) -> None:
    with st.container(key="card_judgements", gap="xsmall"):
        st.html(html.heading(tr("判断记录"), tr("最新的在前；撤销也留有记录")))
        if not listed:
            st.html(html.page(html.paragraph(tr("还没有作出判断。"), muted=True)))
        for one in listed:
            who = f"{one.proposer} + {one.who}" if one.proposer else one.who
            said = f"{one.at} {who} · {kind_of(one.kind)} · {pick(one.text)} · {one.reason}"
            if one.state != "in_force":
                said = f"{pick(STATES[one.state])} · {said}"
            if one.state in {"undone", "superseded"}:
                st.html(html.page(html.paragraph(said, muted=True)))
                continue
            if one.state == "waiting" and _row(said, tr("复核通过"), f"approve_{one.number}"):
                approve(one)
            if _row("" if one.state == "waiting" else said, tr("撤销"), f"undo_{one.number}"):
                undo(one)


def _row(text: str, label: str, key: str) -> bool:
    """A line with a button at its end; whether it was pressed."""
    left, right = st.columns(ROW, vertical_alignment="center")
    left.html(html.page(html.paragraph(text)))
    return right.button(label, key=key, type="tertiary")
