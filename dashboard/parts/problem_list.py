"""Rows that were refused or flagged: where, what, what to do."""

from __future__ import annotations

import streamlit as st

from dashboard.draw import html
from dashboard.draw.html import Chip
from dashboard.problems import ProblemGroup, ProblemRow, grouped, problem_rows
from dashboard.words import number, pick, tr
from ingest.planned import PlannedTable

MOST = 12


def problem_list(table: PlannedTable) -> None:
    """Draw the problems of one table, alike ones together; the rest is in the download."""
    groups = grouped(problem_rows([table]))
    with st.container(key="card_problems"):
        note = tr("先列 {n} 种，全部见下载", n=MOST) if len(groups) > MOST else ""
        st.html(html.heading(tr("问题行"), note))
        if not groups:
            st.html(html.page(html.paragraph(tr("没有问题行。"))))
            return
        head = (tr("位置"), tr("问题"), tr("怎么办"), tr("处理"))
        st.html(html.table(head, [_cells(group) for group in groups[:MOST]]))


def _cells(group: ProblemGroup) -> tuple[str | Chip, ...]:
    row = group.first
    fate = Chip(tr("拒绝"), "stop") if row.refused else Chip(tr("取并标记"), "warn")
    said = f"{pick(row.reason)} {row.value}".strip()
    return _place(row, group.rows), said, pick(row.remedy), fate


def _place(row: ProblemRow, rows: int) -> str:
    column = tr("{column} 列", column=row.column) if row.column else ""
    if rows == 1:
        return tr("第 {row} 行 {column}", row=number(row.row), column=column).strip()
    return tr("第 {row} 行等 {n} 行 {column}", row=number(row.row), n=number(rows), column=column).strip()
