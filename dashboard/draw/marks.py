"""Marks of the kinds of holder: colour is the family, shape the place in it, the glyph the kind."""

from __future__ import annotations

from functools import cache
from html import escape

from dashboard.draw.palette import FAMILIES, glyph
from dashboard.draw.svg import FONT, picture
from graph.schema import holder_kind

SIZE = 24
SHAPES = {
    "square": '<rect class="f" x="1" y="1" width="22" height="22" rx="4"/>',
    "circle": '<circle class="f" cx="12" cy="12" r="11"/>',
    "hexagon": '<polygon class="f" points="6,1.5 18,1.5 23.5,12 18,22.5 6,22.5 0.5,12"/>',
    "octagon": '<polygon class="f" points="7.5,1 16.5,1 23,7.5 23,16.5 16.5,23 7.5,23 1,16.5 1,7.5"/>',
    "house": '<polygon class="f" points="12,0.5 23,7.5 23,23 1,23 1,7.5"/>',
    "tag": '<polygon class="f" points="1,2.5 16,2.5 23.5,12 16,21.5 1,21.5"/>',
    "diamond": '<polygon class="f" points="12,0 24,12 12,24 0,12"/>',
    "pentagon": '<polygon class="f" points="12,0.5 23.5,9 19,23 5,23 0.5,9"/>',
}
"""The shapes, in a square of `SIZE`."""

_LOW = {"house": 18.5, "pentagon": 17.5}
_LEFT = {"tag": 10.0}


@cache
def mark(kind: str, lang: str) -> str:
    """The mark of a kind as a data URI, with the Chinese glyph or the English two-letter code."""
    declared = holder_kind(kind)
    text, size = (declared.glyph, 13) if lang == "zh" else (declared.code, 10)
    x, y = _LEFT.get(declared.shape, 12.0), _LOW.get(declared.shape, 16.5) - (0 if lang == "zh" else 1)
    body = (
        f'{SHAPES[declared.shape]}<text class="g" x="{x}" y="{y}" font-size="{size}" font-weight="600" '
        f'text-anchor="middle" font-family="{FONT}">{escape(text)}</text>'
    )
    return picture(SIZE, SIZE, body, {"f": FAMILIES[declared.family], "g": glyph(declared.family)})


def mark_image(kind: str, lang: str) -> str:
    """The mark as an HTML image; the holder's name always stands beside it, so it needs no text of its own."""
    return f'<img class="mark" alt="" width="{SIZE}" height="{SIZE}" src="{mark(kind, lang)}">'
