"""The ranked list of holders, eight at a time, one of them picked."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any
from unicodedata import east_asian_width

import polars as pl
import streamlit as st
from streamlit.elements.arrow import DataframeStateInput

from dashboard import state
from dashboard.draw import html
from dashboard.draw.dot_on_range import dot_on_range
from dashboard.draw.marks import mark
from dashboard.models import Candidate
from dashboard.parts.verdict_banner import grade_chip
from dashboard.words import UNKNOWN, decimal, kind_name, number, span, tr

ROWS, ROW_HEIGHT = 8, 32
ROOM = 22
"""Half widths of a Chinese character that the column of holders has room for."""
PAGER = 260
"""Pixels: Streamlit leaves out the middle pages of a pager that is as narrow as its content."""


def candidate_list(candidates: Sequence[Candidate]) -> Candidate:
    """Draw the list and return the holder that is picked: by the user, by the URL, else the first."""
    listed = _fingerprint(candidates)
    with st.container(key="card_candidates", height="stretch"):
        first = _page_of(candidates, listed)
        shown = candidates[first : first + ROWS]
        table = st.dataframe(
            _table(shown, _most(candidates)),
            hide_index=True, height=ROW_HEIGHT * (len(shown) + 1) + 2, row_height=ROW_HEIGHT,
            column_config=_columns(), key=f"candidates_{first}_{listed}",
            on_select="rerun", selection_mode="single-row-required", selection_default=_default(shown),
        )  # fmt: skip
    row = table.selection.rows[0]
    if row or _place(candidates) is not None or state.picked_holder() is None:
        state.pick_holder(shown[row].id)
    return shown[row]


def _fingerprint(candidates: Sequence[Candidate]) -> str:
    """Changes with the list: another list is another table, whose rows were not picked in this one."""
    return sha256(" ".join(one.id for one in candidates).encode()).hexdigest()[:12]


def _place(candidates: Sequence[Candidate]) -> int | None:
    """Where the holder in the URL stands; None where it is not in the list, as a what-if may leave it out."""
    asked = state.picked_holder()
    return next((place for place, one in enumerate(candidates) if one.id == asked), None)


def _page_of(candidates: Sequence[Candidate], listed: str) -> int:
    """Heading and pages; the place of the first row shown."""
    count, pages = len(candidates), -(-len(candidates) // ROWS)
    left, right = st.columns([3, 2], vertical_alignment="center")
    left.html(html.heading(tr("候选持有者"), tr("按证据分排序 · 列出 {n} 个", n=number(count))))
    if pages < 2:
        return 0
    with right.container(horizontal=True, horizontal_alignment="right"):
        page = (_place(candidates) or 0) // ROWS + 1
        return (st.pagination(pages, key=f"candidates_page_{listed}", default=page, width=PAGER) - 1) * ROWS


def _default(shown: Sequence[Candidate]) -> DataframeStateInput:
    return {"selection": {"rows": [_place(shown) or 0], "columns": [], "cells": []}}


def _most(candidates: Sequence[Candidate]) -> float:
    """The right end of the scale all pictures share."""
    return float(max(max(one.observed, one.expected_range[1]) for one in candidates))


def _table(shown: Sequence[Candidate], most: float) -> pl.DataFrame:
    lang = state.language()
    return pl.DataFrame(
        {
            "mark": [mark(one.kind, lang) for one in shown],
            "holder": [holder_label(kind_name(one.kind), one.name) for one in shown],
            "grade": [grade_chip(one.grade).text for one in shown],
            "explains": [number(one.explains) for one in shown],
            "picture": [dot_on_range(one.observed, one.expected, one.expected_range, most) for one in shown],
            "counts": [f"{number(one.observed)} / {decimal(one.expected)}" for one in shown],
            "window": [span(*one.window) if one.window else UNKNOWN for one in shown],
            "tolerance": [f"{decimal(one.tolerance)}×" if one.tolerance else UNKNOWN for one in shown],
        }
    )


def holder_label(kind: str, name: str) -> str:
    """Kind and name, as far as there is room: the mark tells the kind too, and names often differ at their ends alone."""
    if _width(whole := f"{kind} · {name}") <= ROOM:
        return whole
    if _width(name) <= ROOM:
        return name
    head, tail = list[str](), list[str]()
    while _width("".join([*head, "…", *tail])) < ROOM - 1:
        (head if len(head) <= len(tail) else tail).append(
            name[len(head)] if len(head) <= len(tail) else name[-1 - len(tail)]
        )
    return "".join([*head, "…", *reversed(tail)])


def _width(text: str) -> int:
    """How wide a text is, in half widths of a Chinese character."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def _columns() -> dict[str, Any]:
    column = st.column_config
    return {
        "mark": column.ImageColumn("", width=34),
        "holder": column.TextColumn(tr("持有者"), width=164),
        "grade": column.TextColumn(tr("证据"), width=70),
        "explains": column.TextColumn(tr("可解释"), width=60, alignment="right"),
        "picture": column.ImageColumn(tr("实际 ● 预期 ▮"), width=144),
        "counts": column.TextColumn(tr("实际/预期"), width=72),
        "window": column.TextColumn(tr("时间窗"), width=86),
        "tolerance": column.TextColumn(tr("容差"), width=74),
    }
