"""What every page carries: the sheet of styles, the language of the document, the card for trouble."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import streamlit as st

from dashboard.draw import html
from dashboard.words import tr
from graph.errors import HeadwaterError

_SHEET = Path(__file__).resolve().parent.parent / "hw.css"


def style() -> None:
    """Load the sheet, and the uploader's words in the language of the session."""
    words = f':root{{--hw-up:"{tr("选择或拖入文件")}";--hw-up-hint:"{tr("≤ 200 MB · CSV XLSX XLS TXT ZIP")}"}}'
    st.html(f"<style>{_SHEET.read_text(encoding='utf-8')}{words}</style>")


def document_language(lang: str) -> None:
    """Tell the browser which language the page is in, and that nothing is to be translated by a service."""
    script = f"document.documentElement.lang={lang!r};document.documentElement.setAttribute('translate','no')"
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)


def trouble(what: str, error: HeadwaterError) -> None:
    """Say what could not be read and what to do; never a traceback."""
    number = sha256(str(error).encode()).hexdigest()[:6].upper()
    with st.container(key="card_trouble"):
        st.html(html.heading(tr("没能读取{what}", what=what)))
        st.html(html.page(html.paragraph(str(error))))
        st.html(html.page(html.paragraph(tr("原始数据没有变化；仍不行请报编号 {id}。", id=number), muted=True)))
