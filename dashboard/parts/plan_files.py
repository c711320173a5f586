"""The files of this batch, and of the one picked how its columns are read."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboard.draw import html
from dashboard.words import number, pick, record_name, tr
from ingest.planned import Plan, PlannedTable
from ingest.remarks import remarks

_WIDTHS = tuple(st.column_config.Column(width=width) for width in (116, 78, 80, 56, 66))
"""Wider than the card, the last columns would vanish to the right without a sign."""


def plan_files(plan: Plan) -> PlannedTable | None:
    """Draw the list of tables; the one picked, None where no table was recognised."""
    with st.container(key="card_files"):
        files = {table.file for table in plan.tables}
        st.html(html.heading(tr("本批 {n} 个文件", n=number(len(files)))))
        picked = _tables(plan) if plan.tables else None
        told = [(table.file, table.sheet, text) for table in plan.tables for text in remarks(table)]
        told += [(skipped.file, skipped.sheet, skipped.reason) for skipped in plan.skipped]
        if told:
            st.html(html.page("".join(html.entry(pick(text), f"{file} {sheet}") for file, sheet, text in told)))
    return picked


def _tables(plan: Plan) -> PlannedTable:
    frame = pl.DataFrame(
        {
            tr("文件"): [table.file for table in plan.tables],
            tr("识别为"): [record_name(table.kind) for table in plan.tables],
            tr("编码/表"): [table.sheet or table.encoding for table in plan.tables],
            tr("取"): [number(table.taken) for table in plan.tables],
            tr("拒"): [number(table.refused) for table in plan.tables],
        }
    )
    table = st.dataframe(
        frame, hide_index=True, row_height=32, key=f"files_{plan.digest}",
        on_select="rerun", selection_mode="single-row-required",
        column_config=dict(zip(frame.columns, _WIDTHS, strict=True)),
        selection_default={"selection": {"rows": [_first_to_look_at(plan)], "columns": [], "cells": []}},
    )  # fmt: skip
    return plan.tables[table.selection.rows[0]]


def _first_to_look_at(plan: Plan) -> int:
    """The place of the table with most refusals, of the first where none has any."""
    refused = [table.refused for table in plan.tables]
    return refused.index(max(refused))
