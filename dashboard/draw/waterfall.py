"""Why this value? Horizontal bars, each from where the one before ended; the bar to be cleared is a dashed rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from dashboard.draw.palette import DOUBT, MUTED, TEAL, TEXT, Shade
from dashboard.draw.theme import theme

ROW, BAR, LABELS = 28, 18, 300
"""Pixels: a row, a bar in it, the widest label beside it."""


@dataclass(frozen=True, slots=True)
class Step:
    """A row: what it is called, where it runs from and to, what stands at its end, what its tooltip says."""

    label: str
    start: float
    end: float
    written: str
    hint: str


def waterfall(terms: Sequence[Step], total: Step, rule: tuple[float, str], *, dark: bool) -> alt.LayerChart:
    """The terms from above, the total below them; the rule goes through all, its words stand at its foot."""
    rows = [
        *(_row(step, TEAL if step.end >= step.start else DOUBT, dark=dark) for step in terms),
        _row(total, TEXT, dark=dark),
    ]
    foot = {"low": rule[0], "said": rule[1], "label": ""}
    bars, mark = alt.Chart(alt.InlineData(values=rows)), alt.Chart(alt.InlineData(values=[foot]))
    y = _y([row["label"] for row in rows])
    ends = [0.0, rule[0], *(row["low"] for row in rows), *(row["high"] for row in rows)]
    scale = alt.Scale(domain=[min(ends), max(ends)], nice=False)
    start = alt.X("low", type="quantitative", scale=scale, axis=None)
    end = alt.X("high", type="quantitative", scale=scale, axis=None)
    ink, muted = TEXT.of(dark=dark), MUTED.of(dark=dark)
    tooltip = [alt.Tooltip("hint", type="nominal", title=total.label)]
    fill = alt.Color("fill", type="nominal", scale=None)
    words, number = alt.Text("said", type="nominal"), alt.Text("written", type="nominal")
    layers = [
        bars.mark_bar(height=BAR, cornerRadius=2).encode(start, y, alt.X2("high"), fill, tooltip=tooltip),
        bars.mark_text(align="left", dx=6, fontSize=13, color=ink).encode(end, y, number),
        mark.mark_rule(strokeDash=[4, 3], color=muted).encode(start),
        mark.mark_text(align="left", dx=5, fontSize=12, color=muted).encode(start, y, words),
    ]
    return alt.LayerChart(layer=layers, height=ROW * (len(rows) + 1), config=theme(dark=dark), padding={"right": 48})


def _y(labels: Sequence[str]) -> alt.Y:
    """A band a row, and one for the foot of the rule."""
    axis = alt.Axis(labelLimit=LABELS, labelFontSize=13, grid=False)
    return alt.Y("label", type="nominal", scale=alt.Scale(domain=[*labels, ""]), axis=axis)


def _row(step: Step, shade: Shade, *, dark: bool) -> dict[str, Any]:
    low, high = sorted((step.start, step.end))
    return {
        "label": step.label, "low": low, "high": high, "written": step.written, "hint": step.hint,
        "fill": shade.of(dark=dark),
    }  # fmt: skip
