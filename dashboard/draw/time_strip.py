"""When? Per victim a dot (record through the holder), a line and a tick (first call); the window is a band behind.

Below, on the same days, small grey columns: records of comparison people through the same holder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from typing import Any

import altair as alt

from dashboard.draw.palette import BAND, GREY, RANGE, TEAL, TEXT
from dashboard.draw.theme import theme

ROW, MOST, LEAST = 5, 300, 60
"""Pixels: a victim's row, all rows at most (then rows are lower), all rows at least."""
GAP, COLUMNS = 8, 36
"""Pixels between rows and columns, and of the highest column."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A victim's row: who (an alias), the days of her records, the day of the call, whether it counts for the evidence."""

    who: str
    days: tuple[date, ...]
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
class _Frame:
    """The days and the pixels everything is drawn in; y counts pixels above the foot of the columns."""

    first: date
    last: date
    rows: int
    dark: bool

    def since(self, day: date) -> int:
        """Days from the first one."""
        return (day - self.first).days

    @property
    def ticks(self) -> list[int]:
        """Eight labels at most, whole weeks apart."""
        days = self.since(self.last)
        return list(range(0, days + 1, 7 * max(1, ceil(days / 56))))

    @property
    def row(self) -> float:
        """Pixels of a row."""
        return min(ROW, MOST / max(self.rows, 1))

    @property
    def height(self) -> int:
        """Pixels of the whole strip."""
        return COLUMNS + GAP + max(LEAST, round(self.row * self.rows))


def time_strip(
    strokes: Sequence[Stroke],
    below: Sequence[tuple[date, int]],
    window: tuple[date, date],
    labels: Labels,
    *,
    dark: bool,
) -> alt.LayerChart:
    """The whole strip; rows from above by first record, then call, then alias."""
    first = min([window[0], *(day for stroke in strokes for day in stroke.days)]) - timedelta(days=2)
    last = max([window[1], *(stroke.call for stroke in strokes)]) + timedelta(days=2)
    frame = _Frame(first, last, len(strokes), dark)
    layers = [
        _band(window, frame),
        *_rows(strokes, frame, labels),
        _columns([(day, n) for day, n in below if first <= day <= last], frame, labels),
    ]
    return alt.LayerChart(layer=layers, height=frame.height, config=theme(dark=dark))


def _values(rows: list[dict[str, Any]]) -> alt.InlineData:
    return alt.InlineData(values=rows)


def _x(field: str, frame: _Frame) -> alt.X:
    """Days since the first one, as plain numbers: no browser's time zone can move them."""
    start = int(datetime.combine(frame.first, time(), UTC).timestamp() * 1000)
    axis = alt.Axis(values=frame.ticks, labelExpr=f"utcFormat({start} + datum.value * 864e5, '%m-%d')", labelFlush=True)
    scale = alt.Scale(domain=[0, frame.since(frame.last)], nice=False)
    return alt.X(field, type="quantitative", scale=scale, axis=axis)


def _y(field: str, frame: _Frame) -> alt.Y:
    return alt.Y(field, type="quantitative", scale=alt.Scale(domain=[0, frame.height], nice=False), axis=None)


def _band(window: tuple[date, date], frame: _Frame) -> alt.Chart:
    """The window, from its first day to the end of its last."""
    row = {
        "day": frame.since(window[0]),
        "to": frame.since(window[1]) + 1,
        "low": COLUMNS,
        "high": frame.height,
    }
    mark = alt.Chart(_values([row])).mark_rect(color=BAND.of(dark=frame.dark))
    return mark.encode(_x("day", frame), alt.X2("to"), _y("low", frame), alt.Y2("high"))  # type: ignore[no-any-return]


def _rows(strokes: Sequence[Stroke], frame: _Frame, labels: Labels) -> list[alt.Chart]:
    """A line from first record to call, a tick at the call, a dot a record; what does not count is faded."""
    ordered = sorted(strokes, key=lambda stroke: (min(stroke.days), stroke.call, stroke.who))
    lines = [_line(stroke, place, frame) for place, stroke in enumerate(ordered)]
    dots = [
        line | {"day": frame.since(day), "written": day.isoformat()}
        for stroke, line in zip(ordered, lines, strict=True)
        for day in stroke.days
    ]
    told = (("who", labels.who), ("written", labels.day), ("called", labels.call))
    tooltip = [alt.Tooltip(field, type="nominal", title=title) for field, title in told]
    opacity = alt.Opacity("strength", type="quantitative", scale=None)
    line = alt.Chart(_values(lines)).encode(opacity=opacity, tooltip=tooltip)
    dot = alt.Chart(_values(dots)).encode(opacity=opacity, tooltip=tooltip)
    grey, teal, ink = (shade.of(dark=frame.dark) for shade in (GREY, TEAL, TEXT))
    return [
        line.mark_rule(color=grey, strokeWidth=0.6).encode(_x("day", frame), alt.X2("call"), _y("y", frame)),
        line.mark_rule(color=ink, strokeWidth=2).encode(_x("call", frame), _y("low", frame), alt.Y2("high")),
        dot.mark_point(color=teal, filled=True, size=30, opacity=1).encode(_x("day", frame), _y("y", frame)),
    ]


def _line(stroke: Stroke, place: int, frame: _Frame) -> dict[str, Any]:
    """The values of a row; `place` counts from above."""
    top, first = frame.height - frame.row * place, min(stroke.days)
    return {
        "y": top - frame.row * 0.5, "low": top - frame.row * 0.9, "high": top - frame.row * 0.1,
        "day": frame.since(first), "call": frame.since(stroke.call), "strength": 1.0 if stroke.inside else 0.3,
        "who": stroke.who, "written": first.isoformat(), "called": stroke.call.isoformat(),
    }  # fmt: skip


def _columns(below: Sequence[tuple[date, int]], frame: _Frame, labels: Labels) -> alt.Chart:
    """Records of comparison people a day, from zero; the highest day is `COLUMNS` pixels."""
    most = max((count for _, count in below), default=1)
    values = [
        {"day": frame.since(day), "to": frame.since(day) + 0.8, "foot": 0, "top": COLUMNS * count / most,
         "count": count, "written": day.isoformat()}
        for day, count in below
    ]  # fmt: skip
    tooltip = [
        alt.Tooltip("written", type="nominal", title=labels.day),
        alt.Tooltip("count", type="quantitative", title=labels.comparison),
    ]
    mark = alt.Chart(_values(values)).mark_rect(color=RANGE.of(dark=frame.dark))
    return mark.encode(  # type: ignore[no-any-return]
        _x("day", frame), alt.X2("to"), _y("foot", frame), alt.Y2("top"), tooltip=tooltip
    )
