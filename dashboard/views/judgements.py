"""判断 / Judgements — who is one person, what was decided, by whom and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from dashboard import deciding, judging, queries, revealing, state
from dashboard.draw import html
from dashboard.draw.html import Chip
from dashboard.judging import Offers, Proposal
from dashboard.parts.frame import trouble
from dashboard.parts.judgement_dialog import judgement_dialog, undo_dialog
from dashboard.parts.reveal_dialog import reveal_button
from dashboard.words import number, pick, tr
from graph.errors import HeadwaterError
from graph.wording.judgements import STATES
from ingest.showing import Conflict, ListedJudgement, Offer

SHOWN = 20
"""Suggestions on the page; the next ones follow when these are decided."""
IN_FORCE, WAITING, OVER = "in_force", "waiting", frozenset({"undone", "superseded"})
"""States of a judgement, as `STATES` names them."""
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
        without = deciding.without(access, one.number) if one.state == IN_FORCE else ()
        undo_dialog(one, without, lambda reason: deciding.undo(access, one.number, reason))

    def approve(one: ListedJudgement) -> None:
        try:
            deciding.approve(access, one.number)
        except HeadwaterError as error:
            trouble(tr("这项判断"), error, tr("请由另一人登录后复核。"), deed=True)
            return
        st.rerun()

    names = [name for one in told[0].offers[:SHOWN] for name in (one.a, one.b)]
    names += [name for one in told[2] for name in one.about]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        header()
        reveal_button(judging.people(dict.fromkeys(names)), revealing.door(access), "reveal_judged")
    suggestions, conflicts, listed = told
    _suggestions(suggestions, judge)
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
            st.html(
                html.page(
                    html.paragraph(tr("没有能打开保险库的密钥，姓名和地址无法比对，只能比对相同的。"), muted=True)
                )
            )
        if not offers.offers:
            st.html(html.page(html.paragraph(tr("没有可提示的人。"), muted=True)))
        for place, one in enumerate(offers.offers[:SHOWN]):
            _row(html.paragraph(pick(one.text)), (tr("判断…"), f"offer_{place}", partial(judge, of_offer(one))))


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
            _row(html.paragraph(pick(one.text)), (tr("判断…"), f"conflict_{place}", partial(judge, of_conflict(one))))


def of_conflict(one: Conflict) -> list[Proposal]:
    """The cards are of one person, where there are two of them; or the number links nobody."""
    wrong = Proposal("wrong_token", (one.token,), one.text)
    return [Proposal("same", one.cards, one.text), wrong] if len(one.cards) == 2 else [wrong]


def _judgements(listed: Sequence[ListedJudgement], undo: Deed, approve: Deed) -> None:
    with st.container(key="card_judgements", gap="xsmall"):
        st.html(html.heading(tr("判断记录"), tr("最新的在前；撤销也留有记录")))
        if not listed:
            st.html(html.page(html.paragraph(tr("还没有作出判断。"), muted=True)))
        for one in listed:
            _judgement(one, undo, approve)


def _judgement(one: ListedJudgement, undo: Deed, approve: Deed) -> None:
    """What it says; under that when, who and why; at the end what can still be done about it.

    Whoever proposed a judgement is not asked to approve it.
    """
    who = f"{one.proposer} + {one.who}" if one.proposer else one.who
    body = html.entry(pick(one.text), f"{one.at} {who} · {one.reason}", _state(one), muted=one.state in OVER)
    deeds = [(tr("撤销"), f"undo_{one.number}", partial(undo, one))]
    if one.state == WAITING and not deciding.mine(one):
        deeds.insert(0, (tr("复核通过"), f"approve_{one.number}", partial(approve, one)))
    _row(body, *([] if one.state in OVER else deeds))


def _state(one: ListedJudgement) -> Chip | None:
    """The state, where it is not in force."""
    if one.state == IN_FORCE:
        return None
    if one.state == WAITING and deciding.mine(one):
        return Chip(tr("须由另一人复核后才生效"), "warn")
    return Chip(pick(STATES[one.state]), "warn" if one.state == WAITING else "")


def _row(body: str, *deeds: tuple[str, str, Callable[[], None]]) -> None:
    """A line (HTML of `draw.html`) with buttons at its end (label, key, deed); what was pressed is done below it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html(html.page(body))
        pressed = [deed for label, key, deed in deeds if st.button(label, key=key, type="tertiary")]
    for deed in pressed:
        deed()
