"""Showing one value of one person in plain text: the reason first, then the log, then the value, for a minute.

The value is a local variable of the run that shows it, so that it is gone with that run: whatever else is done on the
page ends the run, as does its time.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from time import monotonic, sleep

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.draw import html
from dashboard.draw.html import Chip
from dashboard.models import Person
from dashboard.parts.frame import trouble
from dashboard.revealing import Door
from dashboard.words import column_name, number, tr
from graph.errors import HeadwaterError, NotLogged
from ingest.vault.fields import Field

SECONDS = 60.0
"""How long a value stands in plain text."""
FEW, FEW_HIGH = 6, 170
"""Values that are listed whole, and the pixels more of them have, so that the button stays in sight."""
SHORTEST = 6
"""Characters of a reason in one's own words."""


def reveal_button(people: Sequence[Person], door: Door | None, key: str) -> None:
    """The way to the dialog; nothing where there is nobody or nothing may be shown."""
    if door and people and st.button(tr("查看原始信息…"), key=key, type="tertiary", icon=":material/lock_open:"):
        reveal_dialog(people, door)


def reveal_dialog(people: Sequence[Person], door: Door) -> None:
    """Open the dialog on these people, of whom one is chosen; closing it ends what it shows."""

    @st.dialog(tr("查看原始信息"), on_dismiss="rerun")
    def opened() -> None:
        try:
            field = _field(_person(people), door)
        except HeadwaterError as error:
            trouble(tr("原始信息"), error, tr("请关闭后重新选择。"))
            return
        if field:
            _asked(field, door)

    opened()


def _person(people: Sequence[Person]) -> Person:
    if len(people) == 1:
        st.html(html.page(html.chip(Chip(people[0].alias, "tint"))))
        return people[0]
    place: int = st.selectbox(
        tr("对象"), range(len(people)), format_func=lambda k: people[k].alias, key="reveal_person"
    )
    return people[place]


def _field(one: Person, door: Door) -> Field | None:
    """The value that is asked for, masked."""
    found = door.fields(one.name)
    if not found:
        st.html(html.page(html.paragraph(tr("没有保险库，或其中没有这个人：没有可查看的。"))))
        return None
    labels = [f"{column_name(each.column)} · {each.masked}" for each in found]
    with st.container(height=FEW_HIGH if len(found) > FEW else "content", border=len(found) > FEW):
        place: int = st.radio(
            tr("只看一项"), range(len(found)), format_func=lambda k: labels[k], key=f"reveal_{one.alias}"
        )
    return found[place]


def _asked(field: Field, door: Door) -> None:
    st.html(html.page(html.chip(Chip(tr("先记入审计链，再显示。记录不能删除。"), "warn"))))
    reason = _reason()
    count = st.empty()
    _count(count, door)
    pressed = st.button(
        tr("记录并显示"), type="primary", disabled=not reason, key="reveal_show", icon=":material/lock_open:"
    )
    spot = st.empty()
    spot.html(html.revealed(field.masked))
    if pressed:
        _reveal(field, reason, door, spot, count)


def _reason() -> str:
    """The reason that stands; "" until it does."""
    ready = [tr("回访询问"), tr("核对同一人"), tr("制作笔录"), tr("其他")]
    chosen = st.segmented_control(tr("理由（必填）"), ready, key="reveal_reason")
    if chosen != ready[-1]:
        return chosen or ""
    own = st.text_input(
        tr("理由（至少 {n} 个字）", n=SHORTEST), key="reveal_own", max_chars=200,
        placeholder=tr("请勿填写姓名、地址：理由存于密库之外"),
    )  # fmt: skip
    return own if len(own.strip()) >= SHORTEST else ""


def _count(count: DeltaGenerator, door: Door) -> None:
    told = tr("显示 {s} 秒后自动重新脱敏。今日已查看 {k} 次。", s=round(SECONDS), k=number(door.today()))
    count.html(html.page(html.paragraph(told, muted=True)))


def _reveal(field: Field, reason: str, door: Door, spot: DeltaGenerator, count: DeltaGenerator) -> None:
    """Log, then show until the time is over; every redrawing is a place where another run can end this one."""
    try:
        value = door.shown(field.token, reason)
    except NotLogged as error:
        trouble(tr("原始信息"), error, tr("没能写入审计链，因此不显示。"), deed=True)
        return
    except HeadwaterError as error:
        trouble(tr("原始信息"), error, tr("请关闭后重新选择。"), deed=True)
        return
    _count(count, door)
    until = monotonic() + SECONDS
    while (left := ceil(until - monotonic())) > 0:
        spot.html(html.revealed(value, tr("{s} 秒后重新脱敏", s=left)))
        sleep(min(1.0, left))
    spot.html(html.revealed(field.masked, tr("已重新脱敏")))
