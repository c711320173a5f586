"""Where a figure comes from: day, file, sheet and row of each record it rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl
import streamlit as st

from dashboard.draw import html
from dashboard.models import DatedRecord, Origin
from dashboard.words import UNKNOWN, number, record_name, tr
from graph.evidence import SHORT

Ask = Callable[[tuple[str, ...]], Sequence[Origin]]
"""Records → where they were read."""


def origins_dialog(finding: str, records: tuple[DatedRecord, ...], ask: Ask) -> None:
    """Open the dialog on the records a finding rests on."""

    @st.dialog(tr("这些数字从哪里来"), width="large")
    def opened() -> None:
        st.html(html.page(html.paragraph(finding)))
        with st.spinner(tr("正在查找原始行…"), show_time=True):
            origins = ask(tuple(one.record for one in records))
        _rows(records, origins)

    opened()


def _rows(records: Sequence[DatedRecord], origins: Sequence[Origin]) -> None:
    """One line a row of a file; a row that tells of several records stands with each, and counts once."""
    rows = len({(origin.file, origin.sheet, origin.row) for origin in origins})
    note = tr("{k} 条记录的 {n} 行，行号与编辑器或 Excel 所见相同", k=number(len(records)), n=number(rows))
    st.html(html.page(html.paragraph(note, muted=True)))
    days = {one.record: one.day.isoformat() if one.day else UNKNOWN for one in records}
    frame = pl.DataFrame(
        {
            tr("日期"): [days[origin.record] for origin in origins],
            tr("记录"): [origin.number for origin in origins],
            tr("类别"): [record_name(origin.kind) for origin in origins],
            tr("文件"): [origin.file for origin in origins],
            tr("表"): [origin.sheet for origin in origins],
            tr("行"): [origin.row for origin in origins],
            tr("SHA-256"): [origin.sha256[:SHORT] for origin in origins],
            tr("编码"): [origin.encoding for origin in origins],
            tr("导入人"): [origin.who for origin in origins],
            tr("导入时间"): [origin.at for origin in origins],
        }
    )
    st.dataframe(frame, hide_index=True, height=360)
