"""What the obvious methods would say, and why not to trust them here: disagreement is itself a warning."""

from __future__ import annotations

import streamlit as st

from dashboard.draw import html
from dashboard.draw.marks import mark_image
from dashboard.models import Disagreement, OpinionRow
from dashboard.state import language
from dashboard.words import UNKNOWN, decimal, kind_name, number, pick, tr
from graph.wording.explanation import REASONS


def other_scores(found: Disagreement, name: str) -> None:
    """Draw the table; `name` is that of the holder picked."""
    if not found.rows:
        st.html(html.page(html.paragraph(tr("没有受害人在来电前经过它，其他算法对它无话可说。"))))
        return
    if found.against:
        kind, first = found.against
        holder = f"{kind_name(kind)} {first}"
        st.html(html.doubt(tr("多数算法指向 {h}。请先看“反对”再下结论。", h=holder)))
    head = (tr("算法"), tr("它会把谁排第一"), tr("{holder} 排第几", holder=name), tr("为什么这里不可信"))
    st.html(html.table(head, [_cells(row) for row in found.rows]))


def _cells(row: OpinionRow) -> tuple[str | html.Marked, ...]:
    kind, first = row.first
    counted = tr("（{n} 人）", n=number(row.people)) if row.people is not None else ""
    holder = html.Marked(mark_image(kind, language()), f"{kind_name(kind)} {first}{counted}")
    return _method(row.method), holder, UNKNOWN if row.rank is None else number(row.rank), _why(row)


def _method(method: str) -> str:
    return {
        "shared_count": tr("共享人数"),
        "odds_ratio": tr("比值比"),
        "coverage": tr("覆盖率"),
        "jlh": "JLH",
        "g2": "G²",
        "mantel_haenszel": "Mantel–Haenszel",
        "breach_radar": "BreachRadar",
        "pagerank": "PageRank",
    }.get(method, method)


def _why(row: OpinionRow) -> str:
    if row.expected is not None:
        return tr("对照人群里同样常见：预期 {e}", e=decimal(row.expected))
    by_us = {
        "alike": tr("与它分不开"),
        "named": tr("也是本结论的源头"),
        "explained": tr("它的受害人已由源头解释"),
    }
    return by_us[row.why] if row.why in by_us else pick(REASONS[row.why])
