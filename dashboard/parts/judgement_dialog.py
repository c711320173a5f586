"""Making a judgement, and taking one back: what it says, what it would change, the grounds, and only then the button."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.deciding import Foreseen
from dashboard.draw import html
from dashboard.draw.html import Chip
from dashboard.judging import Proposal
from dashboard.parts.frame import trouble
from dashboard.parts.what_if_card import effect_in_words
from dashboard.words import pick, tr
from graph.errors import HeadwaterError
from graph.verdict import Text
from graph.wording.judgements import judgement as in_words
from ingest.showing import ListedJudgement

Preview = Callable[[Proposal], Foreseen]
Make = Callable[[Proposal, str], None]


def kind_of(kind: str) -> str:
    """A kind of judgement in a word."""
    return {
        "same": tr("同一个人"),
        "not_same": tr("不是同一个人"),
        "cleared": tr("持有者已排除"),
    }.get(kind, tr("关联有误"))


def judgement_dialog(proposals: Sequence[Proposal], preview: Preview, make: Make) -> None:
    """Open the dialog on the judgements that can be made of one thing; one of them is chosen first."""

    @st.dialog(tr("作出判断"))
    def opened() -> None:
        _promise()
        st.html(html.page(html.paragraph(pick(proposals[0].text))))
        place = 0
        if len(proposals) > 1:
            chosen = st.segmented_control(
                tr("判断"), range(len(proposals)), format_func=lambda k: kind_of(proposals[k].kind),
                key="judgement_kind", label_visibility="collapsed",
            )  # fmt: skip
            if chosen is None:
                return
            place = chosen
        one = proposals[place]
        if one.score is not None:
            chance = tr("按已知内容，是同一人的可能约 {p} %。", p=min(99, int(100 * one.score)))
            st.html(html.page(html.paragraph(chance)))
        label = tr("提交复核") if _foreseen(one, preview) else tr("保存")
        _grounds(one.reason, f"judgement_reason_{place}", label, lambda reason: make(one, reason))

    opened()


def undo_dialog(one: ListedJudgement, without: Sequence[Text], undo: Callable[[str], None]) -> None:
    """Open the dialog that takes a judgement back; `without`: what that does to others."""

    @st.dialog(tr("撤销判断"))
    def opened() -> None:
        st.html(html.page(html.paragraph(pick(one.text)) + html.paragraph(one.reason, muted=True)))
        st.html(html.page(html.paragraph(tr("撤销另记一条，原判断保留在列表里。"), muted=True)))
        _shifts(without)
        _grounds("", "undo_reason", tr("撤销"), undo)

    opened()


def _promise() -> None:
    promise = tr("只改变怎么读，不改动原始记录。可随时撤销，两份来源都保留。")
    st.html(html.page(html.paragraph(promise, muted=True)))


def _foreseen(one: Proposal, preview: Preview) -> bool:
    """What the verdict would say and what becomes of other judgements, before anything is saved; whether another decides."""
    try:
        with st.spinner(tr("正在试算…"), show_time=True):
            found = preview(one)
    except HeadwaterError as error:
        trouble(tr("这项判断"), error, tr("请关闭后重新选择。"))
        return False
    st.html(html.page(html.paragraph(tr("若采纳：{effect}", effect=effect_in_words(found.effect)))))
    _shifts(found.shifts)
    if found.reviewed:
        st.html(html.page(html.chip(Chip(tr("须由另一人复核后才生效"), "warn"))))
    return found.reviewed


def _shifts(shifts: Sequence[Text]) -> None:
    """What becomes of other judgements, a line each."""
    if shifts:
        st.html(html.page("".join(html.paragraph(pick(one)) for one in shifts)))


def _grounds(given: str, key: str, label: str, save: Callable[[str], None]) -> None:
    """The grounds, and the button that waits for them."""
    reason = st.text_area(
        tr("依据（必填）"), given, key=key, max_chars=500, placeholder=tr("请勿填写姓名、地址：依据存于密库之外")
    )
    if not st.button(label, type="primary", disabled=not reason.strip(), key=f"{key}_save"):
        return
    try:
        save(reason)
    except HeadwaterError as error:
        trouble(tr("这项判断"), error, tr("请关闭后重新选择。"), deed=True)
        return
    st.rerun()


def of_holder(kind: str, name: str) -> list[Proposal]:
    """What can be judged of a holder."""
    return [Proposal("cleared", (kind, name), in_words("cleared", (kind, name)))]
