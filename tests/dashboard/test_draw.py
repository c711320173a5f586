"""Pictures and HTML: escaped, on one scale, in both lights."""

from __future__ import annotations

import re
from base64 import b64decode
from datetime import date, timedelta
from html import unescape
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.draw import html
from dashboard.draw.dot_on_range import EDGE, WIDTH, dot_on_range
from dashboard.draw.marks import SHAPES, mark
from dashboard.draw.palette import FAMILIES
from dashboard.draw.time_strip import Labels, Stroke, time_strip
from dashboard.draw.waterfall import Step, waterfall
from graph.schema import HOLDER_KINDS, OTHER_HOLDER

SVG = "{http://www.w3.org/2000/svg}"
LABELS = Labels("who", "day", "call", "records")
ANY = st.text(max_size=20)


def opened(uri: str) -> ElementTree.Element:
    """The drawing in a data URI."""
    return ElementTree.fromstring(b64decode(uri.removeprefix("data:image/svg+xml;base64,")))  # noqa: S314 — our own


@pytest.mark.parametrize("kind", [*HOLDER_KINDS.values(), OTHER_HOLDER], ids=lambda kind: kind.name)
def test_every_kind_has_a_mark_in_both_languages(kind: object) -> None:
    """Family, shape and glyph of each declared kind can be drawn."""
    assert kind.family in FAMILIES
    assert kind.shape in SHAPES
    assert opened(mark(kind.name, "zh")).find(f"{SVG}text").text == kind.glyph
    assert opened(mark(kind.name, "en")).find(f"{SVG}text").text == kind.code


def test_no_two_kinds_share_a_mark() -> None:
    """Colour, shape and glyph together tell them apart."""
    marks = [mark(name, "zh") for name in HOLDER_KINDS]

    assert len(set(marks)) == len(marks)


def test_a_kind_that_is_not_declared_has_the_mark_of_any_holder() -> None:
    """Kinds are open."""
    assert opened(mark("sorting robot", "zh")).find(f"{SVG}text").text == OTHER_HOLDER.glyph


def test_the_dot_lies_where_the_count_is() -> None:
    """All pictures of a list share a scale; its right end is `most`."""
    assert float(opened(dot_on_range(50, 10.0, (5, 15), 50)).find(f"{SVG}circle").get("cx")) == WIDTH - EDGE
    assert float(opened(dot_on_range(0, 10.0, (5, 15), 50)).find(f"{SVG}circle").get("cx")) == EDGE


@given(st.integers(0, 10**6), st.floats(0, 1e6), st.integers(0, 10**6))
def test_nothing_is_drawn_outside_of_the_picture(observed: int, expected: float, high: int) -> None:
    """Whatever the counts."""
    drawing = opened(dot_on_range(observed, expected, (0, high), max(observed, expected, high)))
    dot = float(drawing.find(f"{SVG}circle").get("cx"))

    assert EDGE - 0.1 <= dot <= WIDTH - EDGE + 0.1


@given(ANY, ANY, ANY)
def test_whatever_is_put_into_html_comes_out_as_text(title: str, name: str, line: str) -> None:
    """No value becomes markup."""
    made = (
        html.header(title, name, [html.Chip(line)]) + html.heading(title, name) + html.finding(line, speaks_for=True)
        + html.table([title], [[name, html.Chip(line)]]) + html.figures([html.Figure(title, name, line, title)])
        + html.banner("", html.headline(title, []), "", chips=[html.Chip(name)], lines=[line], fold=html.Fold(title, (line,)), notes=[name])
        + html.doubt(title, name) + html.table([title], [[html.Marked("", name)]]) + html.paragraph(line, small=True)
    )  # fmt: skip
    tags = set(re.findall(r"</?([a-z0-9]+)", made))

    assert tags <= {
        "div",
        "span",
        "h1",
        "h2",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "small",
        "details",
        "summary",
    }
    assert unescape(html.finding(line, speaks_for=False)).count(line) >= 1


def test_the_mark_stands_before_the_name_it_belongs_to() -> None:
    """In the headline, once a holder, names escaped."""
    made = html.headline("A or <b>", [("<b>", "<img>")])

    assert made == "<h1>A or <img> &lt;b&gt;</h1>"


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 90)), min_size=1, max_size=80))
def test_the_strip_holds_every_record_inside_its_frame(orders: list[tuple[int, int]]) -> None:
    """Dots, lines and ticks lie between the ends of both scales."""
    start = date(2026, 1, 1)
    days = [start + timedelta(days=place) for place, _ in orders]
    strokes = [
        Stroke(f"V-{n:04X}", (day,), day + timedelta(days=lag), inside=True)
        for n, (day, (_, lag)) in enumerate(zip(days, orders, strict=True))
    ]
    chart = time_strip(strokes, [(days[0], 3)], (min(days), max(days)), LABELS, dark=False).to_dict()
    _, lines, _, dots, columns = [chart["datasets"][layer["data"]["name"]] for layer in chart["layer"]]
    _, width = chart["layer"][1]["encoding"]["x"]["scale"]["domain"]

    assert len(lines) == len(dots) == len(orders)
    for line in lines:
        assert 0 <= line["day"] <= line["call"] <= width
        assert 0 <= line["low"] < line["high"] <= chart["height"]
    assert columns[0]["top"] <= chart["height"]


def _values(drawn: dict[str, Any], layer: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows a layer draws."""
    rows: list[dict[str, Any]] = drawn["datasets"][layer["data"]["name"]]
    return rows


def test_the_waterfall_runs_from_nothing_to_the_value_and_shows_the_bar() -> None:
    """Each bar from where the one before ended; what takes has another colour than what adds; the rule has its words."""
    terms = [Step("timing", 0.0, 40.0, "+40.0", "40.0 nat"), Step("choice", 40.0, 31.2, "−8.8", "−8.8 nat")]
    drawn = waterfall(terms, Step("value", 0.0, 31.2, "31.2", "31.2 nat"), (3.8, "bar 3.8"), dark=False).to_dict()
    bars, _, rule, words = drawn["layer"]
    rows = _values(drawn, bars)

    assert [(row["low"], row["high"], row["written"]) for row in rows] == [
        (0.0, 40.0, "+40.0"), (31.2, 40.0, "−8.8"), (0.0, 31.2, "31.2"),
    ]  # fmt: skip
    assert len({row["fill"] for row in rows}) == 3
    assert _values(drawn, rule)[0]["low"] == 3.8
    assert rule["mark"]["strokeDash"]
    assert _values(drawn, words)[0]["said"] == "bar 3.8"


def test_a_value_below_the_bar_leaves_room_for_the_rule() -> None:
    """Or the rule would lie outside the picture; a value below nothing is drawn to the left of it."""
    drawn = waterfall([], Step("value", 0.0, -1.5, "−1.5", ""), (3.8, ""), dark=True).to_dict()

    assert drawn["layer"][0]["encoding"]["x"]["scale"]["domain"] == [-1.5, 3.8]
