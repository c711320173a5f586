"""The plan in figures, and the one deed of the page: to commit exactly this plan."""

from __future__ import annotations

import streamlit as st

from dashboard.draw import html
from dashboard.draw.html import Chip, Figure
from dashboard.problems import as_csv, problem_rows
from dashboard.state import language
from dashboard.words import number, tr
from ingest import Plan


def plan_strip(plan: Plan, discard_key: str) -> bool:
    """Draw the strip; whether the plan is to be committed. 放弃 counts up `discard_key`, which empties the uploader."""
    with st.container(key="card_plan"):
        st.html(html.heading(tr("计划"), f"#{short(plan.digest)}"))
        st.html(html.page(html.figures(_figures(plan), bare=True)))
        known = all(table.repeats is not None for table in plan.tables)
        if known:
            st.html(html.page(html.chip(Chip(tr("这些文件此前已导入，没有新内容，无需提交"), "warn"))))
        commit, download, discard = st.columns([2, 1.5, 1])
        wanted = commit.button(
            tr("提交这份计划"), type="primary", icon=":material/check:", width="stretch",
            shortcut="Ctrl+Enter", key=f"commit_{short(plan.digest)}", disabled=known,
        )  # fmt: skip
        download.download_button(
            tr("下载问题行"), lambda: _csv(plan), file_name=f"problems-{short(plan.digest)}.csv", mime="text/csv",
            icon=":material/download:", width="stretch", on_click="ignore", key="download_problems",
        )  # fmt: skip
        discard.button(tr("放弃"), width="stretch", key="discard", on_click=_discard, args=(discard_key,))
    return wanted


def short(digest: str) -> str:
    """The first digits of a digest, enough to recognise it."""
    return digest.removeprefix("sha256:")[:6]


def _discard(key: str) -> None:
    st.session_state[key] = st.session_state.get(key, 0) + 1


def _figures(plan: Plan) -> list[Figure]:
    def total(what: str) -> str:
        return number(sum(getattr(table, what) for table in plan.tables))

    return [
        Figure(tr("取"), total("taken")),
        Figure(tr("取并标记"), total("flagged"), tone="warn"),
        Figure(tr("拒绝"), total("refused"), tone="stop"),
        Figure(tr("与已有重复"), total("repeated")),
    ]


def _csv(plan: Plan) -> bytes:
    head = (tr("文件"), tr("表"), tr("行"), tr("列"), tr("值（脱敏）"), tr("问题"), tr("怎么办"), tr("处理"))
    return as_csv(problem_rows(plan.tables), head, (tr("拒绝"), tr("取并标记")), language())
