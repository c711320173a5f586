"""The script Streamlit runs: configuration, language, case and navigation."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard import environment, queries, state
from dashboard.parts import frame
from dashboard.views import import_, judgements, sources
from dashboard.words import LANGUAGES, tr
from graph.errors import HeadwaterError


def pages() -> dict[str, list[st.Page]]:
    """The pages there are, by section."""
    importing = st.Page(import_.page, title=tr("导入"), icon=":material/upload_file:", url_path="import")
    tracing = st.Page(
        lambda: sources.page(importing), title=tr("源头"), icon=":material/water_drop:", url_path="", default=True
    )
    judging = st.Page(judgements.page, title=tr("判断"), icon=":material/gavel:", url_path="judgements")
    by_name = st.Page(lambda: _move_to(tracing), title=tr("源头"), url_path="sources", visibility="hidden")
    return {tr("研判"): [importing, tracing, judging, by_name]}


def _move_to(page: st.Page) -> None:
    """Open another page on the same case, holder and language."""
    st.switch_page(page, query_params=st.query_params.to_dict())


def main() -> None:
    """Draw what all pages share, then the page that is open."""
    st.set_page_config(page_title="源头 Headwater", page_icon="💧", layout="wide")
    state.language()
    frame.style()
    st.logo(Path(__file__).with_name("logo.svg"))
    here = st.navigation(pages(), position="sidebar", expanded=True)
    try:
        cases = queries.cases(queries.access())
    except HeadwaterError as error:
        frame.trouble(tr("工作区"), error, tr("请检查工作区的文件夹是否存在、可写，再刷新本页。"))
        return
    with st.sidebar:
        state.choose_case(cases, tr("当前案件"), tr("全部案件"))
        state.choose_language(LANGUAGES, tr("语言"))
        frame.document_language(state.language())
        st.caption(tr("🔒 已脱敏 · 离线"))
    state.keep_url()
    here.run()
    if environment.demo():
        frame.demo_mark()


main()
