"""Which column of a file became which of ours, how surely and why; to be corrected, named and saved for the next file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl
import streamlit as st

from dashboard.draw import html
from dashboard.draw.html import Chip
from dashboard.words import UNKNOWN, pick, record_name, tr
from graph.schema import RECORDS
from ingest.planned import ColumnPlan, PlannedTable
from ingest.recognition import DOUBTFUL, Recognition
from ingest.synonyms import columns

_ROW, _MOST = 32, 7
_TARGET = 92
"""Pixels; with those of `_widths` the table fits its card on a screen of 1280."""


@dataclass(frozen=True, slots=True)
class Edit:
    """How a table is to be read, and the name under which that is saved; `mapping`: header to column, "" left out."""

    name: str
    kind: str
    mapping: dict[str, str]


def mapping_editor(table: PlannedTable) -> Edit | None:
    """Draw the mapping of a table; what is to be saved, once the button is pressed."""
    with st.container(key="card_mapping"):
        note = tr("识别为 {kind} · {encoding}", kind=record_name(table.kind), encoding=table.sheet or table.encoding)
        st.html(html.heading(table.file, note))
        st.html(html.page(_how_sure(table.kind, table.recognition)))
        place = f"{table.sha256}_{table.sheet}_{table.kind}_{table.recognition.mapping}"
        kind = st.selectbox(
            tr("类型"), list(RECORDS), list(RECORDS).index(table.kind), format_func=record_name, key=f"kind_{place}"
        )
        frame = _frame(table.columns)
        chosen = st.data_editor(
            frame, hide_index=True, row_height=_ROW, height=_ROW * (min(len(frame), _MOST) + 1) + 2,
            disabled=[name for name in frame.columns if name != tr("对应到")], key=f"mapping_{place}_{kind}",
            column_config=_widths() | {
                tr("对应到"): st.column_config.SelectboxColumn(options=[UNKNOWN, *columns(kind)], required=True, width=_TARGET)
            },
        )  # fmt: skip
        name, button = st.columns([2, 1], vertical_alignment="bottom")
        called = name.text_input(tr("导入规格名称"), table.recognition.mapping_name, key=f"name_{place}")
        saved = button.button(tr("保存并重新计划"), width="stretch", key=f"save_{place}", disabled=not called.strip())
    taken = zip(frame[tr("文件里的列")], chosen[tr("对应到")], strict=True)
    return (
        Edit(called, kind, {header: "" if column == UNKNOWN else column for header, column in taken}) if saved else None
    )


def _how_sure(kind: str, recognition: Recognition) -> str:
    """How the kind is known; where it is in doubt, which other it may be."""
    said = f"{percent(recognition.confidence)} · {pick(recognition.reason)}"
    if recognition.confidence >= DOUBTFUL or recognition.rival is None:
        return html.paragraph(said, muted=True)
    doubt = tr("像{kind}，也像{rival}，请选类型", kind=record_name(kind), rival=record_name(recognition.rival))
    return html.paragraph(said, muted=True) + html.chip(Chip(doubt, "warn"))


def _frame(listed: tuple[ColumnPlan, ...]) -> pl.DataFrame:
    """A row a header."""
    reasons = {
        "canonical": tr("✓ 表头"), "synonym": tr("✓ 同义词"), "mapping": tr("✓ 人工"), "second": tr("另有同义列"),
    }  # fmt: skip
    return pl.DataFrame(
        {
            tr("文件里的列"): [column.header for column in listed],
            tr("对应到"): [column.column or UNKNOWN for column in listed],
            tr("样例（脱敏）"): [column.sample for column in listed],
            tr("依据"): [
                f"{reasons.get(column.reason, tr('不导入'))} {percent(column.confidence) if column.column else ''}".strip()
                for column in listed
            ],
            tr("说明"): [pick(column.why) for column in listed],
        }
    )


def _widths() -> dict[str, Any]:
    """How wide the columns are; whatever a cell has no room for is shown when it is opened."""
    widths = {tr("文件里的列"): 114, tr("样例（脱敏）"): 112, tr("依据"): 106, tr("说明"): 84}
    return {name: st.column_config.Column(width=width) for name, width in widths.items()}


def percent(share: float) -> str:
    """A confidence of 0 to 1 as whole percent."""
    return f"{share:.0%}"
