"""Earlier imports, as the ledger has them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.draw import html
from dashboard.draw.html import Chip
from dashboard.models import PastImport
from dashboard.words import number, tr


def past_imports(imports: Sequence[PastImport]) -> None:
    """Draw the list, the latest first."""
    with st.container(key="card_past"):
        st.html(html.heading(tr("以前的导入")))
        if not imports:
            st.html(html.page(html.paragraph(tr("还没有导入过文件。"))))
            return
        head = (tr("时间 · 谁"), tr("文件"), tr("取 / 标记 / 拒绝"), "")
        st.html(html.table(head, [_cells(one) for one in imports]))


def _cells(one: PastImport) -> tuple[str | Chip, ...]:
    first, more = one.files[:1], len(one.files) - 1
    files = tr("{file} 等 {n} 个", file=first[0], n=more + 1) if more > 0 else "".join(first)
    counts = f"{number(one.taken)} / {number(one.flagged)} / {number(one.refused)}"
    return f"{one.when} {one.who}", files, counts, Chip(tr("✓ 已入账"), "ok")
