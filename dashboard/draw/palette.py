"""Colours that Python draws with. Those of the page itself are CSS variables in `hw.css`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shade:
    """A colour on a light and on a dark card."""

    light: str
    dark: str

    def of(self, *, dark: bool) -> str:
        """The colour on one of the two."""
        return self.dark if dark else self.light


WHITE, INK, NIGHT = "#FFFFFF", "#17212B", "#0F151B"
TEAL = Shade("#0E6674", "#6FD0DB")
TEXT = Shade("#17212B", "#E3E9EE")
MUTED = Shade("#4A5663", "#A9B5C0")
GRID = Shade("#E4E8EC", "#2E3A45")
GREY = Shade("#8894A0", "#7B8894")
RANGE = Shade("#B9C2CB", "#4A5866")
BAND = Shade("#E3F1F3", "#12343A")
DOUBT = Shade("#C27A00", "#E0A04A")

FAMILIES = {
    "trade": Shade("#2F62D0", "#3D74EE"),
    "software": Shade("#5E0F8B", "#B393FF"),
    "storage": Shade("#8A6400", "#FACD2E"),
    "transport": Shade("#7A2A0A", "#E46609"),
    "finance": Shade("#0FA357", "#37C5A2"),
    "line": Shade("#E35FAE", "#B54A8F"),
    "people": Shade("#4E576A", "#C5E3F5"),
}
"""One colour a family of holders: as many as stay apart for colour-blind eyes."""

_DARK_GLYPH_ON_LIGHT = ("finance", "line")
_LIGHT_GLYPH_ON_DARK = ("trade", "line")


def glyph(family: str) -> Shade:
    """The ink of the glyph on a mark of this family, so that it can be read on its colour."""
    return Shade(
        INK if family in _DARK_GLYPH_ON_LIGHT else WHITE,
        WHITE if family in _LIGHT_GLYPH_ON_DARK else NIGHT,
    )
