"""Earlier imports, as the ledger has them; one can be taken back, and brought back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.draw import html
from dashboard.draw.html import Chip
from dashboard.models import PastImport
from dashboard.parts.frame import trouble
from dashboard.words import number, tr
from graph.errors import HeadwaterError

Change = Callable[[PastImport, str], None]


def past_imports(imports: Sequence[PastImport], change: Change) -> None:
    """Draw the list, the latest first."""
    with st.container(key="card_past"):
        st.html(html.heading(tr("以前的导入")))
        if not imports:
            st.html(html.page(html.paragraph(tr("还没有导入过文件。"))))
            return
        st.html(html.page("".join(_entry(one) for one in imports)))
        if st.button(tr("撤回或恢复…"), key="withdraw_open", type="tertiary", icon=":material/undo:"):
            withdraw_dialog(imports, change)


def _entry(one: PastImport) -> str:
    counts = tr(
        "取 {t} · 标记 {f} · 拒绝 {r}", t=number(one.taken), f=number(one.flagged), r=number(one.refused)
    )  # fmt: skip
    chip = Chip(tr("已撤回"), "warn") if one.withdrawn else Chip(tr("✓ 已入账"), "ok")
    note = " · ".join(filter(None, (_files(one), counts, one.withdrawn and tr("撤回：{why}", why=one.withdrawn))))
    return html.entry(f"{one.when} {one.who}", note, chip, muted=bool(one.withdrawn))


def _files(one: PastImport) -> str:
    more = len(one.files) - 1
    return tr("{file} 等 {n} 个", file=one.files[0], n=more + 1) if more > 0 else "".join(one.files[:1])


def withdraw_dialog(imports: Sequence[PastImport], change: Change) -> None:
    """Open the dialog that takes one of these imports back, or brings it back."""

    @st.dialog(tr("撤回或恢复导入"))
    def opened() -> None:
        place: int = st.selectbox(
            tr("导入"), range(len(imports)), key="withdraw_import",
            format_func=lambda k: f"{imports[k].when} {imports[k].who} · {_files(imports[k])}",
        )  # fmt: skip
        one = imports[place]
        told = (
            tr("这次导入已撤回：{why}。恢复后，其中的行重新计入。", why=one.withdrawn)
            if one.withdrawn
            else tr("撤回后，只有这次导入带来的行不再计入；其他导入也有的行仍计入。什么都不会删除，可随时恢复。")
        )
        st.html(html.page(html.paragraph(told)))
        reason = st.text_input(
            tr("理由（必填）"), key="withdraw_reason", max_chars=200,
            placeholder=tr("请勿填写姓名、地址：理由存于密库之外"),
        )  # fmt: skip
        label = tr("恢复") if one.withdrawn else tr("撤回")
        if st.button(label, type="primary", disabled=len(reason.strip()) < 2, key="withdraw_do"):
            _done(one, reason, change)

    opened()


def _done(one: PastImport, reason: str, change: Change) -> None:
    try:
        with st.spinner(tr("正在重新计数…"), show_time=True):
            change(one, reason)
    except HeadwaterError as error:
        trouble(tr("这次导入"), error, tr("请关闭后重新选择。"), deed=True)
        return
    st.rerun()
