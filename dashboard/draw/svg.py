"""Small SVG pictures as data URIs. Each follows the system's light or dark by itself, in tables as in HTML."""

from __future__ import annotations

from base64 import b64encode

from dashboard.draw.palette import Shade

FONT = "Microsoft YaHei,PingFang SC,Noto Sans CJK SC,Source Han Sans SC,Segoe UI,sans-serif"


def picture(width: int, height: int, body: str, fills: dict[str, Shade]) -> str:
    """A data URI of `body` drawn at its final size; `fills` gives the colour of each CSS class."""
    light, dark = (
        "".join(f".{name}{{fill:{shade.of(dark=night)}}}" for name, shade in fills.items()) for night in (False, True)
    )
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f"<style>{light}@media(prefers-color-scheme:dark){{{dark}}}</style>{body}</svg>"
    )
    return "data:image/svg+xml;base64," + b64encode(drawing.encode()).decode("ascii")
