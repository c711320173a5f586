"""Where a figure comes from: file, sheet and row of each record it rests on."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
import streamlit as st

from dashboard.draw import html
from dashboard.models import Origin
from dashboard.words import number, tr


def origins_dialog(finding: str, origins: Sequence[Origin]) -> None:
    """Open the dialog."""

    @st.dialog(tr("这些数字从哪里来"), width="large")
    def opened() -> None:
        st.html(html.page(html.paragraph(finding)))
        st.html(
            html.page(html.paragraph(tr("{n} 行，行号与编辑器或 Excel 所见相同", n=number(len(origins))), muted=True))
        )
        rows = pl.DataFrame({tr("文件"): [origin.file for origin in origins],
                             tr("表"): [origin.sheet for origin in origins],
                             tr("行"): [origin.row for origin in origins]})  # fmt: skip
        st.dataframe(rows, hide_index=True, height=360)

    opened()
