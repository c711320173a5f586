"""What to find out next: the question that is expected to tell most, and what each answer would do."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.draw import html
from dashboard.models import QuestionView
from dashboard.parts.origins_dialog import Ask, origins_dialog
from dashboard.parts.reveal_dialog import reveal_button
from dashboard.revealing import Door
from dashboard.words import decimal, pick, tr

MORE = 3
"""Further questions that are told."""
LEAST = 0.1
"""Bits below which it is only said that it is less."""


def question_card(
    questions: Sequence[QuestionView], ask: Ask, door: Door | None = None, *, alone: bool = False
) -> None:
    """Draw the card; `door`: to what the one to be asked is called, None where nothing may be shown.

    `alone` in its column it ends where its neighbour does.
    """
    with st.container(key="card_question", gap="xsmall", height="stretch" if alone else "content"):
        first, others = questions[:1], questions[1 : 1 + MORE]
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.html(html.heading(tr("下一步最该问什么")), width="stretch")
            if others:
                _others(others)
        for one in first:
            st.html(html.page(html.paragraph(_asked(one), small=True)))
            with st.container(horizontal=True, gap="small"):
                _rows(one, ask)
                reveal_button([one.who] if one.who else [], door, "reveal_question")
        if not first:
            st.html(html.page(html.paragraph(tr("没有还能改变结论的问题。"), muted=True)))


def _asked(one: QuestionView) -> str:
    who = tr("受害人 {who}：", who=one.who.alias) if one.who else ""
    return f"{who}{pick(one.text)}{tr('预计信息量 {bits} 比特。', bits=_bits(one.bits))}"


def _bits(bits: float) -> str:
    return decimal(bits) if bits >= LEAST else f"< {decimal(LEAST)}"


def _rows(one: QuestionView, ask: Ask) -> None:
    if one.records and st.button(tr("看原始行"), key="question_rows", type="tertiary", icon=":material/table_rows:"):
        origins_dialog(pick(one.text), one.records, ask)


def _others(others: Sequence[QuestionView]) -> None:
    with st.popover(tr("第二好"), type="tertiary"):
        for other in others:
            st.html(html.page(html.paragraph(_asked(other), small=True)))
