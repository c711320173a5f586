"""What every page carries: the sheet of styles, the language of the document, the card for trouble."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import streamlit as st

from dashboard.draw import html
from dashboard.words import tr
from graph.errors import DamagedWorkspace, HeadwaterError, NoKeyFile, NotFound, WrongKey

_SHEET = Path(__file__).resolve().parent.parent / "hw.css"


def style() -> None:
    """Load the sheet, and the uploader's words in the language of the session."""
    words = f':root{{--hw-up:"{tr("选择或拖入文件")}";--hw-up-hint:"{tr("≤ 200 MB · CSV XLSX XLS TXT ZIP")}"}}'
    st.html(f"<style>{_SHEET.read_text(encoding='utf-8')}{words}</style>")


def document_language(lang: str) -> None:
    """Tell the browser which language the page is in, and that nothing is to be translated by a service."""
    script = f"document.documentElement.lang={lang!r};document.documentElement.setAttribute('translate','no')"
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)


def demo_mark() -> None:
    """Say in the corner that nothing here is real."""
    st.html(html.corner(tr("演示数据 · 全部虚构 · 关闭即删除")))


def trouble(what: str, error: HeadwaterError, remedy: str, *, deed: bool = False) -> None:
    """Say what could not be read, or as a `deed` not be done, and what to do on this page; below, small, the lines of the error.

    `remedy` is for errors that have no remedy of their own. Never a traceback.
    """
    number = sha256(str(error).encode()).hexdigest()[:6].upper()
    todo = tr("原始数据没有变化。{remedy}仍不行请报编号 {id}。", remedy=_own_remedy(error) or remedy, id=number)
    lines = [html.paragraph(without_options(line), muted=True) for line in error.lines or (str(error),)]
    title = tr("未能完成：{what}", what=what) if deed else tr("没能读取{what}", what=what)
    with st.container(key="card_trouble"):
        st.html(html.heading(title))
        st.html(html.page(html.paragraph(todo) + "".join(lines)))


def _own_remedy(error: HeadwaterError) -> str | None:
    """What to do wherever an error of this class comes up."""
    match error:
        case NoKeyFile():
            return tr("找不到密钥文件，请从备份恢复后刷新本页。")
        case WrongKey():
            return tr("这个工作区是用另一把密钥建立的，请用原来的密钥文件重新启动。")
        case DamagedWorkspace():
            return tr("工作区已损坏，请从备份恢复后刷新本页。")
        case NotFound():
            return tr("找不到，或你无权查看；请在左侧重新选择案件。")
        case _:
            return None


def without_options(line: str) -> str:
    """An error's line without the sentences that name options of the command line: there is none on a page."""
    sentences = re.split(r"(?<=\. )|(?<=。)|(?= / )", line)
    return "".join(sentence for sentence in sentences if not re.search(r"(?<!\S)--\w", sentence)).strip()
