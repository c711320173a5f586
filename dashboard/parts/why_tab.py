"""Why this holder: its value as a waterfall, what that means, and what it owes to single victims."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard.draw import html
from dashboard.draw.waterfall import Step, waterfall
from dashboard.models import Candidate, Value
from dashboard.words import decimal, pick, tr
from graph import wording
from graph.ranking.holder.stability import Stability
from graph.ranking.settings import BAR, STRONG, STRONG_TOLERANCE

SURE = 99
"""Per cent beyond which it is only said that it is more."""


def why_tab(picked: Candidate, value: Value) -> None:
    """Draw the waterfall of the holder picked."""
    said = tr("{value} 以上且容差 ≥ {tolerance} 为强", value=f"{STRONG:.0f}", tolerance=f"{STRONG_TOLERANCE:.0f}")
    st.html(html.heading(tr("{holder}：证据分怎么来的", holder=picked.name), said))
    rule = (BAR, tr("门槛 {bar}", bar=decimal(BAR)))
    steps = [Step(pick(bar.text), bar.start, bar.end, _signed(bar.nats), _nats(bar.nats)) for bar in value.parts]
    total = Step(tr("证据分"), 0.0, value.total, decimal(value.total), _nats(value.total))
    chart = waterfall(steps, total, rule, dark=st.context.theme.type == "dark")
    st.altair_chart(chart, theme=None, width="stretch", key="waterfall")


def how_sure(percent: int) -> None:
    """Say the probability with its condition."""
    written = f"> {SURE}" if percent > SURE - 1 else str(percent)
    st.html(html.page(html.paragraph(tr("把握 {p} %，仅在方法假设成立时", p=written))))


def steadiness(picked: Candidate, value: Value, ask: Callable[[Candidate], Stability | None]) -> None:
    """Say what leaving out single victims changes, once it was asked for of this value: that takes a second or more."""
    asked = f"steady_{picked.id}_{value.total:.6f}"
    if not st.session_state.get(asked):
        st.button(
            tr("去掉任一受害人再算"),
            key=f"{asked}_button",
            icon=":material/person_remove:",
            on_click=_note,
            args=(asked,),
        )
        return
    with st.spinner(tr("正在逐一去掉受害人重算…"), show_time=True):
        found = ask(picked)
    if found:
        st.html(html.page(html.paragraph(pick(wording.stability(found.least, first=found.first)))))


def _note(asked: str) -> None:
    st.session_state[asked] = True


def _signed(nats: float) -> str:
    return decimal(nats) if nats < 0 else f"+{decimal(nats)}"


def _nats(nats: float) -> str:
    return f"{decimal(nats)} nat"
