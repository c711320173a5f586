"""The line over a what-if view: what is supposed, that nothing of it is kept, and the way back."""

from __future__ import annotations

import streamlit as st

from dashboard import supposing
from dashboard.draw import html
from dashboard.models import VerdictView
from dashboard.state import case_alias
from dashboard.words import number, pick, tr


def what_if_line(view: VerdictView) -> None:
    """Draw the line where something is supposed; its place is kept, so that what stands below is not drawn twice."""
    with st.container(key="what_if_place"):
        if view.what_if:
            _line(pick(view.what_if))


def _line(supposed: str) -> None:
    case = case_alias()
    tried = tr("已试 {k} 种假设", k=number(supposing.tried(case)))
    with st.container(key="what_if", horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
        st.html(html.doubt(supposed, tried), width="stretch")
        st.button(tr("还原"), key="what_if_reset", type="tertiary", on_click=supposing.reset, args=(case,))
