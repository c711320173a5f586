"""When? Per victim a dot (record through the holder), a line and a tick (first call); the window is a band behind.

Below, on the same days, small grey columns: records of comparison people through the same holder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import altair as alt

from dashboard.draw.palette import BAND, GREY, RANGE, TEAL, TEXT
from dashboard.draw.theme import theme

ROW, LEAST, GAP, COLUMNS = 5, 60, 8, 36
"""Pixels: a victim's row, all rows at least, between rows and columns, the highest column."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A victim's row: who (an alias), the record's day, the call's day, whether it counts for the evidence."""

    who: str
    day: date
    call: date
    inside: bool


@dataclass(frozen=True, slots=True)
class Labels:
    """What the tooltip calls things."""

    who: str
    day: str
    call: str
    comparison: str


@dataclass(frozen=True, slots=True)
class _Scales:
    """The two scales all layers share; y is in pixels above the foot of the columns."""

    days: alt.Scale
    pixels: alt.Scale

    def x(self, field: str) -> alt.X:
        axis = alt.Axis(format="%m-%d", tickCount=8, labelFlush=True)
        return alt.X(field, scale=self.days, axis=axis, type="temporal")

    def y(self, field: str) -> alt.Y:
        return alt.Y(field, scale=self.pixels, axis=None, type="quantitative")


def time_strip(
    strokes: Sequence[Stroke],
    below: Sequence[tuple[date, int]],
    window: tuple[date, date],
    labels: Labels,
    *,
    dark: bool,
) -> alt.LayerChart:
    """The whole strip; rows from above by record, then call, then alias."""
    first = min([window[0], *(stroke.day for stroke in strokes)]) - timedelta(days=2)
    last = max([window[1], *(stroke.call for stroke in strokes)]) + timedelta(days=2)
    height = COLUMNS + GAP + max(LEAST, ROW * len(strokes))
    scales = _Scales(
        alt.Scale(domain=[_day_of_scale(first), _day_of_scale(last)], nice=False),
        alt.Scale(domain=[0, height], nice=False),
    )
    layers = [
        _band(window, height, scales, dark=dark),
        *_rows(strokes, height, scales, labels, dark=dark),
        _columns([(day, n) for day, n in below if first <= day <= last], scales, labels, dark=dark),
    ]
    return theme(alt.LayerChart(layer=layers, height=height), dark=dark)


def _day_of_scale(day: date) -> alt.DateTime:
    return alt.DateTime(year=day.year, month=day.month, date=day.day)


def _moment(day: date, hour: int = 0) -> str:
    """A moment in local time; a bare day would be read as midnight in Greenwich."""
    return f"{day.isoformat()}T{hour:02}:00:00"


def _values(rows: list[dict[str, Any]]) -> alt.InlineData:
    return alt.InlineData(values=rows)


def _band(window: tuple[date, date], height: int, scales: _Scales, *, dark: bool) -> alt.Chart:
    """The window, from its first day to the end of its last."""
    row = {"day": _moment(window[0]), "to": _moment(window[1] + timedelta(days=1)), "low": COLUMNS, "high": height}
    mark = alt.Chart(_values([row])).mark_rect(color=BAND.of(dark=dark))
    return mark.encode(scales.x("day"), alt.X2("to"), scales.y("low"), alt.Y2("high"))  # type: ignore[no-any-return]


def _rows(strokes: Sequence[Stroke], height: int, scales: _Scales, labels: Labels, *, dark: bool) -> list[alt.Chart]:
    """Lines, dots and ticks; what does not count for the evidence is faded."""
    ordered = sorted(strokes, key=lambda stroke: (stroke.day, stroke.call, stroke.who))
    values = [
        {
            "y": height - ROW * (place + 0.5), "low": height - ROW * (place + 0.9), "high": height - ROW * (place + 0.1),
            "who": stroke.who, "day": _moment(stroke.day), "call": _moment(stroke.call),
            "strength": 1.0 if stroke.inside else 0.3,
        }
        for place, stroke in enumerate(ordered)
    ]  # fmt: skip
    tooltip = [
        alt.Tooltip("who", type="nominal", title=labels.who),
        alt.Tooltip("day", type="temporal", title=labels.day, format="%Y-%m-%d"),
        alt.Tooltip("call", type="temporal", title=labels.call, format="%Y-%m-%d"),
    ]
    opacity = alt.Opacity("strength", type="quantitative", scale=None)
    base = alt.Chart(_values(values)).encode(opacity=opacity, tooltip=tooltip)
    return [
        base.mark_rule(color=GREY.of(dark=dark), strokeWidth=0.6).encode(
            scales.x("day"), alt.X2("call"), scales.y("y")
        ),
        base.mark_point(color=TEAL.of(dark=dark), filled=True, size=30).encode(scales.x("day"), scales.y("y")),
        base.mark_rule(color=TEXT.of(dark=dark), strokeWidth=2).encode(
            scales.x("call"), scales.y("low"), alt.Y2("high")
        ),
    ]


def _columns(below: Sequence[tuple[date, int]], scales: _Scales, labels: Labels, *, dark: bool) -> alt.Chart:
    """Records of comparison people a day, from zero; the highest day is `COLUMNS` pixels."""
    most = max((count for _, count in below), default=1)
    values = [
        {"day": _moment(day, 2), "to": _moment(day, 22), "foot": 0, "top": COLUMNS * count / most, "count": count}
        for day, count in below
    ]
    tooltip = [
        alt.Tooltip("day", type="temporal", title=labels.day, format="%Y-%m-%d"),
        alt.Tooltip("count", type="quantitative", title=labels.comparison),
    ]
    mark = alt.Chart(_values(values)).mark_rect(color=RANGE.of(dark=dark))
    return mark.encode(scales.x("day"), alt.X2("to"), scales.y("foot"), alt.Y2("top"), tooltip=tooltip)  # type: ignore[no-any-return]
