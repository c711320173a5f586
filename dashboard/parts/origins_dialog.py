"""Where a figure comes from: file, sheet and row of each record it rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl
import streamlit as st

from dashboard.draw import html
from dashboard.models import Origin
from dashboard.words import number, tr

Ask = Callable[[tuple[str, ...]], Sequence[Origin]]
"""Records → where they were read."""


def origins_dialog(finding: str, records: tuple[str, ...], ask: Ask) -> None:
    """Open the dialog on the records a finding rests on."""

    @st.dialog(tr("这些数字从哪里来"), width="large")
    def opened() -> None:
        st.html(html.page(html.paragraph(finding)))
        with st.spinner(tr("正在查找原始行…"), show_time=True):
            origins = ask(records)
        _rows(origins)

    opened()


def _rows(origins: Sequence[Origin]) -> None:
    note = tr("{n} 行，行号与编辑器或 Excel 所见相同", n=number(len(origins)))
    st.html(html.page(html.paragraph(note, muted=True)))
    frame = pl.DataFrame(
        {
            tr("文件"): [origin.file for origin in origins],
            tr("表"): [origin.sheet for origin in origins],
            tr("行"): [origin.row for origin in origins],
        }
    )
    st.dataframe(frame, hide_index=True, height=360)
